"""What was published and is gone: its IRI stays, and says why it was withdrawn and what replaces it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from ..curation.graph import Graph
from ..model.kinds import KINDS
from .description import Description, english, literal
from .namespaces import BASE, expand

DEPRECATED: Final = "owl:deprecated"
REPLACED_BY: Final = "dcterms:isReplacedBy"
_PARTS: Final = {"f": "finding", "h": "harm", "s": "position", "c": "conclusion"}
"""The letter with which the id of a part of a record begins → the kind of the part."""


def withdrawn_quads(store: Store, graph: Graph) -> Iterator[Quad]:
    """A description of each thing of ``changes.tsv`` that is gone, and of the parts of gone records.

    Args:
        store: curated and derived statements; what it still describes was not withdrawn.
        graph: what it was made of.
    """
    parts = {row["record"]: row["parts"].split() for row in graph.tables["published.tsv"]}
    for row in graph.tables["changes.tsv"]:
        whole = row["what"].rpartition(":")[2]
        names = [
            row["what"],
            *(f"{whole}_{part}" for part in parts.get(whole, ()) if whole not in graph.paths),
        ]
        for name in names:
            node = _node(name)
            if node is None or next(store.quads_for_pattern(node, None, None, None), None) is not None:
                continue
            shown = name.rpartition(":")[2]
            about = (
                Description(node).say("rdfs:label", f"{shown} (withdrawn)").say("dcterms:identifier", shown)
            )
            about.say(DEPRECATED, Literal(True)).say("rdfs:comment", english(row["reason"]))  # noqa: FBT003 - a value
            about.say(REPLACED_BY, _node(row["replaced-by"])).say("dcterms:modified", _day(row["on"]))
            yield from (Quad(one.subject, one.predicate, one.object, DefaultGraph()) for one in about)


def _node(name: str) -> NamedNode | None:
    """The IRI of a thing by its name in a table: ``KEY_f1``, ``study:KEY``, ``claim:NAME``; else none.

    >>> _node("kim-2022-colostrum_f5")
    <NamedNode value=https://w3id.org/exokg/finding/kim-2022-colostrum_f5>
    """
    kind, colon, local = name.partition(":")
    if colon:
        return NamedNode(f"{BASE}{kind}/{local}") if kind in KINDS else None
    part = name.rpartition("_")[2] if "_" in name else ""
    return expand(f"{_PARTS[part[0]]}:{name}") if part[:1] in _PARTS else None


def _day(text: str) -> Literal:
    found = literal(date.fromisoformat(text))
    assert isinstance(found, Literal)  # noqa: S101 - of a day
    return found
