"""One version of the data being served: its pool of workers, its cache and what is known about it."""

from __future__ import annotations

import asyncio
from contextvars import Context, ContextVar
from copy import copy
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..store.hubs import LISTED
from .sparql.endpoint import AnswerCache
from .workers.job import ALL, Query, QueryFailedError, choice_of
from .workers.pool import Pool

if TYPE_CHECKING:
    from pathlib import Path

    from ..answers.descriptions import ShownThing
    from ..store.solutions import Row
    from .limits import Limits
    from .workers.stream import AnswerStream, Backlog

CLIENT = ContextVar("CLIENT", default="the server itself")
"""For whom the server asks: pages take turns by client, as queries do."""


class Version:
    """The store at one path, as it was when it was opened.

    Args:
        path: folder with the engine's files, links resolved.
        digest: identifies the data; names answers in ETag.
        quads: how many statements there must be.
        limits: the server's limits.
        backlog: what readers of the server leave waiting.
        others: the graphs of others that a request may include.

    Attributes:
        choice: of graphs of others, as :class:`~.workers.job.Query` names it; empty for the dataset served.
        cache: answers of this version.
        pool: its workers.
        memory: documents computed from this version, by name.
    """

    def __init__(
        self, path: Path, digest: str, quads: int, limits: Limits, backlog: Backlog,
        others: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.path = path
        self.digest = digest
        self.limits = limits
        self.cache = AnswerCache(limits.cache_bytes)
        self.pool = Pool(path, limits, quads, backlog)
        self.others = others
        self.choice = ""
        self.memory: dict[str, Any] = {}
        self._making: dict[str, asyncio.Task[Any]] = {}
        self._including: dict[str, Version] = {}

    def including(self, text: str | None) -> Version:
        """The same data with graphs of others, as a request names them: its pages are made of both.

        Args:
            text: ``yes`` for all, or the IRI of one; nothing and ``no`` leave them out.

        Raises:
            InputError: there is no such graph here.
        """
        choice = choice_of(text)
        if not choice:
            return self
        if choice not in self._including:
            if choice not in (ALL, *self.others) or not self.others:
                known = f"one of: yes {' '.join(self.others)}" if self.others else "leave with-graphs out"
                raise InputError(f"with-graphs={choice}: no graph of others is served by this name", known)
            found = self._including[choice] = copy(self)
            vars(found).update(choice=choice, memory={}, _making={})
        return self._including[choice]

    async def rows(self, query: str, **terms: str) -> list[dict[str, dict[str, str]]]:
        """Answer one of the server's own SELECT queries.

        Args:
            query: SPARQL text; ``$name`` stands for a term.
            **terms: the terms, each an IRI; brackets are added here.

        Returns:
            The bindings of the SPARQL results JSON.

        Raises:
            QueryFailedError: no answer.
        """
        import json

        answer = await self.fetch(query, "json", **terms)
        bindings: list[dict[str, dict[str, str]]] = json.loads(answer)["results"]["bindings"]
        return bindings

    async def fetch(self, query: str, name: str, **terms: str) -> bytes:
        """Answer one of the server's own queries in a format, as bytes."""
        for variable, iri in terms.items():
            if set('<>"{}|\\^` \n') & set(iri):
                raise QueryFailedError("iri", "that is not an IRI")
            query = query.replace(f"${variable}", f"<{iri}>")
        job = self.ordered(query, solutions=name, boolean=name, graph=name)
        return (await self.pool.answer(CLIENT.get(), job))[1:]

    def ordered(self, query: str, **how: Any) -> Query:
        """A query of a client, under the limits of the server, with the graphs that are chosen."""
        limits = self.limits
        found = Query(
            query, timeout_s=limits.timeout_s, rows=limits.result_rows, size=limits.result_bytes,
            with_graphs=self.choice,
        )  # fmt: skip
        return found._replace(**how)

    async def begin(self, query: str, name: str) -> tuple[bytes, AnswerStream | None]:
        """Answer a query of our own whose size is the dataset's, not a client's choice.

        Returns:
            The answer, or the first piece of a long one and the tail of it, which is the caller's to close.
        """
        first, stream = await self.pool.begin(CLIENT.get(), self._large(query, name))
        return first[1:], stream

    async def export(self, name: str, *, compress: bool) -> tuple[bytes, AnswerStream | None]:
        """The file that ``exokg export`` writes in a format, compressed where its name ends in ``.gz``.

        Args:
            name: the suffix of the file.
            compress: gzip it as a whole on its way.
        """
        order = self._large("", "ttl")._replace(export=name, compress=compress, own=False)
        first, stream = await self.pool.begin(CLIENT.get(), order)
        return first[1:], stream

    async def thing(self, iri: str) -> ShownThing | None:
        """Return the first of what the library says of a thing; ``None`` if the graph says nothing of it."""
        order = self._large("", "ttl")._replace(thing=iri, shown=LISTED)
        document = (await self.pool.answer(CLIENT.get(), order))[1:]
        found = await asyncio.to_thread(_read_thing, document)
        return found if any((found.types, found.facts, found.statements, found.mentions)) else None

    async def names(self, text: str, most: int) -> list[tuple[str, str, str]]:
        """Return name, IRI and kind of the first things one of whose names contains a text."""
        import json

        asked = json.dumps({"verb": "names", "words": text, "most": most})
        order = self._large("", "json")._replace(search=asked, timeout_s=self.limits.timeout_s)
        found = json.loads((await self.pool.answer(CLIENT.get(), order))[1:])
        return [(name, iri, kind) for iri, name, kind in found]

    async def table(self, query: str) -> list[Row]:
        """Answer a SELECT query of our own in full, as rows of RDF terms."""
        document = (await self.pool.answer(CLIENT.get(), self._large(query, "json")))[1:]
        return await asyncio.to_thread(_read_table, document)

    def _large(self, query: str, name: str) -> Query:
        seconds = max(self.limits.timeout_s, 60.0)
        return Query(
            query, solutions=name, graph=name, timeout_s=seconds, rows=2**31, size=2**31,
            with_graphs=self.choice, own=True,
        )  # fmt: skip

    async def once(self, name: str, make: Any) -> Any:
        """Return the document ``name``, made by ``make()`` the first time anybody asks."""
        if name not in self.memory:
            task = self._making.get(name)
            if task is None:
                loop = asyncio.get_running_loop()
                task = self._making[name] = loop.create_task(make(), context=Context())  # for no one client
                task.add_done_callback(lambda done: self._made(name, done))
            self.memory[name] = await asyncio.shield(task)
        return self.memory[name]

    def _made(self, name: str, done: asyncio.Task[Any]) -> None:
        del self._making[name]
        if not done.cancelled():
            done.exception()  # those who still wait get it; when the server stops, nobody does


def _read_table(document: bytes) -> list[Row]:
    from pyoxigraph import QueryResultsFormat, parse_query_results

    answer: Any = parse_query_results(document, format=QueryResultsFormat.JSON)
    return [tuple(row) for row in answer]


def _read_thing(document: bytes) -> ShownThing:
    import json

    from ..answers.descriptions import ShownThing

    return ShownThing.read(json.loads(document))
