"""Rules about what exokg derives from the records, and about the ontology."""

from __future__ import annotations

from typing import Final

from .registry import Register

rules: Final = Register()

rules.enforced(
    "derived-graph",
    "What exokg derives agrees with the records",
    """Problem: An edge, claim, conflict or hypothesis does not agree with the findings it was derived from,
    or a preparation, system, arm, dose or comparison is attached to more than one record. The error is in
    exokg or in a query in ``src/exokg/rdf/derive``, not in the record. The line shown is that of the part,
    or of the first finding behind the derived statement.

    Solution: Report the message as a bug, or correct the query that produces the statement it names.

    Example: a direct edge ``source:rose exokg:increases term:hair-density`` without a claim behind it
    """,
)

rules.enforced(
    "ontology",
    "Every class, property and term is declared, labelled and defined",
    """Problem: A class, property, code or term has no label, no definition or no parent, has two of them, or
    is used without being declared. Each message says what is expected.

    Solution: Correct the line of ``ontology.ttl``, or the row of ``terms.tsv``, that the message names.
    ``exokg validate`` checks both files if ``ontology.ttl`` lies beside the graph folder.

    Example: ``exokg:Arm a owl:Class ; rdfs:label "arm"@en ; rdfs:subClassOf obo:BFO_0000001`` with a
    definition
    """,
)
