"""The explorer page: one HTML file that opens from disk and asks the network for nothing.

Its Content-Security-Policy names every script and style by hash and allows nothing else, so text that
escaped escaping would still be dead. The drawing library is the vis-network that pyvis installs; it
stands in the page squeezed, as the data do, and is
unpacked when the graph is first looked at.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .packing import to_json
from .payload import payload
from .squeezing import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..store import Store

__all__ = ["SCRIPTS", "render"]

_HERE: Final = Path(__file__).parent

SCRIPTS: Final = (
    "dom", "unsqueeze", "data", "marks", "evidence", "state", "facets", "findings", "queries", "renderer",
    "labels", "picture", "scene", "paths", "graph", "matrix", "walk", "place", "tables", "timeline",
    "overlap", "reporting", "cards", "studies", "questions", "claims", "panel", "search",
    "turtle", "export", "about", "paper", "app",
)  # fmt: skip
"""The page's own script, one file for each noun, in the order in which they build on each other."""


def render(store: Store, *, citations: Mapping[str, Mapping[str, str]], about: str | None = None) -> str:
    """The page of a store: the same store gives the same text, byte for byte.

    Args:
        store: any store, embedded or remote.
        citations: record IRI → format (``bibtex``, ``ris``) → citation text.
        about: CURIE of a term, claim, record or finding that is chosen when the page opens.

    Raises:
        UnknownTermError: the graph has nothing of that CURIE.

    >>> from pyoxigraph import Store
    >>> from exokg.store.embedded import EmbeddedStore
    >>> render(EmbeddedStore(Store()), citations={}).splitlines()[0]
    '<!DOCTYPE html>'
    """
    return compose(payload(store, citations=citations, about=about))


def compose(data: Mapping[str, object]) -> str:
    """The page around a payload."""
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    script, style, library = _script(), _read("style.css"), _library()
    return environment.get_template("page.html.j2").render(
        policy=_policy(script, library, style),
        meta=data["meta"],
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own files
        library=squeeze(library),
        data=squeeze(to_json(data)),
    )


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _script() -> str:
    """Every script file within one strict function, so that the page has no global names."""
    parts = "\n".join(_without_comments(_read(f"script/{name}.js")) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'


def _without_comments(script: str) -> str:
    """The script without the lines that only explain it."""
    return "\n".join(line for line in script.splitlines() if not line.lstrip().startswith("//"))


def _library() -> str:
    """vis-network as pyvis ships it, without the address of its source map."""
    import pyvis

    folder = sorted(Path(pyvis.__file__).parent.glob("lib/vis-*/vis-network.min.js"))[-1]
    lines = folder.read_text(encoding="utf-8").split("\n")  # not splitlines: U+2028 stands in its strings
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") + "'"


def _policy(script: str, library: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src {_hash(script)} {_hash(library)}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
