"""Rules about DOIs, PubMed and registry identifiers and web addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .registry import Found, Place, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.documents import Publication
    from ...model.registrations import Registration
    from ..document import Loc
    from ..graph import Graph, Located

rules: Final = Register()

_DOI: Final = re.compile(r"10\.[0-9]{4,9}/[^\s\"<>{}|\\^`]*[^\s\"<>{}|\\^`.,;]")
_PMID: Final = re.compile(r"[1-9][0-9]{0,7}")
_PMCID: Final = re.compile(r"PMC[1-9][0-9]{0,8}")
_URL: Final = re.compile(r"https?://[^\s\"<>{}|\\^`]+")
_SCHEME: Final = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:")
_REGISTRIES: Final = {
    "ACTRN": re.compile(r"ACTRN[0-9]{14}p?"),
    "CHICTR": re.compile(r"ChiCTR(-[A-Z]+-)?[0-9]{8,10}"),
    "CTRI": re.compile(r"CTRI/[0-9]{4}/[0-9]{2,3}/[0-9]{6}"),
    "DRKS": re.compile(r"DRKS[0-9]{8}"),
    "IRCT": re.compile(r"IRCT[0-9]{8,14}N[0-9]{1,3}"),
    "ISRCTN": re.compile(r"ISRCTN[0-9]{8}"),
    "JRCT": re.compile(r"jRCTs?[0-9]{9,10}"),
    "KCT": re.compile(r"KCT[0-9]{7}"),
    "NCT": re.compile(r"NCT[0-9]{8}"),
    "TCTR": re.compile(r"TCTR[0-9]{11}"),
    "UMIN": re.compile(r"UMIN[0-9]{9}"),
}


def publication_of(record: Located) -> Publication | None:
    """Return the publication block of a record, or None."""
    return record.record.publication


def registration_of(record: Located) -> Registration | None:
    """Return the registration block of a record, or None."""
    return getattr(record.record, "registration", None)


@rules.on_record("malformed-doi", "ERROR")
def malformed_doi(record: Located, _graph: Graph) -> Iterator[Found]:
    """A DOI has the form 10.1234/suffix.

    Problem: The value of ``doi`` is not a DOI, so exokg cannot link it or check for duplicates.

    Solution: Write the bare DOI as registered, without ``https://doi.org/``, ``doi:`` or a full stop at
    the end.

    Example: ``doi: 10.3389/fcell.2022.815205``
    """
    part = publication_of(record)
    if part is not None and part.doi is not None and not _DOI.fullmatch(part.doi):
        bare = _DOI.search(part.doi)
        yield ("publication", "doi"), f"{part.doi} is not a DOI", f"write {bare.group()}" if bare else None


@rules.on_record("malformed-pmid", "ERROR")
def malformed_pmid(record: Located, _graph: Graph) -> Iterator[Found]:
    """A PMID has one to eight digits.

    Problem: The value of ``pmid`` is not a PubMed identifier.

    Solution: Write only the digits, in quotes. A number that begins with PMC belongs in ``pmcid``.

    Example: ``pmid: "35359449"``
    """
    part = publication_of(record)
    if part is not None and part.pmid is not None and not _PMID.fullmatch(part.pmid):
        message = f"{part.pmid} is not a PMID"
        yield ("publication", "pmid"), message, 'write only the digits, such as "35359449"'


@rules.on_record("malformed-pmcid", "ERROR")
def malformed_pmcid(record: Located, _graph: Graph) -> Iterator[Found]:
    """A PMCID is PMC followed by digits.

    Problem: The value of ``pmcid`` is not a PubMed Central identifier.

    Solution: Write it with the letters PMC. Digits alone are a PMID.

    Example: ``pmcid: PMC8960251``
    """
    part = publication_of(record)
    if part is not None and part.pmcid is not None and not _PMCID.fullmatch(part.pmcid):
        message = f"{part.pmcid} is not a PMCID"
        yield ("publication", "pmcid"), message, "write PMC and the digits, such as PMC8960251"


@rules.on_record("malformed-registration", "ERROR")
def malformed_registration(record: Located, _graph: Graph) -> Iterator[Found]:
    """A trial identifier has the form of its registry.

    Problem: The identifier does not have the form that its registry uses, or its registry is not known to
    exokg.

    Solution: Copy the identifier from the registry entry; NCT numbers have eight digits. If exokg does not
    know the registry, add its form to this rule.

    Example: ``id: NCT05658094``
    """
    part = registration_of(record)
    if part is None or part.id is None:
        return
    prefix = re.match(r"[A-Za-z]*", part.id)
    form = _REGISTRIES.get(prefix.group().upper()) if prefix else None
    if form is None or not form.fullmatch(part.id):
        known = ", ".join(_REGISTRIES)
        message = f"{part.id} is not an identifier of a known registry"
        yield ("registration", "id"), message, f"known registries: {known}"


@rules.on_record("malformed-url", "ERROR")
def malformed_url(record: Located, _graph: Graph) -> Iterator[Found]:
    """A source is an http or https address, or a description in words.

    Problem: A source is not a web address, or uses a scheme that is unsafe to open in a browser.

    Solution: Give the address that was read, beginning with ``https://`` or ``http://``, without spaces.
    Describe a printed source in a few words.

    Example: ``sources: [https://www.example.org/article/12]``
    """
    for name in ("sources", "mirrors"):
        for position, source in enumerate(getattr(record.record, name)):
            in_words = " " in source and not _SCHEME.match(source)
            if not _URL.fullmatch(source) and not in_words:
                message = f"{source[:80]} is not a web address"
                yield (name, position), message, "begin it with https://, or describe the source in words"


@rules.on_record("source-listed-twice", "WARN")
def source_listed_twice(record: Located, _graph: Graph) -> Iterator[Found]:
    """Each source is listed once.

    Problem: The same address is listed twice, as a source or as source and mirror.

    Solution: Keep it in ``mirrors`` if it is an unofficial copy that readers should not be sent to;
    otherwise keep it in ``sources``.

    Example: ``sources: [https://www.example.org/article/12]``
    """
    seen: dict[str, Loc] = {}
    for name in ("sources", "mirrors"):
        for position, address in enumerate(getattr(record.record, name)):
            if address in seen:
                yield (name, position), f"{address} is already listed", "delete one of the two"
            seen[address] = (name, position)


def identifiers_of(record: Located) -> Iterator[tuple[str, str, Loc]]:
    """Yield kind, normalised identifier and location of each identifier of the document."""
    part = publication_of(record)
    for kind in ("doi", "pmid", "pmcid"):
        value = getattr(part, kind, None)
        if value is not None:
            yield kind, value.lower(), ("publication", kind)
    registration = registration_of(record)
    if record.record.kind == "trial" and registration is not None and registration.id is not None:
        yield "registration", registration.id.lower(), ("registration", "id")


@rules.on_graph("duplicate-identifier", "ERROR")
def duplicate_identifier(graph: Graph) -> Iterator[Place]:
    """Only one record describes a document.

    Problem: Two records have the same DOI, PMID or PMCID, or two registry entries have the same registry
    identifier. The document would be counted twice.

    Solution: Merge the two records and delete one, or correct the identifier that was copied wrongly.

    Example: ``doi: 10.3389/fcell.2022.815205`` in one record only
    """
    owners: dict[tuple[str, str], list[tuple[Located, Loc]]] = {}
    for record in graph.records.values():
        for kind, value, loc in identifiers_of(record):
            owners.setdefault((kind, value), []).append((record, loc))
    for (kind, value), places in owners.items():
        for record, loc in places if len(places) > 1 else ():
            others = ", ".join(other.key for other, _loc in places if other is not record)
            message = f"the {kind} {value} is also used in {others}"
            yield record.path, *record.at(loc), message, "merge the records, or correct one identifier"


@rules.on_graph("recorded-although-excluded", "ERROR")
def recorded_although_excluded(graph: Graph) -> Iterator[Place]:
    """A recorded document is not listed in excluded.tsv.

    Problem: A document has a record and is also listed in ``excluded.tsv``. One of the two is out of date.

    Solution: Delete the row of ``excluded.tsv`` if the record is right. Delete the record if the document
    was excluded for a good reason.

    Example: a row ``10.1000/out not about hair 2026-11-22`` and no record with that DOI
    """
    excluded = {row["id"].lower(): row for row in graph.excluded}
    for record in graph.records.values():
        names = [("key", record.key, ()), *identifiers_of(record)]
        for _kind, value, loc in names:
            if value in excluded:
                where = f"line {excluded[value].line} of excluded.tsv"
                message = f"{value} is also listed in {where}"
                yield record.path, *record.at(loc), message, "delete the row, or delete the record"
