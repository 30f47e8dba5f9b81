"""Finds the shapes that a graph may break, by one small SPARQL query for each of their constraints.

A graph that conforms is the usual case, and a SHACL validator looks at every node in Python to say so.
Here every constraint becomes a query for its violations, which the engine answers in a millisecond. A
query may find too much, never too little: it only chooses the shapes that the validator then judges. A
constraint that has no translation here chooses its shape, too.

Standard: `SHACL <https://www.w3.org/TR/shacl/>`_, which defines the constraints by such queries.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Variable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import QueryBoolean, QuerySolutions, Store, Triple

    Term = NamedNode | BlankNode | Literal | Triple

__all__ = ["suspects"]

_SH: Final = "http://www.w3.org/ns/shacl#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE: Final = f"<{_RDF}type>"
_BELOW: Final = "SELECT DISTINCT ?class { ?class <http://www.w3.org/2000/01/rdf-schema#subClassOf>* %s }"
_SILENT: Final = {"path", "severity", "message", "name", "description", "prefixes", "select"}
_TARGETS: Final = ("targetClass", "targetSubjectsOf")


class _UntranslatedError(Exception):
    """A constraint that only the validator understands."""


class _Shapes:
    """The graph of the shapes, and what it says of a node.

    Args:
        store: the shapes.
        data: the graph to be judged, which knows what is below a class.
    """

    def __init__(self, store: Store, data: Store) -> None:
        self.store = store
        self._data = data
        self._classes: dict[str, list[str]] = {}

    def is_a(self, variable: str, value: Term) -> str:
        """The pattern of the members of a class, by each class below it.

        With the path of the SHACL specification the engine would list all members for each that is tested.
        """
        if str(value) not in self._classes:
            rows = cast("QuerySolutions", self._data.query(_BELOW % value))
            self._classes[str(value)] = sorted({str(value), *(str(row["class"]) for row in rows)})
        return " UNION ".join(f"{{ {variable} {_TYPE} {kind} }}" for kind in self._classes[str(value)])

    def objects(self, node: Term, iri: str) -> list[Term]:
        found = self.store.quads_for_pattern(cast("NamedNode", node), NamedNode(iri), None, None)
        return [quad.object for quad in found]

    def one(self, node: Term, iri: str) -> Term:
        found = self.objects(node, iri)
        if len(found) != 1:
            raise _UntranslatedError
        return found[0]

    def items(self, node: Term) -> list[Term]:
        """The members of a list."""
        found = []
        while node != NamedNode(f"{_RDF}nil"):
            found.append(self.one(node, f"{_RDF}first"))
            node = self.one(node, f"{_RDF}rest")
        return found

    def constraints(self, node: Term) -> list[tuple[str, Term]]:
        """Every SHACL property of a node but targets and what is for people, with its value."""
        quads = self.store.quads_for_pattern(cast("NamedNode", node), None, None, None)
        found = [(quad.predicate.value.removeprefix(_SH), quad.object) for quad in quads]
        return [
            (name, value)
            for name, value in found
            if name not in _SILENT and name not in _TARGETS and ":" not in name
        ]

    def path(self, node: Term) -> str:
        """A path in the words of SPARQL."""
        if isinstance(node, NamedNode):
            return str(node)
        ((name, value),) = self.constraints(node) or [("", node)]
        if name == "inversePath":
            return f"^({self.path(value)})"
        if name == "alternativePath":
            return f"({'|'.join(map(self.path, self.items(value)))})"
        raise _UntranslatedError

    def targets(self, node: Term) -> str:
        """The group that finds the nodes a shape looks at as ``?this``."""
        classes, subjects = (self.objects(node, _SH + name) for name in _TARGETS)
        groups = [self.is_a("?this", value) for value in classes]
        groups += [f"{{ ?this {value} ?targeted }}" for value in subjects]
        if not groups or any(name.startswith("target") for name, _ in self.constraints(node)):
            raise _UntranslatedError
        return f"{{ {' UNION '.join(groups)} }}"


def _number(value: Term) -> int:
    if not isinstance(value, Literal):
        raise _UntranslatedError
    return int(value.value)


def _at_least(path: str, value: Term) -> str:
    if _number(value) != 1:
        raise _UntranslatedError
    return f"FILTER NOT EXISTS {{ ?this {path} ?value }}"


def _at_most(path: str, value: Term) -> str:
    if _number(value) > 1:
        raise _UntranslatedError
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


def _test(shapes: _Shapes, name: str, value: Term) -> str:
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
        raise _UntranslatedError
    return f"COALESCE({test}, false)"


def _any(tests: Iterator[str]) -> str:
    return f"({' || '.join(tests) or 'false'})"


def _all(shapes: _Shapes, node: Term) -> str:
    if shapes.objects(node, f"{_SH}path"):  # it tests other values than the one at hand
        raise _UntranslatedError
    tests = [_test(shapes, name, value) for name, value in shapes.constraints(node)]
    return f"({' && '.join(tests) or 'true'})"


def _patterns(shapes: _Shapes, node: Term) -> Iterator[str]:
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
            raise _UntranslatedError


def _found(data: Store, shapes: _Shapes, node: Term) -> bool:
    """Whether a shape may find something."""
    targets = shapes.targets(node)
    for pattern in _patterns(shapes, node):
        if cast("QueryBoolean", data.query(f"ASK {{ {targets} {pattern} }}")):
            return True
    return any(_selected(data, shapes, value, targets) for value in shapes.objects(node, f"{_SH}sparql"))


def _selected(data: Store, shapes: _Shapes, constraint: Term, targets: str) -> bool:
    """Whether the query of a SPARQL constraint finds something at a target."""
    text = cast("Literal", shapes.one(constraint, f"{_SH}select")).value
    prefixes = dict(_prefixes(shapes, constraint))
    if _binds_this(text):
        return bool(data.query(f"ASK {{ {targets} {{ {text} }} }}", prefixes=prefixes))
    for row in cast("QuerySolutions", data.query(f"SELECT DISTINCT ?this {{ {targets} }}")):
        bound = {Variable("this"): row["this"]}
        if next(cast("QuerySolutions", data.query(text, prefixes=prefixes, substitutions=bound)), None):
            return True
    return False


def _binds_this(text: str) -> bool:
    """Whether all of a query sees ``$this``, so that one run finds what a run for each node would."""
    begins = re.match(r"\s*SELECT\s+\$this\s+WHERE\s*\{\s*\$this\s", text)
    return begins is not None and text.count("{") == 1 + len(re.findall(r"FILTER (?:NOT )?EXISTS \{", text))


def _prefixes(shapes: _Shapes, constraint: Term) -> Iterator[tuple[str, str]]:
    for owner in shapes.objects(constraint, f"{_SH}prefixes"):
        for declared in shapes.objects(owner, f"{_SH}declare"):
            pair = (shapes.one(declared, _SH + name) for name in ("prefix", "namespace"))
            prefix, namespace = (cast("Literal", value).value for value in pair)
            yield prefix, namespace


def suspects(data: Store, shapes: Store) -> list[Term]:
    """The shapes that may find something in the default graph, sorted; every other finds nothing.

    Args:
        data: the graph to be judged.
        shapes: the shapes, in the default graph.

    Returns:
        IRIs, and blank nodes of shapes that have none.
    """
    known = _Shapes(shapes, data)
    targeted = {quad.subject for quad in shapes if quad.predicate.value.startswith(f"{_SH}target")}
    implicit = {
        quad.subject
        for kind in ("NodeShape", "PropertyShape")
        for quad in shapes.quads_for_pattern(None, NamedNode(f"{_RDF}type"), NamedNode(_SH + kind), None)
        if len(known.objects(quad.subject, f"{_RDF}type")) > 1  # a class that is a shape of its members
    }
    return sorted((node for node in targeted | implicit if _suspicious(data, known, node)), key=str)


def _suspicious(data: Store, shapes: _Shapes, node: Term) -> bool:
    try:
        return _found(data, shapes, node)
    except (_UntranslatedError, SyntaxError, ValueError, RuntimeError):
        return True
