"""Bibliographies as BibTeX itself prints them, with styles that authors use; it shortens names by bytes."""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pybtex.richtext import Text

from exokg.release.citations import Citation, bibtex, citations, dataset_citation
from exokg.release.latex import latex
from exokg.store.embedded import EmbeddedStore

SHARE = Path(__file__).parents[2] / ".venv/share/bibtex"
OF_R = "/usr/share/R/share/texmf/bibtex/bst"  # jss, which is natbib's
STYLES = ["plain", "unsrt", "alpha", "IEEEtran", "apacite", "jss"]
SHOWS_LINKS = ["IEEEtran", "apacite", "jss"]
PAPER = Citation(
    key="paper", kind="primary", title="Wnt/β-Catenin & 50% – “more” hair", journal="J. Hair", year="2020",
    authors=("Álvarez ÉSC", "Sanabria-de-la-Torre R", "de Kleijn D", "Šmíd J Jr", "Öz-Łuk H"),
    volume="7", issue="2", pages="1067–1076", doi="10.1000/a_b(1)", pmcid="PMC1",
)  # fmt: skip
NOTICE = Citation(
    key="notice", kind="regulatory-notice", title="A notice", authors=("US Food and Drug Administration",),
    year="2019", url="https://agency.example/notice_1",
)  # fmt: skip
TRIAL = Citation(
    key="trial", kind="registry-entry", url="https://clinicaltrials.gov/study/NCT1", registered="NCT1"
)
MANY = Citation(
    key="many", kind="primary", title="Without a journal", authors=("Kim ESC", "Lee S-H"), year="2021",
    authors_complete=False,
)  # fmt: skip


@cache
def printed(bibliography: str, style: str) -> tuple[dict[str, str], str]:
    """What BibTeX makes of each entry, with one kind of blank, and what it reported."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "all.bib").write_text(bibliography, encoding="utf-8")
        (place / "a.aux").write_text(f"\\citation{{*}}\n\\bibdata{{all}}\n\\bibstyle{{{style}}}\n")
        known = os.environ | {"LD_LIBRARY_PATH": str(SHARE), "BSTINPUTS": f"{SHARE}:{OF_R}", "BIBINPUTS": "."}
        subprocess.run([SHARE / "bibtex", "a"], cwd=place, env=known, capture_output=True, check=False)
        text = (place / "a.bbl").read_bytes().decode("utf-8")
        report = (place / "a.blg").read_text(encoding="utf-8")
    blanks = re.sub(r"\\newblock|~|%\n|\\unskip\\?|\s+", " ", text)
    entries = re.split(r"\\bibitem(?:\[.*?\])?(?=\{[^{}]*\} )|\\end\{thebib", " ".join(blanks.split()))
    return {entry[1 : entry.index("}")].strip(): entry.partition("} ")[2] for entry in entries[1:-1]}, report


FIRST_NAMES = (
    r"{\'E}. S. C. {\'A}lvarez, R. {Sanabria-de-la-Torre}, D. de Kleijn, J. {\v S}m{\'i}d, Jr, and "
    r"H. {\"O}z-{\L}uk"
)
TITLE = r"{Wnt/{$\beta$}-Catenin \& 50\% -- ``more'' hair}"
EXPECTED = {
    "standard": {
        "paper": rf"{FIRST_NAMES}. {TITLE}. {{\em J. Hair}}, 7(2):1067--1076, 2020. {{PMCID PMC1}}.",
        "notice": "{US Food and Drug Administration}. {A notice}, 2019.",
        "trial": "{NCT1}.",
        "many": "E. S. C. Kim, S.-H. Lee, et al. {Without a journal}, 2021.",
    },
    "IEEEtran": {
        "paper": rf"{FIRST_NAMES}, ``{TITLE},'' \emph{{J. Hair}}, "
        "vol. 7, no. 2, pp. 1067--1076, 2020, {PMCID PMC1}.",
        "notice": r"{US Food and Drug Administration}, ``{A notice},'' 2019. "
        r"[Online]. Available: \url{https://agency.example/notice_1}",
        "trial": r"{NCT1}. [Online]. Available: \url{https://clinicaltrials.gov/study/NCT1}",
        "many": r"E. S. C. Kim, S.-H. Lee \emph{et al.}, ``{Without a journal},'' 2021.",
    },
    "jss": {
        "paper": r"{\'A}lvarez {\'E}SC, {Sanabria-de-la-Torre} R, de Kleijn D, {\v S}m{\'i}d Jr J, "
        rf"{{\"O}}z-{{\L}}uk H (2020). \enquote{{{TITLE}.}} \emph{{J. Hair}}, "
        r"\textbf{7}(2), 1067--1076. \doi{10.1000/a_b(1)}. {PMCID PMC1}.",
        "notice": r"{US Food and Drug Administration} (2019). \enquote{{A notice}.} "
        r"\urlprefix\url{https://agency.example/notice_1}.",
        "trial": r"(????). {NCT1}, \urlprefix\url{https://clinicaltrials.gov/study/NCT1}.",
        "many": r"Kim ESC, Lee SH, \emph{et al.} (2021). \enquote{{Without a journal}.}",
    },
    "apacite": {
        "paper": r"{\'A}lvarez, {\'E}\BPBI S\BPBI C. , {Sanabria-de-la-Torre}, R. , Kleijn, D. de , "
        r"{\v S}m{\'i}d, J., Jr \BCBL",
        "notice": "{US Food and Drug Administration}. ",
        "many": r"Kim, E\BPBI S\BPBI C. , Lee, S\BHBI H. \BCBL{}\ \BOthersPeriod{.}",
    },
}  # fmt: skip


@pytest.mark.needs("bibtex", "R")
@pytest.mark.parametrize("style", STYLES)
def test_names_titles_and_links(style: str) -> None:
    """Initials with accents, particles, bodies, capitals, one link; no remark that only curators need."""
    found, _ = printed(bibtex([PAPER, NOTICE, TRIAL, MANY]), style)
    shown = {key: re.sub(r" ?\\BIBentry\w+ ?", "", text).strip() for key, text in found.items()}
    if style == "apacite":  # what it writes is a program of its own
        assert all(expected in shown[key] for key, expected in EXPECTED[style].items())
    else:
        assert shown == EXPECTED.get(style, EXPECTED["standard"])
    assert "incomplete" not in str(shown)


@pytest.fixture(scope="module")
def real(built: Path) -> list[Citation]:
    store = EmbeddedStore.open(built)
    return [*citations(store).values(), dataset_citation(store)]


@pytest.mark.needs("bibtex", "R")
@pytest.mark.parametrize("style", STYLES)
def test_the_records(style: str, real: list[Citation]) -> None:
    """Every record comes out, with its link once if the style knows links, and BibTeX finds no fault."""
    found, report = printed(bibtex(real), style)
    assert set(found) == {one.key for one in real}
    untitled = {one.key for one in real if not one.title}
    wrong = set(re.findall("isn't empty for entry (.*)", report))  # btxdoc asks nothing of misc, apacite does
    assert wrong <= (untitled if style == "apacite" else set()), report
    assert ("error message" in report) is bool(wrong)
    for one in real:
        text = found[one.key]
        if one.doi and style == "jss":
            assert text.count(one.doi) == 1, text
        if one.url and not one.doi and style in SHOWS_LINKS:
            assert text.count(rf"\url{{{one.url}}}") == 1, text


@pytest.mark.slow
@settings(max_examples=25)  # the decoder is slow
@example("αα")
@given(
    st.text(st.characters(codec="latin-1", categories=["L", "Nd", "Zs"]) | st.sampled_from("αβωŠčŁøßœ–—”ğ"))
)
def test_latex_reads_back(text: str) -> None:
    """A letter is ASCII for BibTeX, and the same letter once it is decoded."""
    written = latex(text)
    assert Text.from_latex(written).render_as("text") == " ".join(text.split())
    assert all(one.isascii() or one in "ÐðÞþªºµ" for one in written)
