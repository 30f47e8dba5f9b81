"""The tables of the model agree with each other, with the ontology and with the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from exokg.model.categories import CATEGORIES, OUTCOMES, Category
from exokg.model.effects import DIRECTION_OF, DIRECTIONS, Direction, Effect
from exokg.model.kinds import KINDS, RECORD_KINDS, Kind, RecordKind
from exokg.model.lists import Valence, words_of
from exokg.model.names import slug
from exokg.model.rungs import EVIDENCE, LADDER, RUNGS_OF_DESIGNS, Design, Rung
from exokg.rdf.derive import queries
from exokg.rdf.namespaces import PREFIXES, code, compress, expand, mint

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def ontology() -> Store:
    store = Store()
    store.load((ROOT / "ontology.ttl").read_bytes(), format=RdfFormat.TURTLE)
    return store


def texts(store: Store, subject: NamedNode, name: str) -> list[str]:
    return [
        str(getattr(quad.object, "value", quad.object))
        for quad in store.quads_for_pattern(subject, expand(name), None)
    ]


def is_class(store: Store, name: str) -> bool:
    return bool(
        list(store.quads_for_pattern(expand(f"exokg:{name}"), expand("rdf:type"), expand("owl:Class")))
    )


def test_every_verb_counts_as_one_direction() -> None:
    said = [verb for direction in DIRECTIONS for verb in direction.verbs]
    assert sorted(said) == sorted(words_of(Effect))
    assert len(set(said)) == len(said)
    assert {DIRECTION_OF[verb].property for verb in said} == {one.property for one in DIRECTIONS}


def test_no_word_asks_for_two_directions() -> None:
    words = [word for one in DIRECTIONS for word in {one.word, *one.verbs, *one.wordings}]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("direction", DIRECTIONS, ids=lambda one: one.property)
def test_the_ontology_says_of_a_direction_what_the_table_says(direction: Direction, ontology: Store) -> None:
    node = expand(direction.property)
    assert compress(node) == direction.property
    assert texts(ontology, node, "exokg:claimWord") == [slug(direction.word)]
    assert texts(ontology, node, "exokg:sign") == ([] if direction.sign is None else [str(direction.sign)])
    above = texts(ontology, node, "rdfs:subPropertyOf")
    assert (expand("exokg:testedOn").value in above) == (direction.sign is not None)
    if direction.property.startswith("exokg:"):
        assert texts(ontology, node, "rdfs:label") == [direction.word]


def test_the_ontology_knows_no_other_direction(ontology: Store) -> None:
    named = {
        str(getattr(quad.subject, "value", ""))
        for quad in ontology.quads_for_pattern(None, expand("exokg:claimWord"), None)
    }
    assert named == {expand(direction.property).value for direction in DIRECTIONS}


def test_marks_lines_and_colours_tell_directions_apart() -> None:
    assert len({one.mark for one in DIRECTIONS}) == len(DIRECTIONS)
    drawn = [(one.dashes, one.head) for one in DIRECTIONS]
    assert len(set(drawn)) == len(drawn), "colour alone would tell two directions apart"


def test_the_ontology_ranks_the_rungs_as_the_ladder_does(ontology: Store) -> None:
    ranks = [texts(ontology, code("rung", rung), "exokg:rank") for rung in LADDER]
    assert ranks == [[str(rank)] for rank in range(1, len(LADDER) + 1)]
    assert set(EVIDENCE) == set(words_of(Rung))
    assert set(words_of(Rung)) - set(LADDER) == {"not shown"}


def test_a_design_implies_a_rung_it_may_measure_on() -> None:
    assert set(RUNGS_OF_DESIGNS) < set(words_of(Design))
    for implied, possible in RUNGS_OF_DESIGNS.values():
        assert implied is None or implied in possible
        assert set(possible) <= set(LADDER)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_has_a_prefix_and_classes_of_the_ontology(kind: Kind, ontology: Store) -> None:
    assert mint(kind.name, "x").value == f"{PREFIXES[kind.name]}x"
    assert all(is_class(ontology, name) for name in kind.classes)


def test_kinds_are_sorted_and_share_no_class() -> None:
    assert list(KINDS) == sorted(KINDS)
    classes = [name for kind in KINDS.values() for name in kind.classes]
    assert len(set(classes)) == len(classes)
    assert tuple(RECORD_KINDS) == words_of(RecordKind)
    assert all((ROOT / "graph" / kind.folder).is_dir() for kind in RECORD_KINDS.values())


@pytest.mark.parametrize("category", CATEGORIES.values(), ids=lambda category: category.name)
def test_a_category_has_a_class_below_term(category: Category, ontology: Store) -> None:
    above = texts(ontology, expand(f"exokg:{category.cls}"), "rdfs:subClassOf")
    wanted = "exokg:Outcome" if category.name in OUTCOMES else "exokg:Term"
    assert above == [expand(wanted).value]


def test_the_ontology_knows_no_other_category(ontology: Store) -> None:
    below = {
        compress(str(getattr(quad.subject, "value", "")))
        for parent in ("exokg:Term", "exokg:Outcome")
        for quad in ontology.quads_for_pattern(None, expand("rdfs:subClassOf"), expand(parent))
    }
    assert below - {"exokg:Outcome"} == {f"exokg:{category.cls}" for category in CATEGORIES.values()}


def test_the_table_of_terms_uses_every_category_but_that_of_subjects() -> None:
    rows = (ROOT / "graph" / "terms.tsv").read_text("utf-8").splitlines()[1:]
    assert {row.split("\t")[0] for row in rows} == set(CATEGORIES) - {"subject"}


def test_a_label_is_a_plain_string(ontology: Store) -> None:
    for direction in DIRECTIONS:
        for quad in ontology.quads_for_pattern(expand(direction.property), expand("rdfs:label"), None):
            assert isinstance(quad.object, Literal)
            assert quad.object.language is None


@pytest.mark.parametrize("folder", ["derive", "hypotheses"])
def test_no_query_of_what_is_derived_lists_directions(folder: str) -> None:
    named = [compress(expand(one.property)) for one in DIRECTIONS]
    listed = {name: [word for word in named if word in text] for name, text in queries(folder)}
    assert len(listed) > 1
    assert not any(listed.values()), listed


def test_no_question_or_shape_lists_the_directions() -> None:
    """A parameter may have one as its example; two are a list that the table has already."""
    named = [one.property for one in DIRECTIONS if one.property.startswith("exokg:")]
    files = [ROOT / "graph" / "shapes.ttl", *sorted((ROOT / "graph" / "questions").glob("*.rq"))]
    texts = {path.name: _unsaid(path.read_text("utf-8")) for path in files}
    listed = {name: [one for one in named if re.search(rf"{one}\b", text)] for name, text in texts.items()}
    assert len(files) > 30
    assert {name: found for name, found in listed.items() if len(found) > 1} == {}


def _unsaid(text: str) -> str:
    """A query without its comments."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def test_the_ontology_signs_what_is_wanted_and_names_what_counts_studies(ontology: Store) -> None:
    wanted = {word: texts(ontology, code("valence", word), "exokg:sign") for word in words_of(Valence)}
    assert wanted == {"more wanted": ["1"], "less wanted": ["-1"], "not agreed": ["0"]}
    signed = {one.property for one in DIRECTIONS if one.sign is not None}
    counted = {
        one.property for one in DIRECTIONS if texts(ontology, expand(one.property), "exokg:studiesCountedAs")
    }
    assert counted == signed - {"exokg:comparableOn"}, "what compares two preparations is no direction"
