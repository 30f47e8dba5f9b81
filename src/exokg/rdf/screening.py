"""Finds the shapes that a graph may break, by one small SPARQL query for each of their constraints.

A graph that conforms is the usual case, and a SHACL validator looks at every node in Python to say so.
Here every constraint becomes a query for its violations, which the engine answers in a millisecond. A
query may find too much, never too little: it only chooses the shapes that the validator then judges. A
constraint that has no translation here chooses its shape, too.

Of a graph that conformed before some triples changed, only the nodes are looked at where that can show
(:mod:`.focus_nodes`).

Standard: `SHACL <https://www.w3.org/TR/shacl/>`_, which defines the constraints by such queries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import compress
from typing import Final, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    Store,
    Triple,
    Variable,
)

from .shape_graph import ShapeGraph, UntranslatedError

Term = NamedNode | BlankNode | Literal | Triple

_SH: Final = "http://www.w3.org/ns/shacl#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def _number(value: Term) -> int:
    if not isinstance(value, Literal):
        raise UntranslatedError
    return int(value.value)


def _at_least(path: str, value: Term) -> str:
    if _number(value) != 1:
        raise UntranslatedError
    return f"FILTER NOT EXISTS {{ ?this {path} ?value }}"


def _at_most(path: str, value: Term) -> str:
    if _number(value) > 1:
        raise UntranslatedError
    more = "" if _number(value) == 0 else f"; {path} ?other FILTER(!sameTerm(?value, ?other))"
    return f"?this {path} ?value {more}"


def _not_above(path: str, value: Term) -> str:
    return f"?this {path} ?value ; {value} ?other FILTER(!COALESCE(?value <= ?other, false))"


_PATTERNS: Final[dict[str, Callable[[str, Term], str]]] = {
    "minCount": _at_least,
    "maxCount": _at_most,
    "lessThanOrEquals": _not_above,
    "disjoint": lambda path, value: f"?this {path} ?value ; {value} ?value",
}
"""Constraint on all values of a path → the pattern of its violations at ``?this``."""

_TESTS: Final[dict[str, Callable[[Term], str]]] = {
    "datatype": lambda value: f"DATATYPE(?value) = {value} && isLiteral({value}(STR(?value)))",
    "pattern": lambda value: f"REGEX(STR(?value), {value})",
    "nodeKind": lambda value: _NODE_KINDS.get(str(value), ""),
    "maxLength": lambda value: f"STRLEN(STR(?value)) <= {_number(value)}",
    "minInclusive": lambda value: f"?value >= {value}",
    "minExclusive": lambda value: f"?value > {value}",
    "maxInclusive": lambda value: f"?value <= {value}",
    "maxExclusive": lambda value: f"?value < {value}",
}
"""Constraint on one value → the expression that holds where it is kept."""

_NODE_KINDS: Final[dict[str, str]] = {
    f"<{_SH}{kind}>": test
    for kind, test in (
        ("IRI", "isIRI(?value)"),
        ("Literal", "isLiteral(?value)"),
        ("BlankNode", "isBlank(?value)"),
        ("BlankNodeOrIRI", "!isLiteral(?value)"),
        ("BlankNodeOrLiteral", "!isIRI(?value)"),
        ("IRIOrLiteral", "!isBlank(?value)"),
    )
}


def _test(shapes: ShapeGraph, name: str, value: Term) -> str:
    """The expression that holds for a ``?value`` which keeps a constraint."""
    if name == "in":
        return _any(f"sameTerm(?value, {item})" for item in shapes.items(value))
    if name == "languageIn":
        return _any(f"LANGMATCHES(LANG(?value), {item})" for item in shapes.items(value))
    if name == "or":
        return _any(_all(shapes, item) for item in shapes.items(value))
    if name == "class":
        return f"COALESCE(EXISTS {{ {shapes.is_a('?value', value)} }}, false)"
    if name not in _TESTS or not (test := _TESTS[name](value)):
        raise UntranslatedError
    return f"COALESCE({test}, false)"


def _any(tests: Iterator[str]) -> str:
    return f"({' || '.join(tests) or 'false'})"


def _all(shapes: ShapeGraph, node: Term) -> str:
    if shapes.objects(node, f"{_SH}path"):  # it tests other values than the one at hand
        raise UntranslatedError
    tests = [_test(shapes, name, value) for name, value in shapes.constraints(node)]
    return f"({' && '.join(tests) or 'true'})"


def _patterns(shapes: ShapeGraph, node: Term) -> Iterator[str]:
    """The patterns of the violations of a shape at ``?this``, without its SPARQL constraints."""
    paths = shapes.objects(node, f"{_SH}path")
    path = shapes.path(paths[0]) if paths else ""
    for name, value in shapes.constraints(node):
        if name == "sparql":
            continue
        if name == "property" and not path:
            yield from _patterns(shapes, value)
        elif name in _PATTERNS and path:
            yield _PATTERNS[name](path, value)
        elif path:
            yield f"?this {path} ?value FILTER(!{_test(shapes, name, value)})"
        else:
            raise UntranslatedError


def _found(data: Store, shapes: ShapeGraph, node: Term) -> bool:
    """Whether a shape may find something."""
    if targets := shapes.targets(node):
        for pattern in _patterns(shapes, node):
            if cast("QueryBoolean", data.query(f"ASK {{ {targets} {pattern} }}")):
                return True
    return any(_selected(data, shapes, node, value) for value in shapes.objects(node, f"{_SH}sparql"))


def _selected(data: Store, shapes: ShapeGraph, node: Term, constraint: Term) -> bool:
    """Whether the query of a SPARQL constraint finds something at a target of a shape."""
    targets = shapes.targets(node, near=shapes.looks_near(constraint) is not None)
    if not targets:
        return False
    text = cast("Literal", shapes.one(constraint, f"{_SH}select")).value
    prefixes = shapes.prefixes(constraint)
    if _binds_this(text):
        body = text[text.index("{") + 1 : text.rindex("}")]
        return bool(data.query(f"ASK {{ {targets} {body} }}", prefixes=prefixes))
    for row in cast("QuerySolutions", data.query(f"SELECT DISTINCT ?this {{ {targets} }}")):
        bound = {Variable("this"): row["this"]}
        if next(cast("QuerySolutions", data.query(text, prefixes=prefixes, substitutions=bound)), None):
            return True
    return False


def _binds_this(text: str) -> bool:
    """Whether all of a query sees ``$this``, so that one run finds what a run for each node would."""
    begins = re.match(r"\s*SELECT\s+\$this\s+WHERE\s*\{\s*\$this\s", text)
    return begins is not None and text.count("{") == 1 + len(re.findall(r"FILTER (?:NOT )?EXISTS \{", text))


def suspects(data: Store, shapes: Store, changed: Collection[Quad] | None = None) -> list[Term]:
    """The shapes that may find something in the default graph, sorted; every other finds nothing.

    Args:
        data: the graph to be judged.
        shapes: the shapes, in the default graph.
        changed: what is in the data now and was not, or the other way round, when no shape was suspected;
            ``None`` if that is not known.

    Returns:
        IRIs, and blank nodes of shapes that have none.
    """
    known = ShapeGraph(shapes, data, changed)
    targeted = {quad.subject for quad in shapes if quad.predicate.value.startswith(f"{_SH}target")}
    implicit = {
        quad.subject
        for kind in ("NodeShape", "PropertyShape")
        for quad in shapes.quads_for_pattern(None, NamedNode(f"{_RDF}type"), NamedNode(_SH + kind), None)
        if len(known.objects(quad.subject, f"{_RDF}type")) > 1  # a class that is a shape of its members
    }
    nodes = sorted(targeted | implicit, key=str)
    with ThreadPoolExecutor(2) as asking:  # the engine answers without Python's lock
        suspected = asking.map(lambda node: _suspicious(data, known, node), nodes)
        return list(compress(nodes, suspected))


def _suspicious(data: Store, shapes: ShapeGraph, node: Term) -> bool:
    try:
        return _found(data, shapes, node)
    except (SyntaxError, ValueError, RuntimeError):
        return True
