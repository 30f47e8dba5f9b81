"""The rules about what is built from the records rather than about the records."""

from __future__ import annotations

from typing import Final

from .registry import Register

rules: Final = Register()

rules.enforced(
    "derived-graph",
    "What is built fits the records and findings it was made of",
    """Problem: an edge, claim, conflict or hypothesis does not fit the findings it was derived from, or a
    preparation, system, arm, dose or comparison is not that of one record. This is a fault of exokg or of a
    query in ``src/exokg/rdf/derive``, not of a record; the place named is that of the part, or of the first
    finding behind what was derived.

    Solution: report it with the message, or correct the query that makes what is named.

    Example: a direct edge ``source:rose exokg:increases term:hair-density`` without a claim
    """,
)

rules.enforced(
    "ontology",
    "What the ontology and the terms name is declared, labelled and defined",
    """Problem: a class, property, code or term lacks its label, its definition or a place above it, has two,
    or is used without being declared. Each fault says what should hold.

    Solution: mend ``ontology.ttl``, or the row of ``terms.tsv``, at the line that is named. ``exokg
    validate`` looks at both where the ontology stands beside the graph.

    Example: ``exokg:Arm a owl:Class ; rdfs:label "arm"@en ; rdfs:subClassOf obo:BFO_0000001`` with a
    definition
    """,
)
