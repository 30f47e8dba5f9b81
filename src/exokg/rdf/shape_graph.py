"""The graph of SHACL shapes: what it says of a shape, and which nodes a shape looks at."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from .focus_nodes import asked_of_neighbours, focus_nodes
from .namespaces import PREFIXES

Term = NamedNode | BlankNode | Literal | Triple

_SH: Final = PREFIXES["sh"]
_RDF: Final = PREFIXES["rdf"]
_TYPE: Final = f"<{_RDF}type>"
_BELOW: Final = "SELECT DISTINCT ?class { ?class <http://www.w3.org/2000/01/rdf-schema#subClassOf>* %s }"
_SILENT: Final = {"path", "severity", "message", "name", "description", "prefixes", "select"}
_TARGETS: Final = ("targetClass", "targetSubjectsOf")


class UntranslatedError(ValueError):
    """A constraint that only the validator understands."""


class ShapeGraph:
    """The graph of the shapes, and what it says of a node.

    Args:
        store: the shapes.
        data: the graph to be judged, which knows what is below a class.
        changed: see :func:`suspects`.
    """

    def __init__(self, store: Store, data: Store, changed: Collection[Quad] | None = None) -> None:
        self.store = store
        self._data = data
        self._classes: dict[str, list[str]] = {}
        self._near: dict[str, list[str]] | None = None
        if changed is not None and (nodes := focus_nodes(data, changed, set(self._asked()))) is not None:
            self._near = {}
            for node in sorted(map(str, nodes)):
                for group in self._groups_of(NamedNode(node[1:-1])):
                    self._near.setdefault(group, []).append(node)

    def _asked(self) -> Iterator[str]:
        """What SPARQL constraints ask of neighbours."""
        for quad in self.store.quads_for_pattern(None, NamedNode(f"{_SH}sparql"), None, None):
            yield from self.looks_near(quad.object) or ()

    def looks_near(self, constraint: Term) -> set[str] | None:
        """What a SPARQL constraint asks of neighbours; ``None`` if it looks further."""
        text = cast("Literal", self.one(constraint, f"{_SH}select")).value
        return asked_of_neighbours(text, self.prefixes(constraint))

    def prefixes(self, constraint: Term) -> dict[str, str]:
        """The prefixes that a SPARQL constraint declares."""
        found = {}
        for owner in self.objects(constraint, f"{_SH}prefixes"):
            for declared in self.objects(owner, f"{_SH}declare"):
                pair = (self.one(declared, _SH + name) for name in ("prefix", "namespace"))
                prefix, namespace = (cast("Literal", value).value for value in pair)
                found[prefix] = namespace
        return found

    def _groups_of(self, node: NamedNode) -> Iterator[str]:
        """The targets that a node may be among: by its classes, and by the properties it has."""
        for quad in self._data.quads_for_pattern(node, None, None, DefaultGraph()):
            yield str(quad.object) if str(quad.predicate) == _TYPE else f"of {quad.predicate}"

    def is_a(self, variable: str, value: Term) -> str:
        """The pattern of the members of a class, by each class below it.

        With the path of the SHACL specification the engine would list all members for each that is tested.
        """
        return " UNION ".join(f"{{ {variable} {_TYPE} {kind} }}" for kind in self._below(value))

    def _below(self, value: Term) -> list[str]:
        """A class and all below it."""
        if str(value) not in self._classes:
            rows = cast("QuerySolutions", self._data.query(_BELOW % value))
            self._classes[str(value)] = sorted({str(value), *(str(row["class"]) for row in rows)})
        return self._classes[str(value)]

    def objects(self, node: Term, iri: str) -> list[Term]:
        """The values of a property of a node of the shapes."""
        found = self.store.quads_for_pattern(cast("NamedNode", node), NamedNode(iri), None, None)
        return [quad.object for quad in found]

    def one(self, node: Term, iri: str) -> Term:
        """The only value of a property.

        Raises:
            UntranslatedError: there is none, or another.
        """
        found = self.objects(node, iri)
        if len(found) != 1:
            raise UntranslatedError
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
        raise UntranslatedError

    def targets(self, node: Term, *, near: bool = True) -> str:
        """The group that finds the nodes a shape looks at as ``?this``; nothing where there are none.

        Args:
            node: the shape.
            near: leave out the nodes at which nothing can have changed.
        """
        classes, subjects = (self.objects(node, _SH + name) for name in _TARGETS)
        if not (classes or subjects) or any(name.startswith("target") for name, _ in self.constraints(node)):
            raise UntranslatedError
        if near and self._near is not None:
            groups = [kind for value in classes for kind in self._below(value)]
            groups += [f"of {value}" for value in subjects]
            found = sorted({node for group in groups for node in self._near.get(group, ())})
            return f"VALUES ?this {{ {' '.join(found)} }}" if found else ""
        groups = [self.is_a("?this", value) for value in classes]
        groups += [f"{{ ?this {value} ?targeted }}" for value in subjects]
        return f"{{ {' UNION '.join(groups)} }}"
