"""SHACL conformance of the built graph, each fault traced back to file, line and column.

Shapes (`SHACL <https://www.w3.org/TR/shacl/>`_) of what is derived are in ``graph/shapes.ttl``; those of
fields are made from the model (:mod:`.shapes`). pyshacl judges those that :mod:`.screening` suspects; of a
graph that conforms these are none. Every shape names the rule it explains, so a fault found here reads like
one that a rule found.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import pyoxigraph

from ..curation.shipped import shapes_of
from ..curation.violations import Violation
from ..errors import InputError, TurtleSyntaxError
from .interchange import to_rdflib
from .namespaces import EXOKG, compress
from .origin import Origins
from .published import gone_claims
from .screening import suspects
from .shapes import structural_shapes

if TYPE_CHECKING:
    from collections.abc import Collection

    import rdflib

    from ..curation.graph import Graph
    from ..curation.violations import Level

_SH: Final = "http://www.w3.org/ns/shacl#"
_FOR_READERS: Final = frozenset(f"{_SH}{name}" for name in ("message", "name", "description"))
_LEVELS: Final[dict[str, Level]] = {"Violation": "ERROR", "Warning": "WARN", "Info": "INFO"}


def _read_shapes(path: Path) -> pyoxigraph.Store:
    shapes = pyoxigraph.Store()
    try:
        shapes.load(path.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE)
        shapes.load(structural_shapes().encode(), format=pyoxigraph.RdfFormat.TURTLE)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except SyntaxError as error:
        raise TurtleSyntaxError(f"{path}:{error.lineno or 1}:{error.offset or 1}: {error.msg}") from error
    if any(_leads_elsewhere(quad) for quad in shapes):
        hint = "shapes judge the graph alone: write their queries without these"
        raise InputError(f"{path}: a query of a shape holds SERVICE, FROM or \\u", hint)
    return shapes


def _leads_elsewhere(quad: pyoxigraph.Quad) -> bool:
    """Whether a text that may become part of a query could have an engine fetch something.

    Both engines would: of SERVICE, and rdflib of FROM. The words may be in any case (rdflib takes ``ſ`` and
    ``ı`` for S and I) or spelt by escapes; a shape that needs them in a name can do without.
    """
    predicate, text = quad.predicate.value, quad.object
    if not isinstance(text, pyoxigraph.Literal) or predicate in _FOR_READERS:
        return False
    return re.search(r"SERVICE|\bFROM\b|\\U", text.value.upper()) is not None


@cache
def _prepared(text: str) -> Any:
    """A query of a shape, parsed: pyshacl asks it for every focus node, and parsing took most of the time."""
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(text)


def _data_graph(store: pyoxigraph.Store) -> rdflib.Graph:
    """The default graph, as an rdflib graph that parses each SPARQL text once."""
    import rdflib

    class Remembering(rdflib.Graph):
        def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:
            parsed = _prepared(query_object) if isinstance(query_object, str) else query_object
            return super().query(parsed, *args, **kwargs)

    triples = store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())
    return to_rdflib(triples, Remembering(bind_namespaces="none"))


class _Report:
    """What pyshacl found, read result by result."""

    def __init__(self, results: rdflib.Graph, shapes: rdflib.Graph) -> None:
        from rdflib import SH, BNode, URIRef

        self.blank = BNode
        self.results, self.shapes, self.sh = results, shapes, SH
        self.explains = URIRef(f"{EXOKG}explainsRule")

    def _rule(self, shape: Any) -> tuple[str, str]:
        """Rule and name of the named shape that a result's shape is, or is part of."""
        while (shape, self.explains, None) not in self.shapes:
            shape = next(self.shapes.subjects(None, shape))
        return str(self.shapes.value(shape, self.explains)), compress(str(shape)).rpartition("/")[2]

    def _message(self, result: Any, value: Any) -> str:
        said = sorted(str(text) for text in self.results.objects(result, self.sh.resultMessage))
        return f"{said[0]} Found: {compress(str(value))[:80]}" if value is not None else said[0]

    def violations(self, origins: Origins) -> list[Violation]:
        found = set()
        for result in self.results.subjects(None, self.sh.ValidationResult):
            focus = str(self.results.value(result, self.sh.focusNode))
            value = self.results.value(result, self.sh.value)
            value = None if value is not None and str(value) == focus else value
            path = self.results.value(result, self.sh.resultPath)
            place = origins.of(
                focus, None if path is None else str(path), None if value is None else str(value)
            )
            rule, shape = self._rule(self.results.value(result, self.sh.sourceShape))
            level = _LEVELS[str(self.results.value(result, self.sh.resultSeverity)).rpartition("#")[2]]
            message = f"{compress(focus)}: {self._message(result, value)}"
            of = "" if path is None or isinstance(path, self.blank) else f" of {compress(str(path))}"
            found.add(Violation(*place, rule, level, message, f"shape {shape}{of}"))
        return sorted(found)


def shapes_digest(graph: Graph) -> str:
    """SHA-256 over the shapes of a graph and the program that judges by them.

    Raises:
        InputError: the shapes cannot be read.
    """
    import hashlib

    from . import focus_nodes, screening

    whole = hashlib.sha256(f"{pyoxigraph.__version__}\n{structural_shapes()}".encode())
    for path in (shapes_of(graph.folder), __file__, focus_nodes.__file__, screening.__file__):
        try:
            whole.update(Path(path).read_bytes())
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    return whole.hexdigest()


def conform(
    store: pyoxigraph.Store,
    graph: Graph,
    changed: Collection[pyoxigraph.Quad] | None = None,
    origins: Origins | None = None,
) -> list[Violation]:
    """Every fault that the shapes find in a built dataset, and published claims that are gone, by place.

    Only the default graph is judged. No ontology is fetched and no script of a shape is run.

    Args:
        store: what :func:`exokg.rdf.dataset.build_dataset` made.
        graph: what it was made of, for the places of faults.
        changed: the statements in which it differs from a dataset in which these shapes found nothing; only
            what they touch is looked at then.
        origins: what knows the places, where there are things of others too.

    Raises:
        TurtleSyntaxError: the shapes are not Turtle.
        InputError: the shapes cannot be read.
    """
    path = shapes_of(graph.folder)
    shapes = _read_shapes(path)
    gone = gone_claims(store, graph)
    suspected = suspects(store, shapes, changed)
    if not suspected:
        return gone
    known = to_rdflib(shapes)
    named = [node.value for node in suspected if isinstance(node, pyoxigraph.NamedNode)]
    results = _judged(store, known, named if len(named) == len(suspected) else None, path)
    return sorted([*gone, *_Report(results, known).violations(origins or Origins(graph, store))])


def _judged(
    store: pyoxigraph.Store, shapes: rdflib.Graph, named: list[str] | None, path: Path
) -> rdflib.Graph:
    """What pyshacl reports: of the named shapes, as it knows shapes by IRI alone, or of all."""
    import pyshacl

    try:
        _, results, _ = pyshacl.validate(
            _data_graph(store),
            shacl_graph=shapes,
            inference="none",
            advanced=False,
            js=False,
            do_owl_imports=False,
            use_shapes=named,
        )
        if isinstance(results, Exception):
            raise results
    except Exception as error:  # rdflib's errors in queries have nothing in common
        said = str(error).strip().partition("\n")[0]
        raise InputError(f"{path}: a shape cannot be judged by: {said}") from error
    return cast("rdflib.Graph", results)
