"""Where the triples are kept: build a store, open one, ask it.

``open_store`` gives a :class:`Store` for a folder made by ``exokg build``, a SPARQL endpoint, an RDF
file, or the graph that exokg ships. All of them answer the same four calls.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol

from ..errors import QuerySyntaxError, StoreNotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Quad, Triple

    from .kept import KeptAnswers
    from .manifest import Manifest
    from .solutions import Solutions

_SCHEME: Final = re.compile(r"[A-Za-z][\w+.-]*://")


class Store(Protocol):
    """A dataset that answers SPARQL 1.1 queries and never changes while it is open.

    Every query passes :mod:`exokg.store.gate` first. ``prefixes`` are those the query may use without
    declaring them.

    All four queries raise ``QueryRefusedError`` (an update, a call to the network, a limit),
    ``QuerySyntaxError`` (with line and column), ``QueryTimeoutError`` and ``StoreError``; the three
    that name a form raise ``QuerySyntaxError`` for a query of another form.
    """

    digest: str
    """A name for the content: equal digests, equal answers. Empty if it is unknown."""
    manifest: Manifest | None = None
    """What the build said of it, where it was built here."""

    @abstractmethod
    def query(
        self, query: str, *, prefixes: Mapping[str, str] | None = None
    ) -> Solutions | bool | list[Triple]:
        """Answer a query of any form."""

    def select(self, query: str, *, prefixes: Mapping[str, str] | None = None) -> Solutions:
        """Answer a SELECT query."""
        answer = self.query(query, prefixes=prefixes)
        if isinstance(answer, bool | list):
            raise QuerySyntaxError("<query>:1:1: a SELECT query was expected")
        return answer

    def ask(self, query: str, *, prefixes: Mapping[str, str] | None = None) -> bool:
        """Answer an ASK query."""
        answer = self.query(query, prefixes=prefixes)
        if not isinstance(answer, bool):
            raise QuerySyntaxError("<query>:1:1: an ASK query was expected")
        return answer

    def construct(self, query: str, *, prefixes: Mapping[str, str] | None = None) -> list[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query."""
        answer = self.query(query, prefixes=prefixes)
        if not isinstance(answer, list):
            raise QuerySyntaxError("<query>:1:1: a CONSTRUCT or DESCRIBE query was expected")
        return answer

    @cached_property
    def kept(self) -> KeptAnswers:
        """The answers to fixed queries, kept beside the store where it was built."""
        from .kept import KeptAnswers

        return KeptAnswers(self)

    def joined(self, graph: str | None = None) -> Store:  # noqa: ARG002 - here there is none
        """The dataset with the graphs of others that were built into this one.

        Args:
            graph: IRI of the one to include; all without it.

        Raises:
            StoreNotFoundError: there are none, or not this one.
        """
        from .manifest import WITHOUT_OTHERS

        raise StoreNotFoundError("there are no graphs of others here", hint=WITHOUT_OTHERS)

    @abstractmethod
    def quads(self) -> Iterator[Quad]:
        """Every statement of the dataset, default graph and named graphs, in no order."""


def is_address(where: str | Path) -> bool:
    """Whether a store is named by an address of any scheme, and not by a path.

    >>> is_address("HTTP://localhost/sparql"), is_address("ftp://x/"), is_address("C:/build/store")
    (True, True, False)
    """
    return _SCHEME.match(str(where)) is not None


def open_store(where: str | Path | None = None, *, graph: str | Path | None = None) -> Store:
    """Open a dataset for reading.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "two.ttl")
    ...     _ = path.write_text("<urn:a> <urn:p> 1, 2 .")
    ...     len(list(open_store(path).select("SELECT * { ?s ?p ?o }")))
    2

    Args:
        where: a folder made by ``exokg build``, an ``http(s)`` SPARQL endpoint, or an RDF file. ``None``
            is the store of ``graph``, kept in the user's cache and built there when it is missing.
        graph: a ``graph/`` folder. With ``where`` it is the state that store must have been built from.
            ``None`` is the graph that exokg ships.

    Raises:
        StoreNotFoundError: nothing is there.
        StoreCorruptError: files or counts do not fit the manifest.
        StoreStaleError: ``where`` was built from another state of ``graph``.
        InvalidGraphError: the graph had to be built and does not conform.
        TurtleSyntaxError: an RDF file could not be parsed.
        InputError: an address has another scheme.
    """
    if where is None:
        from .cache import cached_store

        return cached_store(graph)
    if is_address(where):
        from .remote import RemoteStore

        return RemoteStore.from_environment(str(where))
    from pathlib import Path

    from .embedded import EmbeddedStore

    path = Path(where)
    if path.is_file():
        from .foreign import read_dataset

        return read_dataset(path)
    store = EmbeddedStore.open(path)
    if graph is not None:
        from .cache import check_fresh

        check_fresh(store, Path(graph))
    return store
