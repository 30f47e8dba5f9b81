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
    from .store import Store
    from .store.solutions import Solutions

__all__ = ["KnowledgeGraph", "load"]

_EDGES = """\
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?claim ?source ?sourceLabel ?effect ?effectLabel ?target ?targetLabel ?studies WHERE {
  ?claim a exokg:Claim ; exokg:claimSource ?source ; exokg:claimEffect ?effect ; exokg:claimTarget ?target .
  OPTIONAL { ?claim exokg:independentStudies ?studies }
  OPTIONAL { ?source rdfs:label ?sourceLabel }
  OPTIONAL { ?effect rdfs:label ?effectLabel }
  OPTIONAL { ?target rdfs:label ?targetLabel }
} ORDER BY ?claim
"""


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

    def ask(self, question: str, **parameters: str | Sequence[str]) -> Answer:
        """Answer a question of the catalogue, as ``exokg ask`` does.

        Args:
            question: its name, as ``pathway-support``.
            parameters: labels, synonyms, CURIEs, words or numbers; the question's defaults for the rest.

        Raises:
            InputError: there is no such question or parameter.
            UnknownTermError: a name is not known; the hint holds its neighbours.
        """
        from .answers.questions import answer, find_question

        return answer(self.store, find_question(self.store, question), parameters)

    def to_rdflib(self) -> rdflib.Dataset:
        """The whole dataset as an :class:`rdflib.Dataset`: default graph and named graphs."""
        import pyoxigraph
        import rdflib

        dataset = rdflib.Dataset()
        text = pyoxigraph.serialize(self.store.quads(), format=pyoxigraph.RdfFormat.N_QUADS) or b""
        dataset.parse(data=text, format="nquads")
        return dataset

    def to_networkx(self) -> networkx.MultiDiGraph:
        """The claims as a directed multigraph.

        Nodes are IRIs with ``label``; edges carry ``effect`` (IRI), ``label``, ``claim`` (IRI) and
        ``studies`` (independent studies), and their key is the claim's IRI.
        """
        import networkx

        graph = networkx.MultiDiGraph()
        for claim in self.store.select(_EDGES).bindings():
            text = {name: getattr(term, "value", str(term)) for name, term in claim.items()}
            for end in ("source", "target"):
                graph.add_node(text[end], label=text.get(f"{end}Label", text[end]))
            graph.add_edge(
                text["source"],
                text["target"],
                key=text["claim"],
                claim=text["claim"],
                effect=text["effect"],
                label=text.get("effectLabel", text["effect"]),
                studies=int(text.get("studies", "0")),
            )
        return graph


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
