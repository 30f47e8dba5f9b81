"""The rows of ``terms.tsv`` as triples: outside classes used as values, and terms of our own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Triple

from ..curation.terms import Term, Terms
from ..model.categories import CATEGORIES
from ..model.groups import DISPLAY_GROUP, GROUPS
from ..model.lists import VALENCE
from ..model.names import coded
from ..model.prefixes import OUTSIDE
from .description import Description, english
from .namespaces import expand

PRODUCED_BY: Final = "obo:RO_0003001"
OF_VESICLES: Final = (PRODUCED_BY, "obo:RO_0002162")
"""What a row of a source says of its vesicles: what releases them, and the species that this belongs to."""
_DEFINITION: Final = "obo:IAO_0000115"
_MOLECULES: Final = {
    "HGNC": "Gene",
    "CHEBI": "Chemical",
    "mirbase": "MicroRNA",
    "SO:0000276": "MicroRNA",
    "term:protein": "Protein",
}
"""Prefix or CURIE of a molecule → its class; what is below a gene is one of its products."""


def mappings(term: Term) -> list[tuple[str, NamedNode]]:
    """The pairs of property and outside term in a row's ``mapping`` column.

    >>> from types import SimpleNamespace
    >>> mappings(SimpleNamespace(mapping=("skos:closeMatch CL:0002337",)))
    [('skos:closeMatch', <NamedNode value=http://purl.obolibrary.org/obo/CL_0002337>)]
    """
    pairs = []
    for part in term.mapping:
        words = part.split()
        if len(words) == 2 and words[0] != "exokg:ucum":
            pairs.append((words[0], expand(words[1])))
    return pairs


def term_triples(terms: Terms) -> Iterator[Triple]:
    """Every current term: its kind, label, CURIE, synonyms, parent, definition, mappings and note."""
    for term in terms:
        if term.obsolete:
            continue
        about = Description(expand(term.curie), "owl:Class", *_classes(term, terms))
        about.say("rdfs:label", term.label).say("dcterms:identifier", term.curie)
        about.say_all("skos:altLabel", term.synonyms)
        about.say("rdfs:subClassOf", expand(term.parent) if term.parent else None)
        about.say(_DEFINITION, english(term.definition) if term.definition else None)
        about.say("sourceKind" if term.category == "source" else "measures", term.dimension or None)
        about.say("displayGroup", expand(coded(DISPLAY_GROUP, term.group)) if term.group else None)
        about.say("valence", expand(coded(VALENCE, term.valence)) if term.valence else None)
        about.say("valenceReason", term.valence_reason).say("ucum", term.ucum)
        about.say("rdfs:comment", english(term.note) if term.note else None)
        about.say_all("skos:exactMatch", _other_iris(term))
        for name, node in mappings(term):
            # the cells of a row produce its vesicles, not themselves: its subjects of claims say so
            about.say("skos:relatedMatch" if name in OF_VESICLES else name, node)
        yield from about


def _other_iris(term: Term) -> Iterator[NamedNode]:
    """The other IRIs under which a term of an outside vocabulary is known."""
    prefix, _, local = term.curie.partition(":")
    if prefix in OUTSIDE:
        yield from (NamedNode(namespace + local) for namespace in OUTSIDE[prefix].others)


def _classes(term: Term, terms: Terms) -> list[str]:
    """The class of a term's category, and for a molecule what kind of molecule it is."""
    cls, kind = CATEGORIES[term.category].cls, None
    if term.category == "molecule":
        curies = (one.curie for one in (term, *terms.above(term)))
        kinds = (_MOLECULES.get(curie) or _MOLECULES.get(curie.partition(":")[0]) for curie in curies)
        kind = next(filter(None, kinds), None)
    if kind == "Gene" and term.is_own:
        kind = "GeneProduct"
    return [cls] if kind is None else [cls, kind]


def group_triples() -> Iterator[Triple]:
    """Every group of the table: its label, definition, lane, and its place among the groups."""
    for order, group in enumerate(GROUPS.values(), start=1):
        about = Description(expand(coded(DISPLAY_GROUP, group.name)), DISPLAY_GROUP.cls)
        about.say("rdfs:label", group.name).say(_DEFINITION, english(group.definition))
        yield from about.say("lane", group.lane).say("rank", order)
