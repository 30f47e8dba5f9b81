"""Citations of the records and of the dataset itself: BibTeX, RIS and CSL-JSON.

What was not seen stays missing: no year, page or identifier is made up, an inferred year is never
printed as the year, and a title that a curator made up to describe a document is not a title.

* BibTeX: ``btxdoc`` (entry types and fields) with ``doi``, ``url`` and ``version`` as in biblatex.
* RIS: tag list of Reference Manager, as read by EndNote, Zotero and Mendeley.
* CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..store import Store

__all__ = ["FORMATS", "Citation", "bibtex", "citations", "csl", "dataset_citation", "ris"]

_CODE = "https://w3id.org/exokg/code/"
_DATASET = "https://w3id.org/exokg/dataset"

_ONE = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?record ?field ?value WHERE {
  ?record exokg:describedIn ?publication .
  VALUES (?property ?field) {
    (dcterms:title "title") (exokg:authorList "authors") (exokg:authorsComplete "complete")
    (exokg:journal "journal") (exokg:year "year") (exokg:volume "volume") (exokg:issue "issue")
    (exokg:pages "pages") (exokg:doi "doi") (exokg:pmid "pmid") (exokg:pmcid "pmcid")
    (exokg:documentType "kind") (exokg:status "status")
  }
  ?publication ?property ?value .
}
ORDER BY ?record ?field ?value
"""

_RECORDS = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?record ?key ?titleStatus ?page WHERE {
  ?record exokg:describedIn ?publication ; dcterms:identifier ?key .
  OPTIONAL { ?record exokg:titleStatus ?titleStatus }
  OPTIONAL { ?record exokg:sourcePage ?page }
}
ORDER BY ?record ?page
"""

_VERSION = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?field ?value WHERE {
  VALUES (?property ?field) {
    (dcterms:title "title") (exokg:version "version") (dcterms:issued "issued") (dcterms:license "licence")
  }
  GRAPH <https://w3id.org/exokg/graph/metadata> { <https://w3id.org/exokg/dataset> ?property ?value }
}
ORDER BY ?field ?value
"""


@dataclass(frozen=True)
class Citation:
    """One document, or the dataset; every field that was not seen is empty.

    Args:
        key: the record's key, used as BibTeX key and CSL id.
        kind: word of the list *document type* (``primary``, ``systematic-review``, …) or ``dataset``.
        authors: names as shown, ``Surname Initials``, in order.
        authors_complete: whether the list of authors was seen whole.
        year: year printed on the source; an inferred one is left out.
        url: a page that was read, used only where there is no DOI.
        status: word of the list *status*; ``retracted`` and ``preprint`` are said in the note.
    """

    key: str
    kind: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    authors_complete: bool = True
    journal: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    status: str = ""
    version: str = ""
    licence: str = ""
    notes: tuple[str, ...] = field(default=())


def citations(store: Store) -> dict[str, Citation]:
    """Citation of every record that has a publication, by record IRI, sorted."""
    fields: dict[str, dict[str, str]] = {}
    for record, name, value in store.select(_ONE):
        fields.setdefault(_text(record), {}).setdefault(_text(name), _text(value))
    about: dict[str, tuple[str, str, str]] = {}
    for record, key, title_status, page in store.select(_RECORDS):
        about.setdefault(_text(record), (_text(key), _word(_text(title_status)), _text(page)))
    return {iri: _citation(*about[iri], fields.get(iri, {})) for iri in sorted(about)}


def dataset_citation(store: Store) -> Citation:
    """Citation of the dataset version a store holds; year from the date of issue in the metadata."""
    seen = {_text(name): _text(value) for name, value in store.select(_VERSION)}
    version = seen.get("version", "")
    return Citation(
        key="-".join(filter(None, ["exokg", version])),
        kind="dataset",
        title=seen.get("title", ""),
        year=seen.get("issued", "")[:4],
        url=_DATASET,
        version=version,
        licence=seen.get("licence", ""),
    )


def bibtex(entries: Iterable[Citation]) -> str:
    r"""BibTeX of citations, in the order given.

    >>> entry = Citation(key="kim-2022", kind="primary", title="50% & more", authors=("Kim H",))
    >>> print(bibtex([entry]), end="")
    @article{kim-2022,
      author = {Kim, H},
      title = {{50\% \& more}}
    }
    """
    return "\n".join(_bibtex_entry(entry) for entry in entries)


def ris(entries: Iterable[Citation]) -> str:
    """RIS of citations, in the order given.

    >>> ris([Citation(key="kim-2022", kind="primary", authors=("Kim H",), year="2022")]).splitlines()
    ['TY  - JOUR', 'ID  - kim-2022', 'AU  - Kim, H', 'PY  - 2022', 'ER  - ']
    """
    return "\n".join(_ris_entry(entry) for entry in entries)


def csl(entries: Iterable[Citation]) -> str:
    """CSL-JSON of citations, in the order given: a JSON array, UTF-8, two blanks of indent."""
    return json.dumps([_csl_entry(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n"


FORMATS = {"bibtex": bibtex, "csl": csl, "ris": ris}
"""Writer of each format a user may name."""


def _text(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def _word(code: str) -> str:
    """``…/code/titlestatus-not-shown`` → ``not-shown``."""
    return code.removeprefix(_CODE).partition("-")[2] if code.startswith(_CODE) else code


def _citation(key: str, title_status: str, page: str, seen: Mapping[str, str]) -> Citation:
    shown = title_status not in {"descriptive", "not-shown"}
    authors = tuple(name for part in seen.get("authors", "").split(";") if (name := part.strip()))
    return Citation(
        key=key,
        kind=_word(seen.get("kind", "")),
        title=seen.get("title", "") if shown else "",
        authors=authors,
        authors_complete=seen.get("complete", "no") == "yes",
        journal=seen.get("journal", ""),
        year=seen.get("year", ""),
        volume=seen.get("volume", ""),
        issue=seen.get("issue", ""),
        pages=seen.get("pages", ""),
        doi=seen.get("doi", ""),
        pmid=seen.get("pmid", ""),
        pmcid=seen.get("pmcid", ""),
        url="" if seen.get("doi") or not page.startswith(("http://", "https://")) else page,
        status=_word(seen.get("status", "")),
        notes=("title translated",) if title_status == "translated" else (),
    )


def _notes(entry: Citation) -> str:
    said = [entry.status] if entry.status in {"retracted", "preprint", "corrected"} else []
    said += ["author list incomplete"] if entry.authors and not entry.authors_complete else []
    said += [f"PMCID {entry.pmcid}"] if entry.pmcid else []
    said += [f"licence {entry.licence}"] if entry.licence else []
    return "; ".join([*said, *entry.notes])


def _name(author: str) -> tuple[str, str] | None:
    """Family and given part of ``Surname Initials``; None for a body or a name of another form.

    >>> _name("Di Vizio D"), _name("Korea Ministry of Food and Drug Safety")
    (('Di Vizio', 'D'), None)
    """
    family, _, given = author.rpartition(" ")
    return (family, given) if family and re.fullmatch(r"[^\W\d_a-zß-öø-ÿ]{1,4}", given) else None


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
    parts = _name(author)
    return f"{_latex(parts[0])}, {_latex(parts[1])}" if parts else "{" + _latex(author) + "}"


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
        *(("AU", ", ".join(_name(author) or (author,))) for author in entry.authors),
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

_CSL_TYPES = {"dataset": "dataset", "regulatory-notice": "regulation", "registry-entry": "webpage"}


def _csl_name(author: str) -> dict[str, str]:
    parts = _name(author)
    return {"family": parts[0], "given": parts[1]} if parts else {"literal": author}


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
