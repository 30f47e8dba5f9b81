"""The reporting checklist: four states, and an interval that is wide where little was read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.rdf.checklist import (
    PREPARATION_ITEMS,
    STUDY_ITEMS,
    Score,
    State,
    checklist_statements,
    preparation_states,
    score,
    study_states,
)
from exokg.rdf.context import Context
from exokg.rdf.namespaces import expand

if TYPE_CHECKING:
    from exokg.curation.graph import Graph

STATES = list(get_args(State))


def context(graph: Graph, key: str, **changed: object) -> Context:
    return Context(graph, key, graph.records[key].record.model_copy(update=changed))


@given(st.lists(st.sampled_from(STATES)))
def test_the_interval_holds_the_share_that_would_be_found(states: list[State]) -> None:
    found = score(states)
    asked = [state for state in states if state != "not applicable"]
    if not asked:
        assert found is None
        return
    assert found is not None
    assert 0 <= found.low <= found.high <= 1
    assert (found.low == found.high) or "not read" in states
    for unread in ("reported", "not reported"):
        later = score([unread if state == "not read" else state for state in states])
        assert later is not None
        assert later.low == later.high
        assert found.low <= later.low <= found.high


@given(st.lists(st.sampled_from(STATES), min_size=1))
def test_reading_further_never_widens_the_interval(states: list[State]) -> None:
    before = score([*states, "not read"])
    after = score([*states, "reported"])
    assert before is not None
    assert after is not None
    assert before.low <= after.low <= after.high <= before.high


def test_an_abstract_shows_a_wide_interval_and_a_full_text_a_point(invented: Graph) -> None:
    wide = score(preparation_states(context(invented, "cedar-2022-null"), "papilla-ev").values())
    point = score(preparation_states(context(invented, "birch-2021-papilla"), "papilla-ev").values())
    assert wide == Score(Decimal("0.06"), Decimal("1.00"))
    assert point is not None
    assert point.low == point.high


def test_items_come_from_fields_of_the_record(invented: Graph) -> None:
    states = preparation_states(context(invented, "birch-2021-papilla"), "papilla-ev")
    assert tuple(states) == PREPARATION_ITEMS
    assert states["size"] == states["single-vesicle image"] == states["particle analysis"] == "reported"
    assert states["membrane marker"] == states["cytosolic marker"] == states["dose"] == "reported"
    assert states["particle count"] == "reported"  # the curator says so
    assert states["non-vesicle marker"] == "not reported"  # silent after a full text
    assert states["non-vesicle control"] == "reported"


def test_what_cannot_apply_is_not_asked(invented: Graph) -> None:
    assert (
        preparation_states(context(invented, "dogwood-2023-trial"), "adipose-ev")["cargo"] == "not applicable"
    )


def test_a_human_study_has_every_item_in_one_of_four_states(invented: Graph) -> None:
    states = study_states(context(invented, "dogwood-2023-trial"))
    assert tuple(states) == STUDY_ITEMS
    assert set(states.values()) <= set(STATES)
    assert [item for item, state in states.items() if state != "reported"] == []
    pilot = study_states(context(invented, "fir-2024-followup"))
    assert pilot["harms"] == pilot["n per arm"] == "not read"
    assert pilot["registration"] == pilot["contrast"] == pilot["condition"] == "reported"


def test_a_field_the_part_read_shows_to_be_missing_is_not_reported(invented: Graph) -> None:
    told = context(invented, "fir-2024-followup", not_reported=["blinding"])
    assert study_states(told)["blinding"] == "reported"  # the record says open label
    told = context(invented, "fir-2024-followup", not_reported=["funding"])
    assert study_states(told)["funding"] == "not reported"
    told = context(invented, "fir-2024-followup", not_applicable=["interests"])
    assert study_states(told)["funding"] == study_states(told)["product ties"] == "not applicable"


@pytest.mark.parametrize(
    ("key", "items"),
    [
        ("birch-2021-papilla", 16),
        ("dogwood-2023-trial", 16 + 31),
        ("hazel-2023-review", 0),
        ("juniper-2022-notice", 0),
    ],
)
def test_items_are_made_for_preparations_and_human_studies_only(
    key: str, items: int, invented: Graph
) -> None:
    kinds = [
        s for s in checklist_statements(context(invented, key)) if s.triple.predicate == expand("exokg:item")
    ]
    assert len(kinds) == items


def test_every_human_study_of_the_real_graph_has_every_item(real: Graph) -> None:
    asked = 0
    for key in real.records:
        here = Context(real, key, real.records[key].record)
        nodes = [s for s in checklist_statements(here) if s.triple.predicate == expand("exokg:ofRecord")]
        assert len(nodes) in (0, len(STUDY_ITEMS))
        asked += bool(nodes)
    assert asked >= 20, f"{asked} human studies compared"
