"""Every declaration is whole, agrees with the ontology, and its example is a record that says it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from exokg.curation.leaves import leaves
from exokg.curation.reading import read_graph
from exokg.curation.terms import Terms
from exokg.model.about_dataset import Dataset
from exokg.model.columns import columns_of
from exokg.model.kinds import KINDS
from exokg.model.lists import Codes, OwnProperties, words_of
from exokg.model.names import slug
from exokg.model.nodes import Node
from exokg.model.quantities import days, p_value
from exokg.model.records import MODELS
from exokg.model.slots import node_of, part_at, parts_of, slot_at, slot_of, slots
from exokg.model.types import RefersTo, TermOf
from exokg.rdf.composed import COMPOSERS
from exokg.rdf.conformance import conform
from exokg.rdf.dataset import build_dataset
from exokg.rdf.description import predicate
from exokg.rdf.namespaces import compress, expand
from exokg.rdf.origin import Origins
from exokg.rdf.shapes import shapes, structural_shapes
from scripts.pages.schema import record_schema

if TYPE_CHECKING:
    from exokg.curation.graph import Graph
    from exokg.model.declarations import Part

ROOT = Path(__file__).parents[2]
WHOLE: list[type[Part]] = [*MODELS.values(), Dataset]
PARTS = list(dict.fromkeys(part for model in WHOLE for part in parts_of(model)))
SLOTS = [(part, slot) for part in PARTS for slot in slots(part)]


def test_the_parts_have_fields_of_each_kind() -> None:
    """Each test below passes a part that has none of its kind."""
    marks = [slot.mark for _, slot in SLOTS]
    assert len(marks) > 250
    assert sum(isinstance(mark, TermOf) for mark in marks) > 20
    assert sum(isinstance(mark, Codes) for mark in marks) > 20


def name_of(value: object) -> str:
    return value.__name__ if isinstance(value, type) else str(getattr(value, "name", value))


@pytest.fixture(scope="module")
def ontology() -> Store:
    store = Store()
    store.load((ROOT / "ontology.ttl").read_bytes(), format=RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def invented() -> Graph:
    return read_graph(ROOT / "tests" / "fixtures" / "graph")


@pytest.fixture(scope="module")
def real() -> Graph:
    return read_graph(ROOT / "graph")


def stated(store: Store, name: str, property_: str) -> list[str]:
    found = store.quads_for_pattern(predicate(name), expand(property_), None)
    return [compress(str(getattr(quad.object, "value", ""))) for quad in found]


@pytest.mark.parametrize("part", PARTS, ids=name_of)
def test_each_field_has_help_and_a_property_or_a_reason(part: type[Part]) -> None:
    for slot in slots(part):
        assert slot.help, slot.name
        assert not slot.help.endswith("."), slot.name
        assert bool(slot.declared.property) != bool(slot.declared.because), slot.name


@pytest.mark.parametrize("part", PARTS, ids=name_of)
def test_each_field_has_an_example_that_it_accepts(part: type[Part]) -> None:
    validator = part.__pydantic_validator__
    made = part.model_construct()
    for slot in slots(part):
        if slot.part is not None or slot.keys or isinstance(slot.mark, RefersTo):
            continue  # its own fields have examples; a key stands for what its record calls so
        assert slot.example is not None, slot.name
        assert validator.validate_assignment(made.model_copy(), slot.attribute, slot.example) is not None


@pytest.mark.parametrize("part", PARTS, ids=name_of)
def test_the_example_of_a_term_is_one(part: type[Part], real: Graph) -> None:
    for slot in slots(part):
        examples = slot.example if isinstance(slot.example, list) else [slot.example]
        for example in examples if isinstance(slot.mark, TermOf) else ():
            assert real.terms.find(example, slot.categories or ()) is not None, f"{slot.name}: {example}"


@pytest.mark.parametrize("part", PARTS, ids=name_of)
def test_the_ontology_declares_the_properties_of_each_field(part: type[Part], ontology: Store) -> None:
    for slot in slots(part):
        also = [*slot.declared.inside.values(), *(one.property for one in slot.declared.also)]
        own = slot.declared.property if isinstance(slot.declared.property, str) else ""
        for name in [*also, own] if own else also:
            if name.startswith(("rdf:", "rdfs:", "dcat:")):
                continue
            kinds = stated(ontology, name, "rdf:type")
            assert kinds, f"{slot.name}: {name} is not in ontology.ttl"
            if name == own:
                things = isinstance(slot.mark, Codes | OwnProperties | RefersTo | TermOf) or slot.part
                wanted = "owl:ObjectProperty" if things else "owl:DatatypeProperty"
                assert wanted in kinds or "owl:AnnotationProperty" in kinds, f"{name} is {kinds}"


@pytest.mark.parametrize("part", PARTS, ids=name_of)
def test_the_range_of_a_closed_list_is_its_class(part: type[Part], ontology: Store) -> None:
    for slot in slots(part):
        if not isinstance(slot.mark, Codes) or not slot.declared.property:
            continue
        assert stated(ontology, str(slot.declared.property), "rdfs:range") == [f"exokg:{slot.mark.cls}"]
        for word in slot.words:
            kinds = stated(ontology, f"code:{slot.mark.prefix}-{slug(word)}", "rdf:type")
            assert f"exokg:{slot.mark.cls}" in kinds, word


@pytest.mark.parametrize("part", [part for part in PARTS if node_of(part) is not None], ids=name_of)
def test_what_a_part_becomes_is_known(part: type[Part], ontology: Store) -> None:
    node = node_of(part)
    assert isinstance(node, Node)
    assert node.kind in KINDS or node.kind == "record"
    for cls in node.classes.values():
        assert "owl:Class" in stated(ontology, f"exokg:{cls}", "rdf:type")
    for composed in node.composed:
        assert composed.make is not None or composed.property in COMPOSERS
        assert composed.help


def test_no_composer_is_without_a_declaration() -> None:
    declared = {
        one.property for part in PARTS for one in getattr(node_of(part), "composed", ()) if not one.make
    }
    assert declared == set(COMPOSERS)


@pytest.mark.parametrize("part", [part for part in PARTS if node_of(part) is not None], ids=name_of)
def test_a_table_has_each_column_once(part: type[Part]) -> None:
    columns = columns_of(part)
    names = [column.name for column in columns]
    assert len(set(names)) == len(names)
    assert all(column.heading and column.help for column in columns)


def test_every_dimension_has_a_property() -> None:
    dimensions = [slot for _, slot in SLOTS if slot.declared.dimension]
    assert len(dimensions) > 30
    assert all(slot.declared.property for slot in dimensions)


def test_every_value_of_a_record_that_states_something_leads_back_to_itself(invented: Graph) -> None:
    """No text with a property is lost: each comes back from the graph with its own place."""
    origins = Origins(invented, Store())
    for located in invented.records.values():
        index = origins._index(located)
        said = {loc for statements in index.fields.values() for _, loc in statements}
        for leaf in leaves(located.record):
            slot = slot_at(type(located.record), leaf.loc)
            if slot is not None and slot.declared.property and leaf.loc[:1] != ("registration",):
                assert leaf.loc in said, f"{located.path}: {leaf.loc}"


LISTS = [shape for shape in shapes() if shape.rule == "unknown-word" and shape.values.startswith("sh:class")]


def test_each_closed_list_refuses_a_word_of_another(invented: Graph) -> None:
    """One run over a graph in which every coded field holds a code that no list has."""
    dataset = build_dataset(invented, (ROOT / "ontology.ttl").read_bytes())
    foreign = NamedNode(expand("code:no-such-list-word").value)
    spoilt = set()
    for shape in LISTS:
        found = list(dataset.quads_for_pattern(None, NamedNode(shape.property), None, DefaultGraph()))
        for quad in found:
            dataset.remove(quad)
            dataset.add(Quad(quad.subject, quad.predicate, foreign))
        spoilt |= {shape.name} if found else set()
    fired = {str(fault.hint).split()[1] for fault in conform(dataset, invented)}
    assert len(spoilt) > 20
    by_name = {shape.name: shape.property for shape in shapes()}
    assert {by_name[name] for name in spoilt} <= {by_name[name] for name in fired if name in by_name}


def test_shapes_are_turtle_and_name_known_rules() -> None:
    store = Store()
    store.load(structural_shapes().encode(), format=RdfFormat.TURTLE)
    assert len({shape.name for shape in shapes()}) == len(shapes()) > 150


def test_the_schema_shows_help_and_examples() -> None:
    schema = record_schema(Terms([]))
    assert '"examples"' in schema
    assert "cells or material it comes from. A label, synonym or CURIE of terms.tsv: source" in schema


def test_words_are_those_of_the_list() -> None:
    rung = slot_at(MODELS["study"], ("systems", "scalp", "rung"))
    assert rung is not None
    assert rung.words[0] == "in vitro"
    with pytest.raises(KeyError):
        slot_of(MODELS["study"], "no-such-field")
    assert words_of(Codes("X").prefix) == ()


@pytest.mark.parametrize(
    ("loc", "name", "part"),
    [
        ((), None, "StudyRecord"),
        (("title",), "title", None),
        (("publication",), "publication", "Publication"),
        (("publication", "doi"), "doi", None),
        (("findings",), "findings", None),
        (("findings", 3), "findings", "Finding"),
        (("findings", 3, "also-in", 0), "also-in", None),
        (("preparations", "milk"), "preparations", "Preparation"),
        (("preparations", "milk", "[key]"), "preparations", "Preparation"),
        (("preparations", "milk", "reporting", "size"), "reporting", None),
        (("arms", "a", "dose", "amounts", "volume", "unit"), "unit", None),
        (("n", "mice"), "n", None),
        (("no-such-field",), None, None),
        (("no-such-field", "within"), None, None),
        (("findings", 0, "quantity", "no-such-field"), None, None),
    ],
)
def test_a_way_leads_to_a_field_and_a_part(loc: tuple[str | int, ...], name: str, part: str) -> None:
    slot, found = slot_at(MODELS["study"], loc), part_at(MODELS["study"], loc)
    assert (slot and slot.name) == name
    assert (found and found.__name__) == part


@given(
    st.lists(st.one_of(st.integers(0, 9), st.text(max_size=9), st.sampled_from([s.name for _, s in SLOTS])))
)
def test_every_way_leads_somewhere_or_nowhere(loc: list[str | int]) -> None:
    for model in MODELS.values():
        part = part_at(model, tuple(loc))
        assert part is None or part in PARTS


@given(st.text())
def test_a_slug_is_made_of_letters_digits_and_single_hyphens(text: str) -> None:
    made = slug(text)
    assert slug(made) == made
    assert all(part.isalnum() and part.isascii() for part in made.split("-")) or made == ""


@given(st.integers(0, 10_000), st.sampled_from(["h", "hours", "d", "days", "wk", "weeks", "months", "years"]))
def test_days_grow_with_the_time_printed(number: int, unit: str) -> None:
    fewer, more = days(f"{number} {unit}"), days(f"{number + 1} {unit} after")
    assert fewer is not None
    assert more is not None
    assert 0 <= fewer < more


@given(st.text(max_size=12))
def test_a_p_value_is_a_number_or_nothing(text: str) -> None:
    value = p_value(text)
    assert value is None or 0 <= value < 2
