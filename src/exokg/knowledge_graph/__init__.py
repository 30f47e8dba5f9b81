"""The graph as one Python object: whatever exokg does with a graph is a method of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..store import open_store
from .asking import Asking
from .exporting import Exporting

if TYPE_CHECKING:
    from pathlib import Path

    from ..release.differences import Diff


class KnowledgeGraph(Asking, Exporting):
    """A store and what one does with it. The command line and the server are clients of this class.

    Args:
        store: an open store, see :func:`load`.
    """

    def __repr__(self) -> str:
        where = getattr(self.store, "path", None) or getattr(self.store, "endpoint", None) or "memory"
        return f"<KnowledgeGraph in {where}>"

    def diff(self, other: KnowledgeGraph, *, questions: bool = False) -> Diff:
        """What differs between this graph and another; :func:`exokg.diff` opens both.

        Args:
            other: the later state.
            questions: compare the answers to the questions of the catalogue too, in seconds.
        """
        from ..release.differences import compare

        return compare(self.store, other.store, (self.ask, other.ask) if questions else None)


def load(
    graph: str | Path | None = None, store: str | Path | None = None, *, with_graphs: bool | str = False
) -> KnowledgeGraph:
    """Open a knowledge graph.

    >>> kg = load()  # doctest: +SKIP
    >>> kg.query("SELECT ?study { ?study a exokg:Study } LIMIT 1")  # doctest: +SKIP

    Args:
        graph: a ``graph/`` folder; by default the one exokg ships. Its store is built once and kept in
            the user's cache.
        store: a folder made by ``exokg build``, a SPARQL endpoint, or an RDF file.
        with_graphs: include the graphs of others that were built into the store, or the one of this IRI.

    Raises:
        InvalidGraphError: the graph had to be built and does not conform.
        StoreError: there is no store, it is damaged or stale, or it has no graphs of others.
    """
    kg = KnowledgeGraph(open_store(store, graph=graph))
    return kg.including(with_graphs)


def diff(
    before: str | Path, after: str | Path, *, graph: str | Path | None = None, questions: bool = False
) -> Diff:
    """What differs between two states of a graph; nothing between a state and itself.

    >>> print(diff("v0.1.0", "graph").written())  # doctest: +SKIP

    Args:
        before: a folder of records, a store, the folder of a release, an RDF file, a SPARQL endpoint, or a
            commit of the repository that holds *graph*. Older commits are read by today's rules.
        after: the same, later.
        graph: the folder of records that is taken from a commit; by default the graph that exokg ships.
        questions: compare the answers to the questions of the catalogue too, in seconds.

    Raises:
        InputError: there is no such thing, or its file cannot be read.
        InvalidGraphError: a folder of records has errors.
        StoreError: a store or a release is not whole.
    """
    from ..release.states import open_state

    old, new = open_state(before, graph), open_state(after, graph)
    found = KnowledgeGraph(old.store).diff(KnowledgeGraph(new.store), questions=questions)
    found.notes.extend([*old.notes, *new.notes])
    found.explain(new.reasons)
    return found


def check_release(folder: str | Path) -> list[str]:
    """What differs between a release and its manifest; nothing if all its files are as they were written.

    Args:
        folder: what :meth:`KnowledgeGraph.release` or ``exokg release`` wrote.

    Raises:
        StoreError: there is no manifest, or it cannot be read.
    """
    from ..release import folders

    return folders.check_release(folder)
