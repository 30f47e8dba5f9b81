"""The site made of these pages and the docstrings: ``make docs``; every warning is an error.

The pages stay plain Markdown, which GitHub shows as well as the site; so what only the site needs, the table
of contents and index.html, is added here.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = Path(__file__).parents[1]
CONTENTS = {
    "For researchers": [
        "docs/tutorial",
        "docs/notebook",
        "docs/find-and-count",
        "docs/figures",
        "docs/dimensions",
        "docs/questions",
        "docs/researchers",
    ],
    "For reviewers": ["docs/explorer"],
    "For curators": ["docs/curating", "graph/README", "docs/rules"],
    "For integrators": ["docs/model", "docs/stores", "docs/own-findings", "docs/api"],
    "For operators": ["docs/serving", "SECURITY"],
    "Reference": ["docs/cli", "CHANGELOG"],
    "For contributors": [
        "CONTRIBUTING",
        "docs/decisions",
        "docs/coverage",
        "docs/releasing",
        "benchmarks/RESULTS",
        "benchmarks/questions",
    ],
}

project = "exokg"
copyright = "The exokg team"  # noqa: A001 - Sphinx's name
author = "The exokg team"
version = release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

root_doc = "README"
include_patterns = ["*.md", "docs/*.md", "docs/*.ipynb", "graph/README.md", "benchmarks/*.md"]
exclude_patterns = ["build", ".venv"]
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
nitpicky = False  # types of other libraries lead to sites that are not fetched

highlight_language = "none"

html_theme = "furo"
html_title = f"exokg {version}"
html_show_sphinx = False
html_copy_source = False

myst_heading_anchors = 4
nb_execution_mode = "off"  # `make pictures` executes the notebook, and a test compares
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"


def contents() -> str:
    """The table of contents; a page that no part names stands in the last one."""
    named = {page for pages in CONTENTS.values() for page in pages}
    others = [f"docs/{path.stem}" for path in sorted((ROOT / "docs").glob("*.md"))]
    parts = CONTENTS | {"More": [page for page in others if page not in named]}
    return "\n".join(
        f"\n```{{toctree}}\n:hidden:\n:caption: {caption}\n" + "\n".join(pages) + "\n```"
        for caption, pages in parts.items()
        if pages
    )


def add_contents(_: Sphinx, page: str, source: list[str]) -> None:
    """Put the table of contents under the first page."""
    if page == root_doc:
        source[0] += contents()


def add_index(app: Sphinx, fault: Exception | None) -> None:
    """Lead from index.html, which web servers and readers open first, to the first page."""
    if fault is None:
        to = f'<meta http-equiv="refresh" content="0; url={root_doc}.html">'
        text = f"<!doctype html><title>exokg</title>{to}\n"
        (app.outdir / "index.html").write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("source-read", add_contents)
    app.connect("build-finished", add_index)
