"""Rules about one document in two records, and about authors that two records share."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from ..identity import author_names, document_names, identifier_key, identifiers_of, plain_text
from .registry import Place, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..document import Loc
    from ..graph import Graph, Located

rules: Final = Register()

_SHARED: Final = 2  # authors from which on two studies may be of one group
_LONG: Final = 5  # words of a title from which on one other word makes no other title


@rules.on_graph("same-document", "ERROR")
def same_document(graph: Graph) -> Iterator[Place]:
    """Only one record describes a document.

    Problem: Two records have the same DOI (or DOIs of two versions of one preprint), PMID, PMCID, registry
    number, title or list of sources. The document would be counted twice.

    Solution: Merge the two records and delete one, or correct what was copied wrongly. Two papers that have
    one title in different years can say so in ``title``.

    Example: ``doi: 10.3389/fcell.2022.815205`` in one record only
    """
    owners: dict[tuple[str, str], list[tuple[Located, Loc]]] = {}
    for record in graph.records.values():
        for kind, value, loc in document_names(record):
            owners.setdefault((kind, value), []).append((record, loc))
    for (kind, value), places in owners.items():
        for record, loc in places if len(places) > 1 else ():
            others = ", ".join(other.key for other, _loc in places if other is not record)
            message = f"the {kind} {value[:80]} is also that of {others}"
            yield record.path, *record.at(loc), message, "merge the records, or correct one of them"


@rules.on_graph("similar-title", "WARN")
def similar_title(graph: Graph) -> Iterator[Place]:
    """The title of a record differs from every other by more than a word.

    Problem: The titles of two records of one kind differ by a single word that was added, left out or
    replaced. One document may have been entered twice, once from a page with another wording.

    Solution: Merge the two records. If they are two documents, such as two parts of a series, give them rows
    in ``clusters.tsv``, with the kind ``namesakes`` if nothing else connects them.

    Example: ``Kelp vesicles and hair in mice`` beside ``Kelp vesicles and the hair of rats``
    """
    owners: dict[tuple[str, tuple[str, ...]], list[Located]] = {}
    near: dict[tuple[str, str], Located] = {}
    for record in graph.records.values():
        words = tuple(plain_text(record.record.title or "").split())
        shorter = [words[:at] + words[at + 1 :] for at in range(len(words))]
        for form in {words, *shorter} if len(words) >= _LONG else ():
            others = owners.setdefault((record.record.kind, form), [])
            near |= {(other.key, record.key): record for other in others}
            near |= {(record.key, other.key): other for other in others}
            others.append(record)
    for (key, _name), record in sorted(near.items()):
        same = plain_text(record.record.title or "") == plain_text(graph.records[key].record.title or "")
        if not same and frozenset((key, record.key)) not in graph.clustered:
            message = f"the title differs by one word from that of {key}"
            hint = "merge the records, or add rows to clusters.tsv that name both"
            yield record.path, *record.at(("title",)), message, hint


@rules.on_graph("same-trial", "ERROR")
def same_trial(graph: Graph) -> Iterator[Place]:
    """Two papers on one trial share a cohort.

    Problem: Two studies have the same registry number, and no row of ``clusters.tsv`` says that they report
    on the same people. They would be counted as independent.

    Solution: Add the rows that the hint shows, or correct the registry number.

    Example: ``trial-a shared cohort People of a trial kim-2022-colostrum same registry number r1 2026-11-22``
    """
    owners: dict[str, list[Located]] = {}
    for record in graph.records.values():
        registration = getattr(record.record, "registration", None)
        if record.record.kind == "study" and registration is not None and registration.id is not None:
            owners.setdefault(identifier_key(registration.id), []).append(record)
    for number, records in owners.items():
        for one, other in combinations(records, 2):
            if frozenset((one.key, other.key)) not in graph.clustered:
                message = f"the registry number {number.upper()} is also that of {one.key}"
                hint = _rows("shared cohort", one, other, f"same registry number {number.upper()}")
                yield other.path, *other.at(("registration", "id")), message, hint


@rules.on_graph("shared-authors", "WARN")
def shared_authors(graph: Graph) -> Iterator[Place]:
    """Studies that share authors are in one cluster.

    Problem: Two studies share two or more authors, and no row of ``clusters.tsv`` names both. They would be
    counted as the work of two independent groups.

    Solution: Add the rows that the hint shows. If they are other people of the same names, write
    ``namesakes`` as the kind: then the two studies stay independent.

    Example: ``lab-a author group Kim and Lee kim-2022-colostrum shared authors: Kim H, Lee S r1 2026-11-22``
    """
    studies = [record for record in graph.records.values() if record.record.kind == "study"]
    names = {record.key: author_names(record) for record in studies}
    for one, other in combinations(studies, 2):
        shared = sorted(names[one.key] & names[other.key])
        if len(shared) >= _SHARED and frozenset((one.key, other.key)) not in graph.clustered:
            message = f"{len(shared)} authors are also those of {one.key}: {', '.join(shared).title()}"
            hint = _rows("author group", one, other, f"shared authors: {', '.join(shared).title()}")
            yield other.path, *other.at(("publication", "authors")), message, hint


def _rows(kind: str, one: Located, other: Located, ground: str) -> str:
    """Return the rows of ``clusters.tsv`` that put two records into one cluster, as a hint."""
    by, day = other.record.entered.by, other.record.entered.date
    name = f"{one.key}-and-{other.key}"[:80]
    rows = [f"{name} | {kind} | {ground} | {record.key} | {ground} | {by} | {day}" for record in (one, other)]
    return f"add to clusters.tsv, with tabs for | : {' and '.join(rows)}"


@rules.on_graph("published-name-gone", "ERROR")
def published_name_gone(graph: Graph) -> Iterator[Place]:
    """A published key or id stays, or a row of changes.tsv says why it is gone.

    Problem: A record, finding, harm, statement or conclusion of the last release (``published.tsv``) is no
    longer there under its name. Identifiers are made from these names, so links to it would lead nowhere.

    Solution: Give it its old name again. If it had to go, add a row to ``changes.tsv``: what it was called
    (``KEY`` or ``KEY_ID``), the reason, what replaces it, if anything, and the day.

    Example: ``kim-2022-colostrum_f3 the page does not show it  2026-11-22``
    """
    explained = {row["what"] for row in graph.tables["changes.tsv"]}
    published = graph.tables["published.tsv"]
    for row in published:
        key, record = row["record"], graph.records.get(row["record"])
        if key not in graph.paths:
            gone = [key]
        elif record is None:
            continue
        else:
            gone = sorted(f"{key}_{name}" for name in set(row["parts"].split()) - _ids(record))
        for name in gone if key not in explained else ():
            if name not in explained:
                message = f"{name} was published in {row['since']} and is gone"
                place = (record.path, 1, 1) if record is not None else (published.path, row.line, 1)
                yield *place, message, "keep its name, or add a row to changes.tsv with the reason"


def _ids(record: Located) -> set[str]:
    return {part.id for _loc, part in record.parts("findings", "harms", "statements", "conclusions")}


@rules.on_graph("recorded-although-excluded", "ERROR")
def recorded_although_excluded(graph: Graph) -> Iterator[Place]:
    """A recorded document is not listed in excluded.tsv.

    Problem: A document has a record and is also listed in ``excluded.tsv``. One of the two is out of date.

    Solution: Delete the row of ``excluded.tsv`` if the record is right. Delete the record if the document
    was excluded for a good reason.

    Example: a row ``10.1000/out not about hair 2026-11-22`` and no record with that DOI
    """
    excluded = {identifier_key(row["id"]): row for row in graph.excluded}
    for record in graph.records.values():
        for _kind, value, loc in [("key", record.key, ()), *identifiers_of(record)]:
            if value in excluded:
                message = f"{value} is also listed in line {excluded[value].line} of excluded.tsv"
                yield record.path, *record.at(loc), message, "delete the row, or delete the record"
