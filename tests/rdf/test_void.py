"""VoID says of each class its properties, and of each of these the classes and datatypes of the values."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from exokg.rdf.namespaces import PREFIXES
from exokg.rdf.void import COUNTS, PARTITIONS, DatasetCounts, Partitions, describe

if TYPE_CHECKING:
    from collections.abc import Iterator

DATASET = NamedNode("https://w3id.org/exokg/dataset")
VOID, TYPE = PREFIXES["void"], NamedNode(PREFIXES["rdf"] + "type")
SCHEMA_OF_ENDPOINT = """
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?of ?property ?class ?datatype WHERE {
  ?part void:class ?of ; void:propertyPartition ?inner .
  ?inner void:property ?property .
  OPTIONAL {
    { ?inner void:classPartition/void:class ?class }
    UNION { ?inner ext:datatypePartition/ext:datatype ?datatype }
  }
}
"""
"""What tools ask of the endpoints of SIB before they write a query for them."""


def rows(store: Store, query: str) -> list[list[str]]:
    found: Any = store.query(query)
    return [[cell.value if cell is not None else "" for cell in row] for row in found]


def described(store: Store) -> Store:
    counts = DatasetCounts.read([rows(store, query) for query in COUNTS])
    partitions = Partitions.read([rows(store, query) for query in PARTITIONS])
    void = Store()
    void.extend(Quad(t.subject, t.predicate, t.object) for t in describe(counts, partitions))
    return void


@pytest.fixture(scope="module")
def void(real_dataset: Store) -> Store:
    return described(real_dataset)


def test_tools_find_the_types_of_nearly_all_values(void: Store) -> None:
    asked = rows(void, SCHEMA_OF_ENDPOINT)
    typed = [row for row in asked if row[2] or row[3]]
    print(f"{len(typed)} of {len(asked)} rows have a type")
    assert len(asked) > 1000
    assert len(typed) >= 0.95 * len(asked)
    exokg = PREFIXES["exokg"]
    assert [exokg + "Finding", exokg + "reportedBy", exokg + "Study", ""] in asked
    assert [exokg + "Study", exokg + "year", "", PREFIXES["xsd"] + "integer"] in asked


def counted(store: Store) -> Iterator[tuple[str, str, str, int]]:
    """Class, property and type of the values, by another way: one look at each statement."""
    classes: dict[Any, set[str]] = {}
    default = list(store.quads_for_pattern(None, None, None, DefaultGraph()))
    for quad in default:
        if quad.predicate == TYPE:
            classes.setdefault(quad.subject, set()).add(quad.object.value)  # type: ignore[union-attr]
    found: Counter[tuple[str, str, str]] = Counter()
    for quad in default:
        value = quad.object
        kinds = {value.datatype.value} if isinstance(value, Literal) else classes.get(value, set())
        for of in classes.get(quad.subject, ()):
            found.update((of, quad.predicate.value, kind) for kind in kinds)
    return ((*key, number) for key, number in found.items())


def test_every_number_is_that_of_the_statements(void: Store, real_dataset: Store) -> None:
    query = f"""PREFIX void: <{VOID}> PREFIX ext: <http://ldf.fi/void-ext#>
    SELECT ?of ?property ?kind ?number {{
      ?part void:class ?of ; void:propertyPartition ?inner . ?inner void:property ?property .
      ?inner void:classPartition|ext:datatypePartition ?last .
      ?last void:class|ext:datatype ?kind ; void:triples ?number }}"""
    said = sorted((of, name, kind, int(number)) for of, name, kind, number in rows(void, query))
    assert said == sorted(counted(real_dataset))


def test_totals_and_links(void: Store, real_dataset: Store) -> None:
    (total,) = void.quads_for_pattern(DATASET, NamedNode(VOID + "triples"), None)
    default = list(real_dataset.quads_for_pattern(None, None, None, DefaultGraph()))
    assert total.object.value == str(len(default))  # type: ignore[union-attr]
    partitions = f"SELECT ?n {{ <{DATASET.value}> <{VOID}propertyPartition>/<{VOID}triples> ?n }}"
    per_property = Counter(quad.predicate for quad in default)
    assert sorted(int(n) for (n,) in rows(void, partitions)) == sorted(per_property.values())
    linked = rows(void, f"SELECT ?to {{ ?set <{VOID}linkPredicate> ?p ; <{VOID}objectsTarget> ?to }}")
    assert ["http://purl.obolibrary.org/obo/GO_"] in linked


def test_two_things_whose_names_are_alike_are_two_parts() -> None:
    store = Store()
    for name in ("a-b", "a_b", "a b", "a%20b", "ä"):
        kind = NamedNode(f"https://example.org/{name.replace(' ', '+')}")
        store.add(Quad(NamedNode("urn:x"), TYPE, kind))
    parts = rows(described(store), f"SELECT ?part ?class {{ ?part <{VOID}class> ?class }}")
    assert len({part for part, _ in parts}) == len(parts) == 5
    assert all(part.isascii() for part, _ in parts)


def test_an_empty_graph_is_described() -> None:
    assert rows(described(Store()), f"SELECT ?n {{ ?d <{VOID}triples> ?n }}") == [["0"]]
