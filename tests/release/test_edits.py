"""Random edits of the real graph: what a difference says of claims, findings and records is what differs.

The expected tables are read from the statements by plain Python, apart from the queries of the difference.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from exokg.curation.reading import read_graph
from exokg.rdf.dataset import build_dataset
from exokg.rdf.namespaces import EXOKG, HYPOTHESES_GRAPH, compress
from exokg.release.differences import compare
from exokg.store.embedded import EmbeddedStore
from exokg.store.solutions import value_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from exokg.curation.graph import Graph
    from exokg.release.differences import Change, Diff

ROOT = Path(__file__).parents[2]
EDITS_OF_A_RUN = 12
SHOWN = {
    "findingCount": "findings", "independentStudies": "independent studies", "supportedBy": "supported by",
    "separableStudies": "studies whose effect can be separated", "separability": "separability",
    "highestRung": "highest rung", "bestContrast": "best contrast", "bestSupport": "best support",
    "disagreesWith": "disagrees with",
}  # fmt: skip
Table = dict[str, dict[str, str]]
pytestmark = pytest.mark.slow


# --- edits ---


def _finding(record: Any, at: int, **changed: Any) -> Any:
    findings = list(record.findings)
    findings[at] = findings[at].model_copy(update=changed)
    return record.model_copy(update={"findings": findings})


def turned(record: Any, at: int) -> Any:
    other = {"increases": "decreases", "decreases": "no detected effect"}
    return _finding(record, at, effect=other.get(record.findings[at].effect, "increases"))


def moved(record: Any, at: int) -> Any:
    return _finding(record, at, target="hair density")


def without(record: Any, at: int) -> Any:
    return record.model_copy(update={"findings": [*record.findings[:at], *record.findings[at + 1 :]]})


def placed(record: Any, at: int) -> Any:
    return _finding(record, at, locator=f"{record.findings[at].locator}, and page 99")


def retracted(record: Any, _: int) -> Any:
    return record.model_copy(
        update={"publication": record.publication.model_copy(update={"status": "retracted"})}
    )


def gone(_: Any, __: int) -> None:
    return None


EDITS: list[Callable[[Any, int], Any]] = [turned, moved, without, placed, retracted, gone]


def edited(graph: Graph, chosen: random.Random) -> tuple[Graph, Counter[str]]:
    """The graph after some edits, and how many there are of each kind."""
    records, made = dict(graph.records), Counter[str]()
    texts = {key: str(one.record) for key, one in records.items()}
    named = {key for key in records for other, text in texts.items() if other != key and key in text}
    studies = [key for key, one in records.items() if one.record.kind == "study" and one.record.findings]
    for number, key in enumerate(chosen.sample(studies, EDITS_OF_A_RUN)):
        edit = EDITS[number % len(EDITS)]
        if edit is gone and key in named:
            edit = without
        record = records[key].record
        changed = edit(record, chosen.randrange(len(record.findings)))
        made[edit.__name__] += 1
        if changed is None:
            del records[key]
        else:
            records[key] = replace(records[key], record=changed)
    return replace(graph, records=records), made


# --- what there is, by plain Python ---


def _said(store: Store) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for quad in store:
        if quad.graph_name != HYPOTHESES_GRAPH:
            found.setdefault(value_of(quad.subject), []).append(
                (value_of(quad.predicate), value_of(quad.object))
            )
    return found


def _word(value: str) -> str:
    prefix, _, name = compress(value).partition(":")
    if not value.startswith("http") or compress(value) == value:
        return value
    return name.partition("-")[2] if prefix == "code" else name


def _of_kind(said: dict[str, list[tuple[str, str]]], kind: str) -> list[str]:
    return [
        iri for iri, pairs in said.items() if any(p.endswith("#type") and o == EXOKG + kind for p, o in pairs)
    ]


def claims_in(said: dict[str, list[tuple[str, str]]]) -> Table:
    table: Table = {}
    for iri in _of_kind(said, "Claim"):
        row: dict[str, set[str]] = {"called": {o for p, o in said[iri] if p.endswith("rdf-schema#label")}}
        row["direction"] = {_word(o) for p, o in said[iri] if p == EXOKG + "claimEffect"}
        for property_, value in said[iri]:
            if shown := SHOWN.get(property_.removeprefix(EXOKG)):
                row.setdefault(shown, set()).add(_word(value))
        table[iri] = {name: " ".join(sorted(words)) for name, words in row.items()}
    return table


def statuses_in(said: dict[str, list[tuple[str, str]]]) -> dict[str, str]:
    return {
        iri: " ".join(sorted(_word(o) for p, o in pairs if p == EXOKG + "status"))
        for iri, pairs in said.items()
        if any(p == EXOKG + "readingDepth" for p, _ in pairs)
    }


# --- a difference applied ---


def applied_to_claims(before: Table, changes: list[Change]) -> Table:
    table = {iri: dict(row) for iri, row in before.items()}
    for change in changes:
        values = dict(change.values)
        if change.how == "removed":
            assert {name: was for name, (was, _) in values.items()}.items() <= table.pop(change.iri).items()
            continue
        source = change.iri
        if change.how == "changed direction":
            source = change.iri.rpartition("/")[0] + "/" + values.pop("claim")[0]
        row = table.pop(source, {})
        for name, (was, now) in values.items():
            assert row.get(name, "") == was, (change, name)
            row[name] = now
        row["called"] = change.label
        table[change.iri] = {name: text for name, text in row.items() if text}
    return table


def applied_to_quads(found: Diff, before: set[Quad]) -> set[Quad]:
    lines = found.written("patch").split("\n")
    removed, added = (
        set(
            parse(
                "\n".join(ln[2:] for ln in lines if ln.startswith(f"{how} ")).encode(),
                format=RdfFormat.N_QUADS,
            )
        )
        for how in "DA"
    )
    assert removed <= before
    return (before - removed) | added


@pytest.mark.parametrize("seed", [1, 2])
def test_a_difference_says_all_that_random_edits_change(seed: int, real_dataset: Store) -> None:
    graph = read_graph(ROOT / "graph")
    later, made = edited(graph, random.Random(seed))  # noqa: S311 - no secret
    assert made.total() == EDITS_OF_A_RUN
    assert len(made) >= 5
    after = build_dataset(later, (ROOT / "ontology.ttl").read_bytes())
    found = compare(EmbeddedStore(real_dataset), EmbeddedStore(after))

    old, new = (
        {quad for quad in store if quad.graph_name != HYPOTHESES_GRAPH} for store in (real_dataset, after)
    )
    assert applied_to_quads(found, old) == new

    was, now = _said(real_dataset), _said(after)
    claims = applied_to_claims(claims_in(was), found.claims)
    expected = claims_in(now)
    for row in claims.values():  # of a new claim, its label says the direction
        row.setdefault("direction", "")
    assert {
        iri: row | {"direction": expected[iri]["direction"]} if not row["direction"] else row
        for iri, row in claims.items()
    } == expected

    statuses = statuses_in(was)
    for change in found.records:
        before, status = change.values.get("status", ("", ""))
        if change.how == "removed":
            assert statuses.pop(change.iri) == before
        else:
            assert (change.how, statuses[change.iri]) == ("changed", before)
            statuses[change.iri] = status
    assert statuses == statuses_in(now)
    assert sum(change.how == "removed" for change in found.records) == made["gone"]
    _compare_findings(found, was, now)


def _compare_findings(found: Diff, was: dict[str, Any], now: dict[str, Any]) -> None:
    """Each finding that differs is listed, with just the words that are gone and new."""
    old, new = ({iri: Counter(said[iri]) for iri in _of_kind(said, "Finding")} for said in (was, now))
    support = [
        {o: iri for iri in _of_kind(said, "Claim") for p, o in said[iri] if p == EXOKG + "supportedBy"}
        for said in (was, now)
    ]
    differs = {
        iri for iri in old.keys() | new.keys()
        if old.get(iri) != new.get(iri) or support[0].get(iri) != support[1].get(iri)
    }  # fmt: skip
    changes = {change.iri: change for change in found.findings}
    assert set(changes) == differs
    for iri, change in changes.items():
        claims = tuple(_word(one.get(iri, "")) for one in support)
        how = (
            "removed"
            if iri not in new
            else "added"
            if iri not in old
            else "moved"
            if len({*claims}) > 1
            else "changed"
        )
        assert change.how == how, change
        if len({*claims}) > 1:
            assert change.values["claim"] == claims
        if how in ("moved", "changed"):
            for place, lost in enumerate((old[iri] - new[iri], new[iri] - old[iri])):
                said: dict[str, list[str]] = {}
                for property_, value in lost.elements():
                    said.setdefault(_word(property_), []).append(_word(value))
                for name, values in said.items():
                    assert sorted(change.values[name][place].split()) == sorted(" ".join(values).split()), (
                        name
                    )
