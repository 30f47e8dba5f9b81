"""The rule about what is built from the records rather than about the records; SHACL shapes enforce it."""

from __future__ import annotations

from typing import Final

from .registry import Register

rules: Final = Register()

rules.enforced(
    "derived-graph",
    "What is derived fits the findings",
    """Problem: an edge, claim, conflict or hypothesis does not fit the findings it was derived from. This
    is a fault of exokg or of a query in ``src/exokg/rdf/derive``, not of a record; the place named is that
    of the first finding behind it.

    Solution: report it with the message, or correct the query that makes what is named.

    Example: a direct edge ``source:rose exokg:increases term:hair-density`` without a claim
    """,
)
