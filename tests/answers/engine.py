"""The bare engine, asked for one form of answer."""

from __future__ import annotations

from pyoxigraph import QuerySolutions, RdfFormat, Store


def select(store: Store, query: str) -> QuerySolutions:
    """The rows of a SELECT."""
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return found


def dumped(store: Store) -> bytes:
    """The whole store as N-Quads."""
    quads = store.dump(format=RdfFormat.N_QUADS)
    assert quads is not None
    return quads
