"""ontology.ttl and what is built agree: nothing undeclared, nothing without label and definition."""

from __future__ import annotations

import itertools
import re

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store

from exokg.model.arms import DoseDimension
from exokg.model.lists import Codes, PreparationItem, StudyItem, words_of
from exokg.model.records import MODELS
from exokg.model.slots import parts_of, slots
from exokg.rdf.namespaces import BASE, EXOKG, code, expand

LABEL, DEFINITION, TYPE = expand("rdfs:label"), expand("IAO:0000115"), expand("rdf:type")
OURS = (EXOKG, f"{BASE}code/")
VERSION = f"{EXOKG}0.2.0"


@pytest.fixture(scope="module")
def alone(ontology: bytes) -> Store:
    store = Store()
    store.load(ontology, format=RdfFormat.TURTLE)
    return store


def ours(store: Store) -> set[str]:
    """Every IRI of ours in a store that ontology.ttl should declare."""
    found = set()
    for quad in store:
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, NamedNode) and term.value.startswith(OURS) and term.value != VERSION:
                found.add(term.value)
    return found


@pytest.mark.parametrize("which", ["invented_store", "real_store"])
def test_what_is_built_is_declared_with_one_label_and_one_definition(
    which: str, alone: Store, request: pytest.FixtureRequest
) -> None:
    """Properties that count, one for each key that a record uses, and groups are declared by the build."""
    built = request.getfixturevalue(which)
    used = ours(built)
    assert len(used) > 300
    for iri in sorted(used):
        node = NamedNode(iri)
        declared = built if re.fullmatch(r".*/(ontology/n[A-Z]\w+|code/displaygroup-.*)", iri) else alone
        assert len(list(declared.quads_for_pattern(node, TYPE, None))) >= 1, f"{iri} is not declared"
        assert len(list(declared.quads_for_pattern(node, LABEL, None))) == 1, f"{iri} has not one label"
        assert len(list(declared.quads_for_pattern(node, DEFINITION, None))) == 1, (
            f"{iri} has not one definition"
        )


def test_what_is_declared_has_one_label_and_one_definition_of_its_own(alone: Store) -> None:
    definitions: dict[str, str] = {}
    for iri in sorted(ours(alone)):
        (label,) = alone.quads_for_pattern(NamedNode(iri), LABEL, None)
        (definition,) = alone.quads_for_pattern(NamedNode(iri), DEFINITION, None)
        assert isinstance(label.object, Literal)
        assert isinstance(definition.object, Literal)
        assert (label.object.language, definition.object.language) == (None, "en")
        text = definition.object.value
        assert text.endswith("."), iri
        if "/code/" not in iri:
            assert text not in definitions, f"{iri} and {definitions.get(text)} share a definition"
            definitions[text] = iri


def words() -> list[tuple[str, str]]:
    """Every word of every closed list that some field of a record is taken from, with its list."""
    fields = [slot for model in MODELS.values() for part in parts_of(model) for slot in slots(part)]
    lists = {(slot.mark.prefix, slot.words) for slot in fields if isinstance(slot.mark, Codes)}
    lists |= {
        ("item", words_of(PreparationItem)),
        ("item", words_of(StudyItem)),
        ("dosedimension", words_of(DoseDimension)),
    }
    return sorted({(name, word) for name, words in lists for word in words})


def test_every_word_a_curator_may_write_has_a_code_with_that_word_as_label(alone: Store) -> None:
    for list_name, word in words():
        (label,) = alone.quads_for_pattern(code(list_name, word), LABEL, None)
        assert isinstance(label.object, Literal)
        assert label.object.value == word
    assert len(words()) > 190


def test_every_class_is_used_in_the_real_graph_or_says_why_not(real_store: Store) -> None:
    unused = real_store.query(
        """
        SELECT ?class WHERE {
          ?class a owl:Class . FILTER(STRSTARTS(STR(?class), "https://w3id.org/exokg/ontology/"))
          FILTER NOT EXISTS {
            ?narrower rdfs:subClassOf* ?class .
            { ?thing a ?narrower } UNION { GRAPH ?g { ?thing a ?narrower } }
          }
          FILTER NOT EXISTS { ?class exokg:unusedBecause ?reason }
        }""",
        prefixes={
            "owl": "http://www.w3.org/2002/07/owl#",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "exokg": EXOKG,
        },
    )
    assert [str(row["class"]) for row in unused] == []  # type: ignore[union-attr]


@pytest.mark.parametrize("which", ["invented_store", "real_store"])
def test_properties_are_used_as_they_are_declared(which: str, request: pytest.FixtureRequest) -> None:
    store: Store = request.getfixturevalue(which)
    objects, data = expand("owl:ObjectProperty"), expand("owl:DatatypeProperty")
    kind = {
        q.subject: q.object for q in store.quads_for_pattern(None, TYPE, None) if q.object in (objects, data)
    }
    used = {
        (quad.predicate, isinstance(quad.object, Literal))
        for quad in store.quads_for_pattern(None, None, None, DefaultGraph())
        if quad.predicate in kind
    }
    assert len(used) > 100
    for predicate, literal in used:
        assert kind[predicate] == (data if literal else objects), predicate


def test_literals_have_datatypes_that_the_el_profile_allows(real_store: Store) -> None:
    """Which rules out dates and booleans but for annotations, of which reasoners make nothing."""
    allowed = {"string", "integer", "decimal", "anyURI", "dateTime", "langString"}
    found = {
        (quad.object.datatype.value.rpartition("#")[2], quad.predicate)
        for quad in real_store.quads_for_pattern(None, None, None, DefaultGraph())
        if isinstance(quad.object, Literal)
    }
    days = {predicate for datatype, predicate in found if datatype == "date"}
    assert {datatype for datatype, _ in found} <= {*allowed, "date", "boolean"}
    assert {one for datatype, one in found if datatype == "boolean"} == {expand("owl:deprecated")}
    assert days <= {expand(f"dcterms:{name}") for name in ("issued", "created", "modified")}
    assert days


@pytest.mark.parametrize("which", ["alone", "invented_store", "real_store"])
def test_there_are_no_blank_nodes(which: str, request: pytest.FixtureRequest) -> None:
    store: Store = request.getfixturevalue(which)
    default = store.quads_for_pattern(None, None, None, DefaultGraph())
    assert [
        q
        for q in default
        if not (isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode | Literal))
    ] == []


def test_the_ontology_describes_itself(alone: Store) -> None:
    about = NamedNode(EXOKG.rstrip("/"))
    said = {quad.predicate for quad in alone.quads_for_pattern(about, None, None)}
    wanted = (
        "dcterms:title dcterms:description dcterms:license dcterms:creator dcterms:created dcterms:modified "
        "owl:versionIRI owl:versionInfo vann:preferredNamespacePrefix vann:preferredNamespaceUri bibo:status"
    )
    assert {expand(name) for name in wanted.split()} <= said
    assert not any("ontology/exo#" in iri or iri.endswith("/exo/") for iri in ours(alone))


def test_axioms_stay_within_what_el_allows(ontology: bytes) -> None:
    text = ontology.decode()
    owl = (
        "inverseOf", "FunctionalProperty", "InverseFunctionalProperty", "unionOf", "complementOf",
        "cardinality", "maxCardinality", "minCardinality", "allValuesFrom", "SymmetricProperty", "imports",
    )  # fmt: skip
    assert [name for name in owl if f"owl:{name} " in text] == []
    assert [name for name in ("boolean", "double", "float", "date") if f" xsd:{name} " in text] == []


def headings(ontology: bytes) -> list[tuple[str, str]]:
    """Every property of ours with the heading it is under."""
    found, heading = [], ""
    for line in ontology.decode().splitlines():
        if line.startswith("# ---- "):
            heading = line.removeprefix("# ---- ")
        declared = re.match(r"exokg:(\w+) a owl:\w+Property", line)
        if declared:
            found.append((declared[1], heading))
    return found


def test_properties_stand_under_the_class_they_are_said_of(alone: Store, ontology: bytes) -> None:
    plural = {"Study": "studies", "Hypothesis": "hypotheses", "Subject": "subjects of claims"}
    placed = headings(ontology)
    assert len(placed) > 200
    for name, heading in placed:
        for said in alone.quads_for_pattern(expand(f"exokg:{name}"), expand("rdfs:domain"), None):
            kind = said.object.value.removeprefix(EXOKG)  # type: ignore[union-attr]
            (label,) = alone.quads_for_pattern(expand(f"exokg:{kind}"), LABEL, None)
            words = plural.get(kind, f"{label.object.value}s")  # type: ignore[union-attr]
            edge = kind == "Term" and heading == "properties: direct edges between terms"
            assert edge or heading.partition(":")[0] == f"properties of {words}", name


def test_every_pair_of_kinds_is_disjoint(alone: Store) -> None:
    """What is in one row of axioms: no node is a thing of two of these kinds."""
    said = {
        frozenset((quad.subject, quad.object))
        for quad in alone.quads_for_pattern(None, expand("owl:disjointWith"), None)
    }
    assertions = (
        "Result HarmReport Position Appraisal Conclusion RegistryDifference ReportingItem Claim Conflict "
        "Hypothesis"
    )
    kinds = (
        "Record Publication VesiclePreparation ExperimentalSystem Arm Dose CoIntervention Comparison "
        "Assertion ResearchGroup Cohort Reader Code Term",
        "Study Review TrialRegistration RegulatoryStatement",
        assertions,
        "Finding ReviewFinding",
    )
    wanted = {
        frozenset((expand(f"exokg:{one}"), expand(f"exokg:{other}")))
        for row in kinds
        for one, other in itertools.combinations(row.split(), 2)
    }
    assert said == wanted
    below = alone.quads_for_pattern(None, expand("rdfs:subClassOf"), expand("exokg:Assertion"))
    assert {quad.subject for quad in below} == {expand(f"exokg:{name}") for name in assertions.split()}


NAMES = ("rdfs:label", "skos:altLabel")
SENTENCES = ("obo:IAO_0000115", "rdfs:comment")


@pytest.mark.parametrize("name", [*NAMES, *SENTENCES])
def test_names_are_plain_and_sentences_of_ours_are_english(name: str, real_store: Store) -> None:
    """One policy for every label of ontology, terms, records and what is derived."""
    values = [quad.object for quad in real_store.quads_for_pattern(None, expand(name), None)]
    wanted = None if name in NAMES else "en"
    wrong = [str(value) for value in values if not isinstance(value, Literal) or value.language != wanted]
    assert wrong == []
    assert len(values) > 20


@pytest.mark.parametrize(
    "written", ["minoxidil", "hair density", "dermal papilla cell", "Wnt signaling pathway"]
)
def test_a_label_finds_the_term_as_it_is_written(written: str, real_store: Store) -> None:
    found = list(real_store.quads_for_pattern(None, expand("rdfs:label"), Literal(written)))
    assert found, written
