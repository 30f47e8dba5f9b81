"""Rules about one document in two records, authors that two records share, and registry entries."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from ..document import Loc
from ..graph import Graph, Located
from ..identity import author_names, document_names, identifier_key, identifiers_of, plain_text
from .registry import Found, Place, on_graph, on_record

_SHARED: Final = 2  # authors from which on two studies may be of one group
_LONG: Final = 5  # words of a title from which on one other word makes no other title


@on_graph("same-document", "ERROR")
def same_document(graph: Graph) -> Iterator[Place]:
    """Only one record describes a document."""
    owners: dict[tuple[str, str], list[tuple[Located, Loc]]] = {}
    for record in graph.records.values():
        for kind, value, loc in document_names(record):
            owners.setdefault((kind, value), []).append((record, loc))
    for (kind, value), places in owners.items():
        for record, loc in places if len(places) > 1 else ():
            others = ", ".join(other.key for other, _loc in places if other is not record)
            message = f"the {kind} {value[:80]} is also that of {others}"
            yield record.path, *record.at(loc), message, "merge the records, or correct one of them"


@on_graph("similar-title", "WARN")
def similar_title(graph: Graph) -> Iterator[Place]:
    """The title of a record differs from every other by more than a word."""
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


@on_graph("same-trial", "ERROR")
def same_trial(graph: Graph) -> Iterator[Place]:
    """Two papers on one trial share a cohort."""
    owners: dict[str, list[Located]] = {}
    for record in graph.records.values():
        registration = record.registration
        if record.record.kind == "study" and registration is not None and registration.id is not None:
            owners.setdefault(identifier_key(registration.id), []).append(record)
    for number, records in owners.items():
        for one, other in combinations(records, 2):
            if frozenset((one.key, other.key)) not in graph.clustered:
                message = f"the registry number {number.upper()} is also that of {one.key}"
                hint = _rows("shared cohort", one, other, f"same registry number {number.upper()}")
                yield other.path, *other.at(("registration", "id")), message, hint


@on_graph("shared-authors", "WARN")
def shared_authors(graph: Graph) -> Iterator[Place]:
    """Studies that share authors are in one cluster."""
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


@on_graph("published-name-gone", "ERROR")
def published_name_gone(graph: Graph) -> Iterator[Place]:
    """A published key or id stays, or a row of changes.tsv says why it is gone."""
    named = {row["what"] for row in graph.tables["changes.tsv"]}
    kinds = {what.partition(":")[2] for what in named if ":" in what}
    published = graph.tables["published.tsv"]
    for row in published:
        key, record = row["record"], graph.records.get(row["record"])
        if key not in graph.paths:
            if key not in kinds:
                hint = f"keep its name, or add a row for study:{key} to changes.tsv with the reason"
                yield published.path, row.line, 1, f"{key} was published and is gone", hint
        elif record is not None:
            for part in sorted(set(row["parts"].split()) - set(part_names(record))):
                if f"{key}_{part}" not in named | kinds:
                    message = f"{key}_{part} was published and is gone"
                    yield (
                        record.path,
                        1,
                        1,
                        message,
                        "keep its name, or add a row to changes.tsv with the reason",
                    )


def part_names(record: Located) -> list[str]:
    """Return the ids of the parts of a record that have IRIs of their own, in its order."""
    return [part.id for _loc, part in record.parts("findings", "harms", "statements", "conclusions")]


@on_graph("recorded-although-excluded", "ERROR")
def recorded_although_excluded(graph: Graph) -> Iterator[Place]:
    """A recorded document is not listed in excluded.tsv."""
    excluded = {identifier_key(row["id"]): row for row in graph.excluded}
    for record in graph.records.values():
        for _kind, value, loc in [("key", record.key, ()), *identifiers_of(record)]:
            if value in excluded:
                message = f"{value} is also listed in line {excluded[value].line} of excluded.tsv"
                yield record.path, *record.at(loc), message, "delete the row, or delete the record"


@on_record("registration-without-id", "ERROR")
def registration_without_id(record: Located, _graph: Graph) -> Iterator[Found]:
    """A registration names its registry or its number."""
    part = record.registration
    if part is not None and part.id is None and part.registry is None:
        yield ("registration",), "the registration has neither id nor registry", "add id or registry"


@on_record("differences-without-paper", "ERROR")
def differences_without_paper(record: Located, _graph: Graph) -> Iterator[Found]:
    """A difference between registry and paper names both sides."""
    part = record.registration
    if part is None:
        return
    with_paper = any(difference.kind == "registry and paper" for difference in part.differences)
    if with_paper and record.record.kind == "trial" and part.paper is None and part.paper_note is None:
        message = "the record lists differences but names no paper"
        yield ("registration", "differences"), message, "add paper or paper-note"
    for position, difference in enumerate(part.differences):
        if difference.registry.strip().casefold() == difference.paper.strip().casefold():
            loc = ("registration", "differences", position)
            yield loc, f"both sides of {difference.id} are the same", "delete the difference"


@on_graph("paper-names-other-trial", "ERROR")
def paper_names_other_trial(graph: Graph) -> Iterator[Place]:
    """A trial and its paper name each other."""
    for record in graph.records.values():
        mine = record.registration
        paper = graph.records.get(mine.paper or "") if mine is not None else None
        theirs = paper.registration if paper is not None else None
        if mine is None or theirs is None or mine.id is None or theirs.id is None:
            continue
        if record.record.kind == "trial" and mine.id.lower() != theirs.id.lower():
            message = f"{mine.paper} is registered as {theirs.id}, not {mine.id}"
            hint = "correct paper, or the registration of the paper"
            yield record.path, *record.at(("registration", "paper")), message, hint
