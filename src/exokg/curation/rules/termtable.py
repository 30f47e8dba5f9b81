"""Rules about ``terms.tsv``: identifiers, labels, parents, mappings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...model.categories import CATEGORIES
from ...model.prefixes import curie_fault
from ..graph import Graph
from ..spelling import normal_form
from ..terms import UCUM, Term, label_checksum
from .registry import Place, on_tables

_MAPPING: Final = re.compile(
    r"(?:skos:(?:exact|close|broad|narrow|related)Match|obo:RO_0003001|obo:RO_0002162|obo:BFO_0000050|exokg:inhibitorOf)"
    r" (\S+)"
)
_WRITTEN: Final = "write it like CL:0000346, GO:0016055, HGNC:6551 or term:hair-density"


def rows(graph: Graph) -> Iterator[tuple[Term, tuple[str, int, int]]]:
    """Yield every term with path, line and column of its row."""
    for term in sorted(graph.terms, key=lambda term: term.line):
        yield term, (graph.terms.path, term.line, 1)


@on_tables("malformed-term", "ERROR")
def malformed_term(graph: Graph) -> Iterator[Place]:
    """A row of terms.tsv has a category, a CURIE and a label."""
    for term, place in rows(graph):
        if term.category not in CATEGORIES:
            message = f"{term.category or 'the empty cell'} is not a category"
            yield *place, message, f"one of: {', '.join(CATEGORIES)}"
        if fault := curie_fault(term.curie):
            yield *place, fault, _WRITTEN
        if not term.label:
            yield *place, f"{term.curie} has no label", "add the label that its ontology gives"
        if odd := next((name for name in term.synonyms if ";" in name), None):
            yield *place, f"the synonym {odd} has a semicolon", "separate synonyms by |"
        if term.category == "source" and not term.curie.startswith("source:"):
            message = f"the source {term.label} has the CURIE {term.curie}, not one of our own"
            yield *place, message, "write source:slug as CURIE, and the external term as mapping"


@on_tables("label-checksum", "ERROR")
def label_checksum_rule(graph: Graph) -> Iterator[Place]:
    """The checksum of a row fits its CURIE and label."""
    for term, place in rows(graph):
        expected = label_checksum(term.curie, term.label)
        if term.checksum != expected:
            message = (
                f"the checksum of {term.curie} {term.label} is {term.checksum or 'missing'}, not {expected}"
            )
            yield *place, message, f"look the label up in its ontology, then write {expected}"


@on_tables("term-label-duplicate", "ERROR")
def term_label_duplicate(graph: Graph) -> Iterator[Place]:
    """A name belongs to one term of a category."""
    names: dict[tuple[str, str], Term] = {}
    curies: set[tuple[str, str]] = set()
    for term, place in rows(graph):
        if (term.category, term.curie) in curies:
            yield *place, f"{term.curie} is listed twice in the category {term.category}", "merge the rows"
        curies.add((term.category, term.curie))
        for name in dict.fromkeys((term.label, *term.synonyms)):
            form = normal_form(name) if term.category != "unit" else name  # a unit is known by its letters
            first = names.setdefault((term.category, form), term)
            if first.curie != term.curie:
                message = f"{name} also names {first.label} ({first.curie})"
                yield *place, message, "delete the name from one of the two terms"


@on_tables("term-labels-differ", "ERROR")
def term_labels_differ(graph: Graph) -> Iterator[Place]:
    """A CURIE has one label."""
    labels: dict[str, Term] = {}
    for term, place in rows(graph):
        first = labels.setdefault(term.curie, term)
        if first.label != term.label:
            message = f"{term.curie} has the label {first.label} in line {first.line}"
            yield *place, message, "give both rows one label"


@on_tables("unknown-parent", "ERROR")
def unknown_parent(graph: Graph) -> Iterator[Place]:
    """The parent of a term is a term in use."""
    for term, place in rows(graph):
        if term.parent is None:
            continue
        parent = graph.terms.get(term.parent)
        if parent is None:
            message = f"the parent {term.parent} of {term.label} is not in terms.tsv"
            yield *place, message, "add its row, or correct the parent"
        elif parent.obsolete is not None:
            yield *place, f"the parent {parent.label} of {term.label} is obsolete", "choose another parent"
        elif any(one.parent == term.curie for one in (term, *graph.terms.above(term))):
            yield *place, f"{term.label} is its own parent, directly or through others", "correct the parent"


@on_tables("own-term-without-definition", "ERROR")
def own_term_without_definition(graph: Graph) -> Iterator[Place]:
    """A term of our own has a definition."""
    for term, place in rows(graph):
        if term.is_own and term.definition is None:
            yield *place, f"{term.label} ({term.curie}) has no definition", "define it in one sentence"


@on_tables("malformed-mapping", "ERROR")
def malformed_mapping(graph: Graph) -> Iterator[Place]:
    """A mapping is a SKOS mapping, never an equivalence."""
    for term, place in rows(graph):
        for mapping in term.mapping:
            if term.category == "unit" and mapping.startswith(UCUM):
                continue
            found = _MAPPING.fullmatch(mapping)
            if found is not None and (fault := curie_fault(found[1])):
                yield *place, f"in a mapping, {fault}", _WRITTEN
            elif found is None:
                message = f"{mapping} is not a mapping"
                hint = (
                    "write skos:closeMatch (or exactMatch, broadMatch, narrowMatch, relatedMatch) and a CURIE"
                )
                yield *place, message, hint


@on_tables("obsolete-replacement", "ERROR")
def obsolete_replacement(graph: Graph) -> Iterator[Place]:
    """The replacement of an obsolete term is a term in use."""
    for term, place in rows(graph):
        if term.replacement is None:
            continue
        new = graph.terms.get(term.replacement)
        if new is None or new.obsolete is not None:
            why = "is not in terms.tsv" if new is None else "is obsolete itself"
            message = f"the replacement {term.replacement} of {term.label} {why}"
            yield *place, message, "write the CURIE of a term in use, or none"


@on_tables("external-term-without-version", "ERROR")
def external_term_without_version(graph: Graph) -> Iterator[Place]:
    """An external term names the release of its ontology."""
    for term, place in rows(graph):
        if not term.is_own and term.version is None:
            message = f"{term.label} ({term.curie}) has no version"
            yield *place, message, "write the release of its ontology into version"
