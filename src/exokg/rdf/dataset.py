"""The whole dataset in memory, as the build writes it: curated, derived, ontology and named graphs."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Quad, RdfFormat, Store

from ..curation.graph import Graph
from ..curation.questions import read_questions
from ..errors import TurtleSyntaxError
from .catalogue import to_quads
from .derive import add, construct, derive
from .metadata import metadata_quads
from .namespaces import HYPOTHESES_GRAPH
from .others import ForeignGraph, described
from .triples import to_triples
from .withdrawn import withdrawn_quads


def _load(store: Store, ontology: bytes) -> None:
    try:
        store.load(ontology, format=RdfFormat.TURTLE)
    except SyntaxError as error:
        place = f"ontology.ttl:{error.lineno or 1}:{error.offset or 1}"
        raise TurtleSyntaxError(f"{place}: {error.msg}") from error


def curated_store(graph: Graph, ontology: bytes) -> Store:
    """Ontology and curated triples alone, before anything is derived.

    Raises:
        TurtleSyntaxError: the ontology is not Turtle.
        UnknownTermError: a record names a term that ``terms.tsv`` does not know.
        InputError: a record names another that is not there.
    """
    store = Store()
    _load(store, ontology)
    add(store, (Quad(*triple) for triple in to_triples(graph)))
    return store


def build_dataset(graph: Graph, ontology: bytes) -> Store:
    """The complete dataset of a graph that was read.

    The default graph holds ontology, terms, curated and derived triples; three named graphs hold
    the questions, the metadata and the hypotheses. Nothing is validated here.

    Args:
        graph: what :func:`exokg.curation.reading.read_graph` gave.
        ontology: the Turtle of ``ontology.ttl``.

    Raises:
        TurtleSyntaxError: the ontology is not Turtle.
        UnknownTermError: a record names a term that ``terms.tsv`` does not know.
        InputError: a record names another that is not there, or a question cannot be read.
    """
    store = curated_store(graph, ontology)
    complete(store, graph)
    return store


def complete(store: Store, graph: Graph, others: Sequence[ForeignGraph] = ()) -> None:
    """Add to curated triples all that follows from them: derived triples and the named graphs.

    Args:
        store: what :func:`curated_store` gave; graphs of others were added with :func:`.others.joined`.
        graph: what it was made of.
        others: the graphs of others in it.

    Raises:
        InputError: a question cannot be read.
    """
    derive(store)
    construct(store, "hypotheses", HYPOTHESES_GRAPH)
    store.extend(list(withdrawn_quads(store, graph)))
    store.extend(list(described(others)))
    store.extend(list(metadata_quads(store, graph)))
    store.extend(list(to_quads(read_questions(graph.folder / "questions"))))
