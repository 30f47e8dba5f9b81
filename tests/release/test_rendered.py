"""Bibliographies as readers see them: BibTeX by pybtex's styles, CSL-JSON by two citeprocs."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path

import pytest
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.backends.plaintext import Backend
from pybtex.database import parse_string
from pybtex.plugin import find_plugin

from exokg.model.identifiers import best_page
from exokg.release.citations import Citation, bibtex, csl

ROOT = Path(__file__).parents[2]

MINISTRY, AGENCY = "Korea Ministry of Food and Drug Safety", "US Food and Drug Administration"
AUTHORS = ("Kim ESC", "Lee S-H", "Smith JA Jr", "Kim Hyun-Soo", "Di Vizio D", MINISTRY)
PAPER = Citation(
    key="paper", kind="primary", title="Vesicles & 50% more β_hair", authors=AUTHORS, journal="J. Hair",
    year="2020", volume="7", issue="2", pages="1067–1076", doi="10.1000/a_b(1)",
)  # fmt: skip
NOTICE = Citation(
    key="notice", kind="regulatory-notice", title="A notice", authors=(AGENCY,), year="2019",
    url="https://agency.example/notice_1",
)  # fmt: skip


@cache
def by_bibtex(style: str, *, short: bool = False) -> dict[str, str]:
    read = parse_string(bibtex([PAPER, NOTICE]), "bibtex")
    made = find_plugin("pybtex.style.formatting", style)(abbreviate_names=short)
    return {one.key: one.text.render(Backend()) for one in made.format_bibliography(read)}


@cache
def by_citeproc() -> str:
    source = CiteProcJSON(json.loads(csl([PAPER, NOTICE])))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for key in source:
        bibliography.register(Cited([CitationItem(key)]))
    return "\n".join(map(str, bibliography.bibliography()))


@cache
def by_citeproc_js() -> dict[str, list[str]]:
    """What Zotero's processor makes of it, in the styles that citation-js brings."""
    ask = (
        'import { Cite } from "@citation-js/core"; import "@citation-js/plugin-csl";\n'
        f"const cited = new Cite({csl([PAPER, NOTICE])});\n"
        'const text = (template) => cited.format("bibliography", { template, format: "text" }).trim();\n'
        'console.log(JSON.stringify({ apa: text("apa"), vancouver: text("vancouver") }));'
    )
    command = ["node", "--input-type=module", "-e", ask]
    found = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, encoding="utf-8")
    return {style: text.split("\n") for style, text in json.loads(found.stdout).items()}


@pytest.mark.parametrize("style", ["plain", "unsrt", "alpha"])
def test_bibtex_styles(style: str) -> None:
    """Every initial is there, bodies keep their name, and the DOI is the link."""
    names = "E. S. C. Kim, S.-H. Lee, J. A. Smith, Jr, Hyun-Soo Kim, D. Di Vizio, and"
    where = "Vesicles & 50% more β_hair. J. Hair, 7(2):1067–1076, 2020. doi:10.1000/a_b(1)."
    assert by_bibtex(style)["paper"] == f"{names} {MINISTRY}. {where}"
    assert "H.-S. Kim" in by_bibtex(style, short=True)["paper"]
    notice = "US Food and Drug Administration. A notice. 2019. URL: https://agency.example/notice_1."
    assert by_bibtex(style)["notice"] == notice


def test_harvard_by_citeproc_py() -> None:
    paper, notice = by_citeproc().splitlines()
    assert paper.startswith(
        "Kim, E.S.C. et al. (2020) “Vesicles & 50% more β_hair”, J. Hair, 7(2), pp. 1067–"
    )
    assert paper.endswith("https://doi.org/10.1000/a_b(1).")
    assert notice.startswith(f"{AGENCY} (2019) A notice.")


@pytest.mark.needs("node", "node packages")
def test_apa_and_vancouver_by_citeproc_js() -> None:
    paper, notice = by_citeproc_js()["apa"]
    people = "Kim, E. S. C., Lee, S.-H., Smith, J. A., Jr, Kim, H.-S., Di Vizio, D., &"
    assert paper.startswith(
        f"{people} {MINISTRY}. (2020). Vesicles & 50% more β_hair. J. Hair, 7(2), 1067–1076."
    )
    assert notice == f"{AGENCY}. (2019). A notice. https://agency.example/notice_1"
    paper, notice = by_citeproc_js()["vancouver"]
    assert paper.startswith(f"1. Kim ESC, Lee SH, Smith JA Jr, Kim HS, Di Vizio D, {MINISTRY}.")
    assert notice.startswith(f"2. {AGENCY}. A notice")


def test_the_best_link_comes_first() -> None:
    """PMC before PubMed before the registry before any page, in what is rendered too."""
    pages = ["https://a-blog.example/first", "https://the-journal.example/paper"]
    links = [best_page(known, pages) for known in (["PMC123", "45"], ["", "45"], ["", "", "NCT05658094"], [])]
    assert [link.split("/")[2] for link in links] == [
        "www.ncbi.nlm.nih.gov", "pubmed.ncbi.nlm.nih.gov", "clinicaltrials.gov", "a-blog.example",
    ]  # fmt: skip
