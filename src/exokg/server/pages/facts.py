"""What the data say about one thing: its facts, what points to it, and the findings it leads to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...rdf.namespaces import PREFIXES, compress

if TYPE_CHECKING:
    from ..version import Version

__all__ = ["FINDINGS_QUERY", "Fact", "FindingRow", "ThingFacts", "Value", "exists", "read_thing"]

_RDF_TYPE = PREFIXES["rdf"] + "type"
_DESCRIBED_IN = PREFIXES["exokg"] + "describedIn"
_AUTHOR, _IN_ORDER = PREFIXES["exokg"] + "author", PREFIXES["exokg"] + "authorList"
_LABEL = PREFIXES["rdfs"] + "label"
_PREFIXES = (
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\nPREFIX exokg: <https://w3id.org/exokg/ontology/>\n"
)
_SHOWN = 200
"""Incoming statements of one property shown on a page; the query behind the page gives all."""

_OUT = (
    _PREFIXES
    + """SELECT DISTINCT ?property ?name ?value ?label WHERE {
  { $thing ?property ?value } UNION { GRAPH ?g { $thing ?property ?value } }
  OPTIONAL { ?property rdfs:label ?name }
  OPTIONAL { ?value rdfs:label ?label }
} ORDER BY ?property ?value"""
)
_IN = (
    _PREFIXES
    + """SELECT DISTINCT ?property ?name ?value ?label WHERE {
  ?value ?property $thing
  OPTIONAL { ?property rdfs:label ?name }
  OPTIONAL { ?value rdfs:label ?label }
} ORDER BY ?property ?value LIMIT 2000"""
)
FINDINGS_QUERY = (
    _PREFIXES
    + """SELECT DISTINCT ?finding ?subjectName ?effect ?targetName ?rung ?contrast ?support ?locator ?summary
  ?record ?absence
WHERE {
  { ?finding exokg:reportedBy $thing } UNION { ?finding exokg:subject $thing }
  UNION { ?finding exokg:countedUnder $thing } UNION { ?finding exokg:target $thing }
  UNION { ?finding exokg:countedUnder/exokg:ofSource $thing }
  UNION { $thing exokg:supportedBy ?finding } UNION { ?finding exokg:inSystem $thing }
  UNION { ?finding exokg:inArm $thing } UNION { ?finding exokg:via $thing }
  ?finding a ?kind ; exokg:effect ?property ; exokg:target ?target ; exokg:reportedBy ?record .
  VALUES ?kind { exokg:Finding exokg:ReviewFinding }
  ?property rdfs:label ?effect .
  ?target rdfs:label ?targetName .
  OPTIONAL { ?finding exokg:countedUnder ?subject . ?subject rdfs:label ?subjectName }
  OPTIONAL { ?finding exokg:rung ?rungCode . ?rungCode rdfs:label ?rung }
  OPTIONAL { ?finding exokg:contrast ?contrastCode . ?contrastCode rdfs:label ?contrast }
  OPTIONAL { ?finding exokg:support ?supportCode . ?supportCode rdfs:label ?support }
  OPTIONAL { ?record exokg:absenceMeans ?state . ?state rdfs:label ?absence }
  OPTIONAL { ?finding exokg:locator ?locator }
  OPTIONAL { ?finding exokg:summary ?summary }
} ORDER BY ?finding LIMIT 1000"""
)
_EXISTS = "ASK { { $thing ?p ?o } UNION { GRAPH ?g { $thing ?p ?o } } }"


@dataclass(frozen=True)
class Value:
    """One term as a page shows it.

    Args:
        text: its label, its compact form or the literal's text.
        iri: its IRI, empty for a literal.
        language: the literal's language tag.
    """

    text: str
    iri: str = ""
    language: str = ""


@dataclass(frozen=True)
class Fact:
    """A property and all its values."""

    property: Value
    values: list[Value]
    more: int = 0


@dataclass(frozen=True)
class FindingRow:
    """One finding as a row."""

    iri: str
    record: str
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ThingFacts:
    """All that a page says about one IRI.

    Args:
        iri: the thing.
        label: its name.
        types: classes it is of.
        facts: what is said of it.
        mentions: what points to it.
        findings: the results it is about, or that support it.
        publication: what is said of the document a record is described in.
    """

    iri: str
    label: str
    types: list[Value]
    facts: list[Fact]
    mentions: list[Fact]
    findings: list[FindingRow]
    publication: list[Fact] = field(default_factory=list)

    def first(self, name: str) -> str:
        """Return the first value of an ``exokg:`` property (or full IRI) as text, or nothing."""
        wanted = name if ":" in name else PREFIXES["exokg"] + name
        return next((fact.values[0].text for fact in self.facts if fact.property.iri == wanted), "")


async def exists(version: Version, iri: str) -> bool:
    """Return whether anything is said of ``iri``."""
    return b"true" in await version.fetch(_EXISTS, "json", thing=iri)


async def read_thing(version: Version, iri: str) -> ThingFacts | None:
    """Read what is known of ``iri``; ``None`` if nothing is."""
    out, into, found = await asyncio.gather(
        version.rows(_OUT, thing=iri), version.rows(_IN, thing=iri), version.rows(FINDINGS_QUERY, thing=iri)
    )
    if not out:
        return None
    facts = _facts(out)
    label = next((fact.values[0].text for fact in facts if fact.property.iri == _LABEL), compress(iri) or iri)
    types = next((fact.values for fact in facts if fact.property.iri == _RDF_TYPE), [])
    facts = [fact for fact in facts if fact.property.iri not in (_LABEL, _RDF_TYPE)]
    document = next((fact.values[0].iri for fact in facts if fact.property.iri == _DESCRIBED_IN), None)
    publication = _facts(await version.rows(_OUT, thing=document)) if document else []
    publication = [fact for fact in publication if fact.property.iri not in (_LABEL, _RDF_TYPE)]
    return ThingFacts(iri, label, types, facts, _facts(into), [_finding(row) for row in found], publication)


def _facts(rows: list[dict[str, dict[str, str]]]) -> list[Fact]:
    values: dict[str, list[Value]] = {}
    names: dict[str, str] = {}
    for row in rows:
        iri = row["property"]["value"]
        names[iri] = row["name"]["value"] if "name" in row else _short(iri)
        value = _value(row["value"], row.get("label"))
        listed = values.setdefault(iri, [])
        if value.iri and any(other.iri == value.iri for other in listed):
            continue  # a second label of the same thing
        listed.append(value)
    if _IN_ORDER in values:  # says the same, in the order that matters
        values.pop(_AUTHOR, None)
    return [
        Fact(Value(names[iri], iri), listed[:_SHOWN], max(0, len(listed) - _SHOWN))
        for iri, listed in sorted(values.items(), key=lambda item: (names[item[0]].lower(), item[0]))
    ]


def _value(cell: dict[str, str], label: dict[str, str] | None) -> Value:
    if cell["type"] == "uri":
        return Value(label["value"] if label else _short(cell["value"]), cell["value"])
    return Value(cell["value"], language=cell.get("xml:lang", ""))


def _finding(row: dict[str, dict[str, str]]) -> FindingRow:
    cells = {name: cell["value"] for name, cell in row.items() if name not in ("finding", "record")}
    return FindingRow(row["finding"]["value"], row["record"]["value"], cells)


def _short(iri: str) -> str:
    """Name a thing without a label: its CURIE, or its IRI."""
    return compress(iri) or iri
