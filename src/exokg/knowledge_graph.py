"""The graph as one Python object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .store import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import networkx
    import rdflib
    from pyoxigraph import Triple

    from .answers.questions import Answer
    from .answers.things import Thing
    from .store import Store
    from .store.solutions import Solutions

__all__ = ["KnowledgeGraph", "load"]


class KnowledgeGraph:
    """A store and what one does with it from Python.

    Args:
        store: an open store, see :func:`load`.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def query(self, text: str) -> Solutions | bool | list[Triple]:
        """Answer a SPARQL 1.1 query; the prefixes of the house need no declaration.

        Returns:
            :class:`~exokg.store.solutions.Solutions` for SELECT, a ``bool`` for ASK, triples for
            CONSTRUCT and DESCRIBE.

        Raises:
            QuerySyntaxError: with line and column.
            QueryRefusedError: the query writes, reaches the network or is too large.
        """
        from .rdf.namespaces import PREFIXES

        return self.store.query(text, prefixes=PREFIXES)

    def to_rdflib(self, *, hypotheses: bool = False) -> rdflib.Dataset:
        """The dataset as an :class:`rdflib.Dataset`: default graph and named graphs.

        The prefixes of the house are bound, so that what is serialised reads well.

        Args:
            hypotheses: with the suggested effects that nobody tested, which stand in no export unless asked.
        """
        from .rdf.interchange import to_dataset
        from .rdf.namespaces import HYPOTHESES_GRAPH

        hidden = None if hypotheses else HYPOTHESES_GRAPH
        return to_dataset(quad for quad in self.store.quads() if quad.graph_name != hidden)

    def to_networkx(self) -> networkx.MultiDiGraph:
        """The claims as a directed multigraph; attributes as in :mod:`exokg.answers.networks`."""
        from .answers.networks import to_networkx

        return to_networkx(self.store)

    def show(self, name: str) -> list[Thing]:
        """Everything about one study, source, term or other thing.

        >>> kg.show("kim-2022-colostrum")[0].statements  # doctest: +SKIP

        Args:
            name: a label, synonym, CURIE, DOI, PMID, registry number, author, IRI or key.

        Raises:
            UnknownTermError: nothing or more than one record goes by it; the hint names them or the nearest.
        """
        from .answers.lookup import find_things
        from .answers.things import describe

        return [describe(self.store, node) for node in find_things(self.store, name)]

    def ask(self, question: str, /, **given: str | float | Sequence[str]) -> Answer:
        """Answer a question of the catalogue.

        >>> kg.ask("pathway-support", pathway="Wnt")  # doctest: +SKIP

        Args:
            question: a name of the catalogue.
            given: labels, synonyms, CURIEs, words or numbers by parameter; ``any`` leaves one open.

        Returns:
            Rows by column, so that ``pandas.DataFrame(kg.ask(…))`` is a table; with ``coverage``.

        Raises:
            UnknownTermError: a name is not known; ``suggestions`` holds its neighbours.
            InputError: there is no such question or parameter; the hint names the nearest questions.
        """
        from .answers.questions import answer, find_question

        return answer(self.store, find_question(self.store, question), given)


def load(graph: str | Path | None = None, store: str | Path | None = None) -> KnowledgeGraph:
    """Open a knowledge graph.

    >>> kg = load()  # doctest: +SKIP
    >>> kg.query("SELECT ?study { ?study a exokg:Study } LIMIT 1")  # doctest: +SKIP

    Args:
        graph: a ``graph/`` folder; by default the one exokg ships. Its store is built once and kept in
            the user's cache.
        store: a folder made by ``exokg build``, a SPARQL endpoint, or an RDF file.

    Raises:
        InvalidGraphError: the graph had to be built and does not conform.
        StoreError: there is no store, or it is damaged or stale.
    """
    return KnowledgeGraph(open_store(store, graph=graph))
