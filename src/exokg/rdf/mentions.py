"""The queries for what mentions a thing: results that are about it, and other nodes that point to it.

They are asked of one thing when it is shown, and of all things when a large store is built
(:mod:`exokg.store.hubs`).
"""

from __future__ import annotations

from typing import Final

_EXOKG: Final = "PREFIX exokg: <https://w3id.org/exokg/ontology/>\n"

# The results that mention a thing; of a term, also those about a narrower one; of a claim, what supports
# it; of a source, what its vesicles did.
_RESULTS: Final = """SELECT {of}?record ?node (MIN(?property) AS ?as) WHERE {{
    {{ ?node ?property {thing} ; exokg:reportedBy ?record {only} }}
    UNION {{ ?narrower exokg:within {thing} . ?node exokg:target ?narrower ; exokg:reportedBy ?record
      BIND(exokg:target AS ?property) }}
    UNION {{ {thing} exokg:supportedBy ?node . ?node exokg:reportedBy ?record
      BIND(exokg:supportedBy AS ?property) }}
    UNION {{ ?counted exokg:ofSource {thing} . ?node exokg:countedUnder ?counted ; exokg:reportedBy ?record
      BIND(exokg:countedUnder AS ?property) }}
  }} GROUP BY {of}?record ?node"""

_MENTIONS: Final = """SELECT {of}?property ?node WHERE {{
  ?node ?property {thing} FILTER(?property != exokg:within) {only}
  FILTER NOT EXISTS {{ ?node exokg:reportedBy ?record }}
  FILTER NOT EXISTS {{ ?node a exokg:ReportingItem }} }}"""

_EACH: Final = {"thing": "?thing", "of": "?thing ", "only": "FILTER(isIRI(?thing))"}

RESULTS: Final = _EXOKG + _RESULTS.format(**_EACH)
"""Each thing, the record of a result about it, the result, and the property between them."""
MENTIONS: Final = _EXOKG + _MENTIONS.format(**_EACH)
"""Each thing, a property that leads to it, and the node it comes from, which is no result."""


def results_about(thing: object) -> str:
    """The query for the results about one thing: ``record``, ``node`` and, in ``as``, the property."""
    return _RESULTS.format(thing=thing, of="", only="")


def mentions_of(thing: object) -> str:
    """The query for the nodes that mention one thing and are no results: ``property`` and ``node``."""
    return _MENTIONS.format(thing=thing, of="", only="")
