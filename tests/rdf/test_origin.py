"""Every property leads back to the field that says it: its line and column, not those of a neighbour."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from pyoxigraph import Literal, Store

from exokg.model.categories import CATEGORIES
from exokg.model.identifiers import iri_of
from exokg.rdf.context import Context
from exokg.rdf.namespaces import compress, expand, slug
from exokg.rdf.origin import Origins
from exokg.rdf.triples import record_triples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode, Triple

    from exokg.curation.graph import Graph

DEFAULTED: Final = "exokg:authorsComplete"
"""The one field that has a value where nothing is written."""

UNWRITTEN: Final = {
    DEFAULTED,
    "rdf:type", "rdfs:label", "dcterms:identifier", "exokg:dimension", "exokg:displayGroup",
    "exokg:inCohort", "exokg:inGroup", "exokg:item", "exokg:ofPreparation",
    "exokg:ofRecord", "exokg:ofRegistration", "exokg:paper",
    "exokg:reportedBy", "exokg:reportingHigh", "exokg:reportingLow", "exokg:rung", "exokg:state",
    "exokg:usedIn",
}  # fmt: skip
"""Properties that may lead to the node alone: no field of it holds their value."""

TRANSLATED: Final = {
    "RO:0002558": "system",
    "RO:0003001": "source",
    "exokg:absenceMeans": "read",
    "exokg:authorList": "authors",
    "exokg:authorsComplete": "authors-complete",
    "exokg:coIntervention": "co-interventions",
    "exokg:describedIn": "publication",
    "exokg:dose": "amounts",
    "exokg:effect": "effect",
    "exokg:daysAfterTreatment": "after-treatment",
    "exokg:ofSubject": "type",
    "exokg:preparationItself": "preparation-itself",
    "exokg:treatmentDays": "ends",
    "exokg:registeredAs": "registration",
    "exokg:rung": "system",
    "exokg:countedUnder": "about",
    "exokg:timepointDays": "timepoint",
}
"""Properties whose value is made from a field that says it in other words."""


def written(part: Any, way: tuple[str | int, ...]) -> Any:
    """What is in a record at the end of a way."""
    for step in way:
        if isinstance(part, dict):
            part = part[step]
        else:
            part = part[step] if isinstance(step, int) else getattr(part, step.replace("-", "_"))
    return part


def says(graph: Graph, text: object, value: Literal | NamedNode) -> bool:
    """Whether a text of a record is this value: as it is, as a word, a key or a term."""
    if isinstance(text, float):
        return Decimal(value.value) == Decimal(repr(text))
    if isinstance(value, Literal):
        return value.value == str(text)
    word = slug(str(text))
    terms = [graph.terms.find(str(text), [category]) for category in CATEGORIES]
    meant = {expand(term.curie) for term in terms if term is not None}
    return (
        value.value == iri_of(str(text))
        or value.value.endswith((f"-{word}", f"/{word}", f"_{word}", f"/{text}", f"/{str(text).lower()}"))
        or value in meant
    )


def said(graph: Graph) -> Iterator[tuple[str, Triple]]:
    for key, located in graph.records.items():
        for triple in record_triples(Context(graph, key, located.record)):
            yield compress(triple.predicate), triple


@pytest.mark.slow
@pytest.mark.parametrize("which", ["invented", "real"])
def test_each_property_leads_to_the_field_that_says_it(which: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(which)
    origins = Origins(graph, Store())
    seen = set()
    for name, triple in said(graph):
        node, predicate = triple.subject.value, triple.predicate.value  # type: ignore[union-attr]
        whole, found = (
            origins.loc_of(node),
            origins.loc_of(node, predicate, getattr(triple.object, "value", None)),
        )
        assert whole is not None, node
        assert found is not None, node
        located, way = found
        if found == whole or (name == DEFAULTED and way not in located.marks):
            assert name in UNWRITTEN, f"{name} of {compress(node)} leads to {way} as a whole"
            continue
        assert way in located.marks, f"{name} of {compress(node)} leads to {way}, where nothing is"
        seen.add(name)
        if TRANSLATED.get(name) in way or (name == "rdf:type" and way[-1] in ("type", "biogenesis-shown")):
            continue
        value = written(located.record, way)
        texts = value if isinstance(value, list) else [value]
        assert any(says(graph, text, triple.object) for text in texts), f"{triple} does not stand at {way}"  # type: ignore[arg-type]
    assert len(seen) > 80


@pytest.mark.parametrize(
    ("iri", "predicate", "line"),
    [
        ("study:dogwood-2023-trial", "exokg:confidence", "confidence: high"),
        ("study:dogwood-2023-trial", "exokg:status", "  status: published"),
        ("study:dogwood-2023-trial", "exokg:secondReadBy", "  by: reader-one"),
        ("study:dogwood-2023-trial", "exokg:nAnalysed", "  analysed: 38"),
        ("arm:dogwood-2023-trial_placebo", "exokg:nAnalysed", "    analysed: 19"),
        ("trial:nct90000001", "exokg:registryState", "  state: completed"),
        ("dose:dogwood-2023-trial_treated_volume", "exokg:amount", "          value: 2"),
        ("finding:dogwood-2023-trial_between", "exokg:pValue", '      p: "0.006"'),
        ("finding:dogwood-2023-trial_between", "exokg:entered", '  date: "2026-10-03"'),
    ],
)
def test_a_place_is_that_of_the_line(iri: str, predicate: str, line: str, invented: Graph) -> None:
    path, number, column = Origins(invented, Store()).of(expand(iri).value, expand(predicate).value)
    found = Path(path).read_text("utf-8").splitlines()[number - 1]
    assert found == line
    assert found[column - 2] in " "


def test_what_is_not_written_leads_to_its_part(invented: Graph) -> None:
    """A system without a strain is not sent to the strain of the record."""
    origins = Origins(invented, Store())
    system = expand("system:dogwood-2023-trial_scalp").value
    assert origins.of(system, expand("exokg:strain").value) == origins.of(system)
