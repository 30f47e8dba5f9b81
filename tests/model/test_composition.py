"""What is composed of a record as a whole: rung, label, year, state, and what its preparations count as."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.curation.yamltext import read_document
from exokg.model.composition import (
    absence_of,
    count_property,
    key_of,
    label_of,
    record_rung,
    rung_of,
    status_of,
    year_of,
)
from exokg.model.lists import ReadingDepth, words_of
from exokg.model.materials import Comparison, Preparation, PreparationType
from exokg.model.nodes import Node, Spot, labelled
from exokg.model.records import MODELS, Record
from exokg.model.rungs import HUMAN_RUNGS, LADDER, RUNGS_OF_DESIGNS, Design
from exokg.model.subjects import WORDINGS, SubjectKind, added_to, kind_of, plural

KELP = (Path(__file__).parents[1] / "curation" / "careless" / "record.yaml").read_text("utf-8")


def record(**changes: Any) -> Record:
    """The worked example with other values in some of its fields; None takes a field away."""
    value = read_document(KELP).value | changes
    value = {name: held for name, held in value.items() if held is not None}
    made: Any = MODELS[value["kind"]].model_validate(value, by_alias=True, by_name=False)
    return made  # type: ignore[no-any-return]


def spot(made: Any) -> Spot:
    return Spot("kelp-2020", made, made)


def bare(**changes: Any) -> Record:
    """The example without results, so that only its designs say where it was measured."""
    nothing: dict[str, Any] = dict.fromkeys(("findings", "harms", "arms", "comparisons", "systems"))
    return record(**nothing, **changes)


def system(rung: str) -> dict[str, Any]:
    finding = read_document(KELP).value["findings"][0] | {"system": "place"}
    return {"systems": {"place": {"reported-as": "x", "rung": rung}}, "findings": [finding], "harms": None}


@pytest.mark.parametrize("rung", LADDER)
def test_the_rung_of_a_record_is_that_of_its_results(rung: str) -> None:
    assert record_rung(record(**system(rung), designs=["in vitro"])) == rung


@pytest.mark.parametrize("design", words_of(Design))
def test_without_results_the_designs_imply_the_rung(design: Any) -> None:
    implied = RUNGS_OF_DESIGNS[design][0] if design in RUNGS_OF_DESIGNS else None
    assert record_rung(bare(designs=[design])) == implied


@pytest.mark.parametrize(
    ("designs", "rung"),
    [
        (["in vitro", "animal"], "animal"),
        (["animal", "in vitro"], "animal"),
        (["split scalp", "in vitro", "ex vivo"], "controlled human"),
        (["allocation not shown", "animal"], "animal"),
        (["systematic review"], None),
        ([], None),
    ],
)
def test_of_several_designs_the_highest_rung_counts(designs: list[str], rung: str | None) -> None:
    assert record_rung(bare(designs=designs or None)) == rung


def test_a_system_that_does_not_show_its_rung_leaves_it_to_the_designs() -> None:
    assert record_rung(record(**system("not shown"), designs=["animal"])) == "animal"


@pytest.mark.parametrize("design", RUNGS_OF_DESIGNS)
def test_a_design_may_measure_on_the_rung_it_implies(design: Design) -> None:
    implied, allowed = RUNGS_OF_DESIGNS[design]
    assert implied is None or implied in allowed
    assert set(allowed) <= set(LADDER)
    assert implied not in HUMAN_RUNGS or set(allowed) <= set(HUMAN_RUNGS)


def test_a_registration_without_results_is_planned_and_has_no_rung() -> None:
    study = bare(designs=["randomized controlled"])
    assert [str(rung) for rung, _ in rung_of(spot(study))] == ["code:rung-controlled-human"]
    trial = read_document(KELP).value
    for name in ("findings", "harms", "arms", "comparisons", "systems"):
        del trial[name]
    trial |= {"kind": "trial", "designs": ["randomized controlled"], "registration": {"state": "recruiting"}}
    made = MODELS["trial"].model_validate(trial, by_alias=True, by_name=False)
    assert list(rung_of(spot(made))) == []


def test_the_label_is_the_title_or_the_key_in_words() -> None:
    titled = record(title="Kelp and hair", **{"title-status": "shown"})
    assert list(label_of(spot(titled))) == [("Kelp and hair", ("title",))]
    assert list(label_of(spot(record(title=None)))) == [("kelp 2020", ())]
    assert list(key_of(spot(titled))) == [("kelp-2020", ())]


@pytest.mark.parametrize(
    ("changes", "year"),
    [
        ({"year": 2020}, (2020, ("publication", "year"))),
        ({"year-inferred": 2019}, (2019, ("publication", "year-inferred"))),
        ({"year": 2020, "year-inferred": 2019}, (2020, ("publication", "year"))),
        ({}, (None, ("publication", "year-inferred"))),
    ],
)
def test_a_shown_year_goes_before_a_deduced_one(changes: dict[str, int], year: Any) -> None:
    made = record(publication={"type": "primary", "status": "preprint", **changes})
    assert list(year_of(spot(made))) == [year]
    assert list(status_of(spot(made))) == [("code:status-preprint", ("publication", "status"))]


def test_a_record_without_a_document_has_neither_year_nor_state() -> None:
    assert list(year_of(spot(record(publication=None)))) == []
    assert list(status_of(spot(record(publication=None)))) == []


@pytest.mark.parametrize("depth", words_of(ReadingDepth))
def test_only_a_full_text_shows_that_something_is_not_reported(depth: str) -> None:
    shown = "not-reported" if depth == "full text" else "not-read"
    assert absence_of(depth) == f"code:state-{shown}"


@given(st.lists(st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True), min_size=1, max_size=5))
def test_each_key_of_n_has_a_property_of_its_own_name(words: list[str]) -> None:
    made = count_property("-".join(words))
    assert made.startswith("n")
    assert made.isalnum()
    assert made.lower() == "n" + "".join(words)


def preparation(kind: str, **changes: Any) -> Preparation:
    return Preparation.model_validate({"reported-as": "x", "type": kind, **changes}, by_alias=True)


@pytest.mark.parametrize("kind", words_of(PreparationType))
def test_every_type_of_preparation_has_a_kind_with_a_wording(kind: str) -> None:
    for changes in ({}, {"loaded-with": ["minoxidil"]}, {"engineering": "dried"}):
        assert kind_of(preparation(kind, **changes)) in WORDINGS


@pytest.mark.parametrize(
    ("kind", "changes", "counted"),
    [
        ("extracellular vesicle", {}, "native vesicles"),
        ("extracellular vesicle", {"loaded-with": ["minoxidil"]}, "loaded or engineered vesicles"),
        ("extracellular vesicle", {"engineering": "primed cells"}, "loaded or engineered vesicles"),
        ("vesicle formulation", {"engineering": "in a gel"}, "vesicle formulation"),
        ("vesicle formulation", {"loaded-with": ["minoxidil"]}, "loaded or engineered vesicles"),
        ("vesicle mimetic", {"loaded-with": ["minoxidil"]}, "vesicle mimetic"),
        ("membrane nanoparticle", {}, "vesicle mimetic"),
        ("non-vesicle", {"engineering": "diluted"}, "non-vesicle preparation"),
        ("product class", {}, "vesicle product"),
    ],
)
def test_what_a_preparation_is_counted_as(kind: str, changes: dict[str, Any], counted: str) -> None:
    assert kind_of(preparation(kind, **changes)) == counted


def test_every_kind_of_subject_but_a_molecule_has_a_wording() -> None:
    assert {*WORDINGS, "molecule or drug alone"} == set(words_of(SubjectKind))
    for wording in WORDINGS.values():
        assert "{source}" in wording.name
        assert not wording.loaded or {"{source}", "{load}"} <= set(wording.loaded.replace("-", " ").split())


PLAIN = {"reported-as": "plain", "type": "extracellular vesicle", "source": "adipose-derived stem cell"}


@pytest.mark.parametrize(
    ("given", "other", "added"),
    [
        ({"loaded-with": ["minoxidil"]}, PLAIN, True),
        ({"type": "vesicle formulation", "loaded-with": ["minoxidil"]}, PLAIN, True),
        ({"type": "vesicle formulation", "engineering": "freeze-dried"}, PLAIN, False),
        ({"engineering": "WNT3A overexpressed in the cells"}, PLAIN, False),
        ({}, PLAIN, False),
        ({"loaded-with": ["minoxidil"]}, PLAIN | {"source": "dermal papilla cell"}, False),
        ({"loaded-with": ["minoxidil"]}, PLAIN | {"loaded-with": ["WNT3A"]}, False),
        ({"loaded-with": ["minoxidil"], "derived-from": "plain"}, PLAIN | {"source": "milk"}, True),
        (
            {"loaded-with": ["minoxidil"], "derived-from": "plain"},
            PLAIN | {"loaded-with": ["minoxidil"]},
            False,
        ),
        ({"derived-from": "plain"}, PLAIN, False),
    ],
)
def test_against_the_vesicles_it_was_made_from_the_load_is_judged(
    given: dict[str, Any], other: dict[str, Any], added: bool
) -> None:
    made = record(preparations={"given": PLAIN | given, "plain": other}, arms=None, findings=None, harms=None)
    against = Comparison.model_validate(
        {"kind": "other preparation", "against": "plain", "preparation": "plain"}, by_alias=True
    )
    found = added_to(made, made.preparations["given"], against)
    assert (found is made.preparations["plain"]) == added
    assert added_to(made, made.preparations["given"], None) is None
    saline = Comparison.model_validate({"kind": "placebo or vehicle", "against": "saline"}, by_alias=True)
    assert added_to(made, made.preparations["given"], saline) is None


@pytest.mark.parametrize(
    ("source", "kind", "many"),
    [
        ("adipose-derived stem cell", "cell", "adipose-derived stem cells"),
        ("stem cells of teeth", "cell", "stem cells of teeth"),
        ("macrophage", "cell", "macrophages"),
        ("platelet-rich plasma", "tissue or fluid", "platelet-rich plasma"),
        ("ginseng root", "plant", "ginseng root"),
        ("amniotic membrane", "cell", "amniotic membrane"),
    ],
)
def test_cells_are_counted_and_fluids_are_not(source: str, kind: str, many: str) -> None:
    assert plural(source, kind) == many


def test_a_node_has_the_class_of_its_kind_of_record() -> None:
    node = Node("finding", {"": "Finding", "review": "ReviewFinding"})
    assert [node.class_in(kind) for kind in ("study", "review")] == ["Finding", "ReviewFinding"]
    made = labelled(lambda place: f"part of {place.key}").make
    assert made is not None
    assert list(made(spot(record()))) == [("part of kelp-2020", ())]
