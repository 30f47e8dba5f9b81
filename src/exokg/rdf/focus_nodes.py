"""The nodes that shapes must look at again after some triples changed.

What a shape finds at a node depends on the triples that begin or end there, and on a few that begin at its
neighbours: their classes, and what a SPARQL constraint asks of them. Where a graph conformed before, a shape
can only find something at the ends of a changed triple and, if the constraints ask for its property at
neighbours, next to its subject. A SPARQL constraint that looks further is asked of all nodes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple

from .namespaces import PREFIXES

_TYPE: Final = PREFIXES["rdf"] + "type"
_ABOVE: Final = PREFIXES["rdfs"] + "subClassOf"
_THIS: Final = ("$this", "?this")
_EXPRESSION: Final = re.compile(r"\([^(){}]*\)")
_WORDS: Final = re.compile(
    r"\b(SELECT[^{]*|FILTER|NOT|EXISTS|OPTIONAL|UNION|BIND|IN|IF|COALESCE|BOUND)\b|GROUP BY \$this"
)
_PATH: Final = re.compile(r"a|[?$]\w+|[\w-]*:[\w-]+(\|[\w-]*:[\w-]+)*")
_MOST: Final = 0.2
"""Share of changed triples from which on all nodes are looked at."""


def asked_of_neighbours(text: str, prefixes: Mapping[str, str]) -> set[str] | None:
    """The properties that a SPARQL constraint asks of the neighbours of ``$this``, by their IRIs.

    >>> asked_of_neighbours("SELECT $this WHERE { $this :p ?v . ?v :q ?w FILTER(?w > 1) }", {"": "urn:"})
    {'urn:q'}
    >>> asked_of_neighbours("SELECT $this WHERE { $this :p ?v . ?v :q ?w . ?w :r 1 }", {"": "urn:"}) is None
    True

    Returns:
        ``None`` if it looks further, or is written in a way that is not understood here.
    """
    patterns = list(_patterns(text))
    if not all(len(pattern) == 3 and _PATH.fullmatch(pattern[1]) for pattern in patterns):
        return None
    own = [pattern for pattern in patterns if pattern[0] in _THIS or pattern[2] in _THIS]
    near = {part for pattern in own for part in pattern}
    found: set[str] = set()
    for subject, path, _ in (pattern for pattern in patterns if pattern not in own):
        if subject not in near or path.startswith(("?", "$")):
            return None
        found.update(_TYPE if name == "a" else _iri(name, prefixes) for name in path.split("|"))
    return found


def _iri(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    return prefixes.get(prefix, "") + local


def _patterns(text: str) -> Iterator[list[str]]:
    """The triple patterns of a query; whatever else is left of it is a pattern of another length."""
    before = "" if not set("#\"'") & set(text) else "?"
    while text != before:
        before, text = text, _EXPRESSION.sub(" ", text)
    text = re.sub(r"[{}]", " . ", _WORDS.sub(" ", text))
    for block in re.split(r"\s*\.(?=\s|$)\s*", text):
        subject, *rest = block.split(None, 1) or [""]
        for part in re.split(r"\s*;(?=\s|$)\s*", rest[0] if rest else ""):
            path, *values = part.split(None, 1) or [""]
            for value in re.split(r"\s*,(?=\s|$)\s*", values[0]) if values else ():
                yield [subject, path, *value.split()]
            if part and not values:
                yield [subject, part]
        if subject and not rest:
            yield [subject]


def focus_nodes(data: Store, changed: Collection[Quad], asked: Collection[str]) -> set[NamedNode] | None:
    """The nodes at which a shape may find something that it did not find before.

    Args:
        data: the graph now.
        changed: what is in it now and was not before, or the other way round; of the default graph.
        asked: what constraints ask of neighbours, besides their classes.

    Returns:
        ``None`` if that may be any node.
    """
    if len(changed) > _MOST * len(data) or any(quad.predicate.value == _ABOVE for quad in changed):
        return None
    ends = {end for quad in changed for end in (quad.subject, quad.object)}
    if any(isinstance(end, (BlankNode, Triple)) for end in ends):  # no query can name them
        return None
    wanted = {_TYPE, *asked}
    for node in {quad.subject for quad in changed if quad.predicate.value in wanted}:
        assert isinstance(node, NamedNode)  # noqa: S101 - others were sorted out
        if any(data.quads_for_pattern(None, node, None)):  # it links all nodes that have it
            return None
        ends.update(quad.object for quad in data.quads_for_pattern(node, None, None, DefaultGraph()))
        ends.update(quad.subject for quad in data.quads_for_pattern(None, None, node, DefaultGraph()))
    return {end for end in ends if isinstance(end, NamedNode)}
