"""The formats citations are written in: BibTeX, RIS and CSL-JSON; pure functions of citations."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .authors import read_person
from .latex import latex, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .citations import Citation


def bibtex(entries: Iterable[Citation]) -> str:
    r"""BibTeX of citations, in the order given.

    >>> from exokg.release.citations import Citation
    >>> entry = Citation(key="kim-2022", kind="primary", title="50% & more", authors=("Kim HS",))
    >>> print(bibtex([entry]), end="")
    @misc{kim-2022,
      author = {Kim, H. S.},
      title = {{50\% \& more}}
    }
    """
    return "\n".join(_bibtex_entry(entry) for entry in entries)


def ris(entries: Iterable[Citation]) -> str:
    """RIS of citations, in the order given.

    >>> from exokg.release.citations import Citation
    >>> ris([Citation(key="kim-2022", kind="primary", authors=("Kim H",), year="2022")]).splitlines()
    ['TY  - JOUR', 'ID  - kim-2022', 'AU  - Kim, H.', 'PY  - 2022', 'ER  - ']
    """
    return "\n".join(_ris_entry(entry) for entry in entries)


def csl(entries: Iterable[Citation]) -> str:
    """CSL-JSON of citations, in the order given: a JSON array, UTF-8, two blanks of indent."""
    return json.dumps([_csl_entry(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n"


FORMATS = {"bibtex": bibtex, "csl": csl, "ris": ris}
"""Writer of each format a user may name."""


def _notes(entry: Citation) -> str:
    """What a bibliography prints after a work."""
    said = [entry.status] if entry.status in {"retracted", "preprint", "corrected"} else []
    said += [f"PMCID {entry.pmcid}"] if entry.pmcid else []
    said += [entry.registered] if entry.registered else []
    said += [f"licence {entry.licence}"] if entry.licence else []
    return "; ".join([*said, *entry.notes])


def _remark(entry: Citation) -> str:
    """What only the owner of a bibliography reads: styles print *et al.* for it already."""
    return "author list incomplete" if entry.authors and not entry.authors_complete else ""


# BibTeX ------------------------------------------------------------------------------------------

_ARTICLES = {"primary", "case-report"}
"""Kinds that are journal articles even where the journal was not seen."""


def _line(text: str) -> str:
    return " ".join(text.split())


def _bibtex_name(author: str) -> str:
    person = read_person(author)
    if person is None:
        return "{" + latex(author) + "}"
    family = latex(person.family)
    if _looks_like_a_particle(person.family):
        family = "{" + family + "}"
    return ", ".join(filter(None, (family, latex(person.suffix), latex(person.given))))


def _looks_like_a_particle(family: str) -> bool:
    """A small letter after a capital: BibTeX would sort ``Sanabria-de-la-Torre`` under T without a hyphen."""
    words = re.split("[ -]", family)
    return any(before[:1].isupper() and after[:1].islower() for before, after in pairwise(words))


def _kept(note: str) -> str:
    """Braced if it begins with a capital, since some styles would print ``pMCID`` after a comma."""
    return "{" + note + "}" if note[:1].isupper() else note


def _bibtex_entry(entry: Citation) -> str:
    names = [_bibtex_name(author) for author in entry.authors]
    names += ["others"] if _remark(entry) else []
    fields = {
        "author": " and ".join(names),
        "title": "{" + latex(entry.title) + "}" if entry.title else "",
        "journal": latex(entry.journal),
        "year": latex(entry.year),
        "volume": latex(entry.volume),
        "number": latex(entry.issue),
        "pages": latex(entry.pages),
        "doi": verbatim(entry.doi),
        "pmid": verbatim(entry.pmid),
        "url": verbatim(entry.url),
        "version": latex(entry.version),
        "note": _kept(latex(_notes(entry))),
        "annote": latex(_remark(entry)),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    kind = "article" if entry.journal else "misc"  # styles warn of, and stumble over, an article without one
    return f"@{kind}{{{_key(entry)},\n{body}\n}}\n"


def _key(entry: Citation) -> str:
    return re.sub(r"[^A-Za-z0-9.:_-]", "-", entry.key)


# RIS ---------------------------------------------------------------------------------------------

_RIS_TYPES = {
    "conference-abstract": "CPAPER",
    "dataset": "DATA",
    "registry-entry": "ELEC",
    "regulatory-notice": "GOVDOC",
}


def _ris_entry(entry: Citation) -> str:
    first, _, last = entry.pages.replace("–", "-").partition("-")
    tags: list[tuple[str, str]] = [
        ("TY", _RIS_TYPES.get(entry.kind, "JOUR" if entry.journal or entry.kind in _ARTICLES else "GEN")),
        ("ID", entry.key),
        *(("AU", ", ".join(filter(None, read_person(author) or (author,)))) for author in entry.authors),
        ("TI", entry.title),
        ("JO", entry.journal),
        ("PY", entry.year),
        ("VL", entry.volume),
        ("IS", entry.issue),
        ("SP", first),
        ("EP", last),
        ("DO", entry.doi),
        ("AN", f"PMID {entry.pmid}" if entry.pmid else ""),
        ("ET", entry.version),
        ("UR", entry.url),
        ("N1", _notes(entry)),
        ("N1", _remark(entry)),
    ]
    lines = [f"{tag}  - {_line(value)}" for tag, value in tags if _line(value)]
    return "\n".join([*lines, "ER  - "]) + "\n"


# CSL-JSON ----------------------------------------------------------------------------------------

_CSL_TYPES = {"dataset": "dataset", "regulatory-notice": "report", "registry-entry": "webpage"}


def _csl_name(author: str) -> dict[str, str]:
    person = read_person(author)
    if person is None:
        return {"literal": author}
    return {name: text for name, text in person._asdict().items() if text}


def _csl_entry(entry: Citation) -> dict[str, object]:
    known: Sequence[tuple[str, object]] = [
        ("title", _line(entry.title)),
        ("author", [_csl_name(author) for author in entry.authors]),
        ("container-title", _line(entry.journal)),
        ("issued", {"date-parts": [[int(entry.year)]]} if entry.year.isdecimal() else None),
        ("volume", entry.volume),
        ("issue", entry.issue),
        ("page", entry.pages),
        ("DOI", entry.doi),
        ("PMID", entry.pmid),
        ("PMCID", entry.pmcid),
        ("URL", entry.url),
        ("version", entry.version),
        ("note", _notes(entry)),
        ("annote", _remark(entry)),
    ]
    article = "article-journal" if entry.journal or entry.kind in _ARTICLES else "document"
    kind = _CSL_TYPES.get(entry.kind, article)
    return {"id": entry.key, "type": kind} | {name: value for name, value in known if value}
