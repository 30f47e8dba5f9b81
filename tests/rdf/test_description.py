"""RDF terms of what a record says, the IRIs made of keys, and what a table row becomes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from exokg.errors import InputError, UnknownTermError
from exokg.model.kinds import KINDS
from exokg.rdf.composed import COMPOSERS, owner_of_entry, registered_node
from exokg.rdf.context import Context
from exokg.rdf.description import Description, decimal, english, link, literal, predicate
from exokg.rdf.namespaces import BASE, PREFIXES, code, compress, expand, mint
from exokg.rdf.serialisation import serialise
from exokg.rdf.sorted_lines import pointed
from exokg.rdf.triples import to_triples

if TYPE_CHECKING:
    from pyoxigraph import Store

    from exokg.curation.graph import Graph

XSD = PREFIXES["xsd"]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_decimal_has_the_value_typed_and_no_exponent(number: float) -> None:
    made = decimal(number)
    assert Decimal(made.value) == Decimal(repr(number))
    assert not set(made.value) & set("eE+")
    assert not made.value.endswith(".")
    assert pointed(made).value.count(".") == 1


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_a_decimal_is_canonical(number: Decimal) -> None:
    made = decimal(number).value
    assert Decimal(made) == number
    assert "." not in made or made[-1] != "0"


@pytest.mark.parametrize(
    ("value", "text", "datatype"),
    [
        ("text", "text", "string"),
        (7, "7", "integer"),
        (-7, "-7", "integer"),
        (2.50, "2.5", "decimal"),
        (120.0, "120", "decimal"),
        (1e21, "1000000000000000000000", "decimal"),
        (Decimal("0.10"), "0.1", "decimal"),
    ],
)
def test_a_value_has_the_datatype_of_its_kind(value: object, text: str, datatype: str) -> None:
    made = literal(value)  # type: ignore[arg-type]
    assert isinstance(made, Literal)
    assert (made.value, made.datatype.value) == (text, XSD + datatype)


@pytest.mark.parametrize("value", [True, None, ["a"], {}, b"a"])
def test_what_rdf_does_not_know_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="not a value"):
        literal(value)  # type: ignore[arg-type]


def test_a_term_stays_as_it_is() -> None:
    for term in (NamedNode("https://example.org/"), Literal("x", language="de")):
        assert literal(term) is term


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("ftp://example.org", False),
        ("https://example.org/a page", False),
        ("see the methods", False),
        ("", False),
    ],
)
def test_an_address_is_a_link_and_words_are_not(text: str, is_link: bool) -> None:
    assert (link(text).datatype.value == f"{XSD}anyURI") == is_link
    assert link(text).value == text


def test_a_sentence_is_marked_as_english() -> None:
    assert english("A sentence.").language == "en"


def test_a_description_says_nothing_of_what_is_missing() -> None:
    about = Description(NamedNode("https://example.org/a"), "Study", "owl:NamedIndividual")
    about.say("note", None).say("note", "x", None, 3).say_all("count", [1, 1, 2])
    said = [(triple.predicate.value.rpartition("/")[2], str(triple.object)) for triple in about]
    assert len(said) == 2 + 2 + 3
    assert predicate("note").value == f"{BASE}ontology/note"


@pytest.mark.parametrize("kind", KINDS)
def test_a_minted_iri_has_the_prefix_of_its_kind(kind: str) -> None:
    made = mint(kind, "kim-2022-colostrum", "f6")
    assert made.value == f"{BASE}{kind}/kim-2022-colostrum_f6"
    assert compress(made) == f"{kind}:kim-2022-colostrum_f6"
    assert expand(compress(made)) == made


def test_no_other_kind_is_minted_and_no_other_prefix_expanded() -> None:
    with pytest.raises(ValueError, match="no such kind"):
        mint("banana", "x")
    for curie in ("banana:1", "no-colon", "", ":x"):
        with pytest.raises(ValueError, match="unknown prefix"):
            expand(curie)


@given(st.text(max_size=40))
def test_what_no_prefix_fits_stays_an_iri(text: str) -> None:
    assert compress(f"https://example.org/{text}") == f"https://example.org/{text}"


def test_a_word_of_a_list_is_a_slug() -> None:
    assert code("Statistic", "Cliff's delta").value == f"{BASE}code/statistic-cliff-s-delta"


def test_a_context_finds_parts_records_and_terms(invented: Graph) -> None:
    key = "birch-2021-papilla"
    context = Context(invented, key, invented.records[key].record)
    assert context.node == mint("study", key)
    assert context.part("finding", "f1") == mint("finding", key, "f1")
    assert context.other("hazel-2023-review") == mint("review", "hazel-2023-review")
    with pytest.raises(InputError, match="no record has the key"):
        context.other("nobody-1999")
    finding = context.record.findings[0]
    assert context.term(finding, "target") is not None
    assert context.named(finding, "target", None) is None
    with pytest.raises(UnknownTermError):
        context.named(finding, "target", "no such target")


def test_every_record_knows_the_entry_it_names(invented: Graph) -> None:
    for key, located in invented.records.items():
        context = Context(invented, key, located.record)
        node = registered_node(context)
        assert node.value.startswith(f"{BASE}trial/")
        if located.record.kind == "trial":
            assert node == context.node
        if located.registration is not None and located.registration.id is not None:
            owner = owner_of_entry(context, located.registration.id)
            assert invented.records[owner].registration is not None
        assert owner_of_entry(context, None) == key


def test_every_composed_property_is_said_of_something(invented_store: Store) -> None:
    for name in COMPOSERS:
        found = next(iter(invented_store.quads_for_pattern(None, predicate(name), None)), None)
        assert found is not None, name


def test_each_key_of_n_is_declared_with_label_and_definition(invented: Graph) -> None:
    said = {(t.subject, t.predicate) for t in to_triples(invented)}
    used = {t.predicate for t in to_triples(invented) if t.predicate.value.startswith(f"{BASE}ontology/n")}
    counted = {node for node in used if (node, expand("rdfs:domain")) in said}
    assert counted
    for node in counted:
        assert {(node, expand(name)) for name in ("rdfs:label", "obo:IAO_0000115", "rdfs:range")} <= said


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld", "rdf", "nq", "trig"])
def test_nothing_said_is_an_empty_file_of_every_format(form: str) -> None:
    assert b"example" not in serialise([], form)
