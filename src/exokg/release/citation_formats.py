"""The formats citations are written in: BibTeX, RIS and CSL-JSON; pure functions of citations."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from .authors import read_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .citations import Citation

__all__ = ["FORMATS", "bibtex", "csl", "ris"]


def bibtex(entries: Iterable[Citation]) -> str:
    r"""BibTeX of citations, in the order given.

    >>> from exokg.release.citations import Citation
    >>> entry = Citation(key="kim-2022", kind="primary", title="50% & more", authors=("Kim HS",))
    >>> print(bibtex([entry]), end="")
    @article{kim-2022,
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
    said = [entry.status] if entry.status in {"retracted", "preprint", "corrected"} else []
    said += ["author list incomplete"] if entry.authors and not entry.authors_complete else []
    said += [f"PMCID {entry.pmcid}"] if entry.pmcid else []
    said += [f"licence {entry.licence}"] if entry.licence else []
    return "; ".join([*said, *entry.notes])


# BibTeX ------------------------------------------------------------------------------------------

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_ARTICLES = {"primary", "case-report"}
"""Kinds that are journal articles even where the journal was not seen."""


def _latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in _line(text))


def _verbatim(text: str) -> str:
    """An identifier or address: LaTeX reads it as it is, only braces would end the field."""
    return _line(text).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _line(text: str) -> str:
    return " ".join(text.split())


def _bibtex_name(author: str) -> str:
    person = read_person(author)
    if person is None:
        return "{" + _latex(author) + "}"
    return ", ".join(filter(None, map(_latex, (person.family, person.suffix, person.given))))


def _bibtex_entry(entry: Citation) -> str:
    names = [_bibtex_name(author) for author in entry.authors]
    names += ["others"] if names and not entry.authors_complete else []
    fields = {
        "author": " and ".join(names),
        "title": "{" + _latex(entry.title) + "}" if entry.title else "",
        "journal": _latex(entry.journal),
        "year": _latex(entry.year),
        "volume": _latex(entry.volume),
        "number": _latex(entry.issue),
        "pages": _latex(entry.pages).replace("–", "--"),
        "doi": _verbatim(entry.doi),
        "pmid": _verbatim(entry.pmid),
        "url": _verbatim(entry.url),
        "version": _latex(entry.version),
        "note": _latex(_notes(entry)),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    kind = "article" if entry.journal or entry.kind in _ARTICLES else "misc"
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
    ]
    article = "article-journal" if entry.journal or entry.kind in _ARTICLES else "document"
    kind = _CSL_TYPES.get(entry.kind, article)
    return {"id": entry.key, "type": kind} | {name: value for name, value in known if value}
