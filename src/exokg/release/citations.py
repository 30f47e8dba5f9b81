"""Citations of the records and of the dataset itself: BibTeX, RIS and CSL-JSON.

What was not seen stays missing: no year, page or identifier is made up, an inferred year is never
printed as the year, and a title that a curator made up to describe a document is not a title.

* BibTeX: ``btxdoc`` (entry types and fields) with ``doi``, ``url`` and ``version`` as in biblatex.
* RIS: tag list of Reference Manager, as read by EndNote, Zotero and Mendeley.
* CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ..errors import FormatError
from ..model.identifiers import best_page
from ..store import Store
from ..store.solutions import value_of
from .about import DATASET, about_dataset
from .citation_formats import FORMATS, bibtex, csl, ris

__all__ = [
    "FORMATS",
    "Citation",
    "bibtex",
    "citations",
    "citations_of",
    "csl",
    "dataset_citation",
    "ris",
    "write_citations",
]

_CODE = "https://w3id.org/exokg/code/"

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
SELECT ?record ?key ?titleStatus ?registered ?page WHERE {
  ?record exokg:describedIn ?publication ; dcterms:identifier ?key .
  OPTIONAL { ?record exokg:titleStatus ?titleStatus }
  OPTIONAL { ?record exokg:registryId ?registered }
  OPTIONAL { ?record exokg:sourcePage ?page }
}
ORDER BY ?record ?page
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
        url: without a DOI, the page in PMC, PubMed or the registry, or else the first that was read.
        registered: number of a registration in its registry.
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
    registered: str = ""
    status: str = ""
    version: str = ""
    licence: str = ""
    notes: tuple[str, ...] = field(default=())


def citations(store: Store) -> dict[str, Citation]:
    """Citation of every record that has a publication, by record IRI, sorted."""
    fields: dict[str, dict[str, str]] = {}
    for record, name, value in store.select(_ONE):
        fields.setdefault(value_of(record), {}).setdefault(value_of(name), value_of(value))
    about: dict[str, tuple[str, str, str]] = {}
    pages: dict[str, list[str]] = {}
    for record, key, title_status, registered, page in store.select(_RECORDS):
        iri = value_of(record)
        about[iri] = value_of(key), _word(value_of(title_status)), value_of(registered)
        pages.setdefault(iri, []).append(value_of(page))
    return {iri: _citation(*about[iri], pages[iri], fields.get(iri, {})) for iri in sorted(about)}


def citations_of(store: Store, keys: Collection[str]) -> list[Citation]:
    """Citations of the records with these keys, sorted, and of the dataset at the end."""
    chosen = [entry for entry in citations(store).values() if entry.key in keys]
    return [*chosen, dataset_citation(store)]


def write_citations(entries: Iterable[Citation], form: str) -> str:
    """Citations in one of :data:`FORMATS`.

    Raises:
        FormatError: there is no such format.
    """
    if form not in FORMATS:
        raise FormatError(f"unknown format of citations {form!r}", hint=f"one of: {', '.join(FORMATS)}")
    return FORMATS[form](entries)


def dataset_citation(store: Store) -> Citation:
    """Citation of the dataset version a store holds; year from the date of issue in the metadata."""
    about = about_dataset(store)
    return Citation(
        key="-".join(filter(None, ["exokg", about.version])),
        kind="dataset",
        title=about.title,
        year=about.issued[:4],
        url=DATASET,
        version=about.version,
        licence=about.licence,
    )


def _word(code: str) -> str:
    """``…/code/titlestatus-not-shown`` → ``not-shown``."""
    return code.removeprefix(_CODE).partition("-")[2] if code.startswith(_CODE) else code


def _citation(
    key: str, title_status: str, registered: str, pages: list[str], seen: Mapping[str, str]
) -> Citation:
    shown = title_status not in {"descriptive", "not-shown"}
    known = [seen.get("pmcid", ""), seen.get("pmid", ""), registered]
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
        url="" if seen.get("doi") else best_page(known, pages),
        registered=registered,
        status=_word(seen.get("status", "")),
        notes=("title translated",) if title_status == "translated" else (),
    )
