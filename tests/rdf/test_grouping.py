"""The groups of pictures and roll-ups: every term, preparation and system has one, in its own lane."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exokg.curation.reading import read_graph
from exokg.model.categories import CATEGORIES
from exokg.model.groups import DISPLAY_GROUP, GROUPED, GROUPS, LANES
from exokg.model.lists import Valence, words_of
from exokg.model.names import coded
from exokg.rdf.context import Context
from exokg.rdf.grouping import group_given, group_tested
from exokg.rdf.namespaces import code, expand
from exokg.rdf.subject_triples import subject_of
from exokg.rdf.term_triples import group_triples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exokg.curation.graph import Graph
    from exokg.curation.terms import Term


def above(term: Term, graph: Graph) -> Iterator[Term]:
    while term.parent and (parent := graph.terms.get(term.parent)) is not None:
        yield parent
        term = parent


def test_groups_stand_lane_by_lane_and_have_names_and_iris_of_their_own() -> None:
    lanes = [group.lane for group in GROUPS.values()]
    assert lanes == sorted(lanes, key=LANES.index)
    assert set(lanes) == set(LANES)
    assert len({coded(DISPLAY_GROUP, name) for name in GROUPS}) == len(GROUPS) == 45
    assert len({group.definition for group in GROUPS.values()}) == len(GROUPS)
    assert set(GROUPED) < set(CATEGORIES)


def test_the_graph_lists_the_groups_in_the_order_of_the_table() -> None:
    ranks = {}
    for triple in group_triples():
        if triple.predicate == expand("exokg:rank"):
            ranks[triple.subject] = int(triple.object.value)  # type: ignore[union-attr]
    assert sorted(ranks, key=ranks.__getitem__) == [code("displaygroup", name) for name in GROUPS]


def test_no_target_of_the_real_graph_is_without_a_group(real: Graph) -> None:
    targets = {
        term.curie: GROUPS[term.group or ""].lane
        for located in real.records.values()
        for finding in located.record.findings
        for text in (finding.target, *finding.via)
        if (term := real.terms.find(text)) is not None
    }
    assert len(targets) > 100
    assert set(targets.values()) == {"mechanism", "outcome"}


def test_every_preparation_and_system_has_a_group_of_its_lane(real: Graph) -> None:
    seen: dict[str, set[str]] = {"source": set(), "tested in": set()}
    for key, located in real.records.items():
        context = Context(real, key, located.record)
        seen["source"] |= {group_given(context, one) for one in located.record.preparations.values()}
        seen["tested in"] |= {group_tested(context, one) for one in located.record.systems.values()}
    for lane, names in seen.items():
        assert {GROUPS[name].lane for name in names} == {lane}
    unused = {name for name, group in GROUPS.items() if group.lane == "tested in"} - seen["tested in"]
    assert unused <= {"other cells"}


@pytest.mark.parametrize(
    ("key", "preparation", "group"),
    [
        ("kim-2022-colostrum", 0, "plasma, milk, tissue"),
        ("kwack-2019-dpexo", 0, "follicle and skin cells"),
        ("rajendran-2017-mscev", 0, "mesenchymal stromal cells"),
        ("yoon-2022-leuconostoc-ev", 0, "plants and bacteria"),
        ("zoller-2018-mdscexo", 0, "immune cells"),
        ("adsc-cm-minoxidil-split-scalp", 0, "not vesicles"),
    ],
)
def test_a_preparation_is_shown_with_its_source(real: Graph, key: str, preparation: int, group: str) -> None:
    record = real.records[key].record
    one = list(record.preparations.values())[preparation]
    assert group_given(Context(real, key, record), one) == group


@pytest.mark.parametrize(("read", "absent"), [("abstract", "not read"), ("full text", "not reported")])
def test_a_source_that_is_missing_is_called_by_how_much_was_read(real: Graph, read: str, absent: str) -> None:
    record = real.records["amini-2025-ecpe"].record.model_copy(update={"read": read})
    context, given = Context(real, "amini-2025-ecpe", record), record.preparations["ecpe"]
    assert group_given(context, given) == f"source {absent}"
    subject = subject_of(context, given)
    assert subject is not None
    assert subject.label == f"formulated vesicles, source {absent}"


@pytest.mark.parametrize(
    ("key", "system", "group"),
    [
        ("kwack-2019-dpexo", "dpc", "dermal papilla cells"),
        ("kwack-2019-dpexo", "orsc", "root sheath cells and keratinocytes"),
        ("kwack-2019-dpexo", "follicle-culture", "follicles in culture"),
        ("kwack-2019-dpexo", "mouse-follicle", "mice"),
        ("kwack-2019-dpexo", "dp-spheres", "dermal papilla cells"),
        ("sheep-plasma-follicle", "sheep-skin", "other animals"),
        ("adsc-dht-wnt", "animal", "other animals"),
        ("yang-2023-h19", "hacat", "root sheath cells and keratinocytes"),
        ("zhao-2026-mir218", "cargo", "the preparation itself"),
        ("zhao-2026-mir218", "in-vitro", "cells, type not shown"),
        ("zhao-2026-mir218", "hfsc", "follicle stem cells"),
        ("tak-2020-adsc-extract", "scalp", "people, controlled"),
        ("sasaki-2022-xoflo", "scalp", "people, no control"),
    ],
)
def test_a_system_is_shown_by_what_was_measured_in(real: Graph, key: str, system: str, group: str) -> None:
    record = real.records[key].record
    assert group_tested(Context(real, key, record), record.systems[system]) == group


def test_every_outcome_says_what_is_wanted_and_why(real: Graph) -> None:
    outcomes = [term for term in real.terms if term.group in GROUPS and GROUPS[term.group].lane == "outcome"]
    assert len(outcomes) > 90
    assert {term.valence for term in outcomes} == set(words_of(Valence))
    assert all(term.valence_reason for term in outcomes)


def test_below_no_term_are_directions_of_opposite_states_added(real: Graph) -> None:
    wanted: dict[str, set[str | None]] = {}
    for term in real.terms:
        for parent in above(term, real):
            wanted.setdefault(parent.curie, {parent.valence}).add(term.valence)
    mixed = [curie for curie, valences in wanted.items() if {"more wanted", "less wanted"} <= valences]
    assert mixed == []
    apart = (
        ("term:anagen-entry", "term:catagen-entry"),
        ("term:vellus-hair-share", "term:terminal-hair-share"),
    )
    for one, other in apart:
        ours, theirs = (
            {parent.curie for parent in above(term, real)}
            for term in map(real.terms.get, (one, other))
            if term is not None
        )
        assert not ours & theirs


def test_partial_and_complete_regrowth_are_two_things(real: Graph) -> None:
    partial, complete = (real.terms.resolve(f"{word} hair regrowth") for word in ("partial", "complete"))
    assert partial.curie != complete.curie
    assert partial.parent == complete.parent == "term:hair-regrowth"


def test_the_invented_graph_is_grouped_too(invented: Graph) -> None:
    assert all(term.group in GROUPS for term in invented.terms if term.category in GROUPED)
    assert read_graph(invented.folder).terms.resolve("mouse").group == "mice"
