"""A store in this process: Oxigraph, opened for reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyoxigraph

from ..errors import QueryRefusedError, QuerySyntaxError, StoreCorruptError
from . import Store, gate
from .opening import open_read_only
from .solutions import Solutions
from .tokens import place, place_of, tokenize, undeclared_prefix

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import TypeAlias

    from .manifest import Manifest

    EngineAnswer: TypeAlias = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples
    GraphName: TypeAlias = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.DefaultGraph


class EmbeddedStore(Store):
    """An Oxigraph store as a :class:`exokg.store.Store`.

    A query runs to its end: Oxigraph cannot be interrupted from Python, so a server bounds
    its queries from outside (:mod:`exokg.store.deadline`, or a process that can be killed).

    >>> from pyoxigraph import Literal, NamedNode, Quad, Store
    >>> engine = Store()
    >>> engine.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("o")))
    >>> EmbeddedStore(engine).ask("ASK { ?s <urn:p> 'o' }")
    True

    Args:
        engine: the Oxigraph store.
        digest: see :attr:`exokg.store.Store.digest`.
        manifest: what the build said of it, where it was built.
        path: the folder it was opened from.
    """

    def __init__(
        self,
        engine: pyoxigraph.Store,
        *,
        digest: str = "",
        manifest: Manifest | None = None,
        path: Path | None = None,
    ) -> None:
        self.engine = engine
        self.digest = digest
        self.manifest = manifest
        self.path = path
        self._joined: dict[str | None, EmbeddedStore] = {}

    @classmethod
    def open(cls, folder: Path) -> EmbeddedStore:
        """Open the current version of a store made by ``exokg build``, verified.

        An engine that opens is no proof of a whole store (half a RocksDB manifest opens as an empty
        one), so the files are compared with the build's manifest by name, size and time, by hash where
        a time differs, and then the engine must find the named graphs.

        Raises:
            StoreNotFoundError: there is no store in the folder.
            StoreCorruptError: a file is missing, changed or cut, or the counts differ.
        """
        from .manifest import current_version

        return cls._of_version(current_version(folder))

    @classmethod
    def _of_version(cls, version: Path) -> EmbeddedStore:
        from .manifest import QUADS, read_manifest, verify_files

        manifest = read_manifest(version)
        verify_files(version, manifest)
        try:
            engine = open_read_only(version / QUADS)
            graphs = {name.value for name in engine.named_graphs()}
            found = bool(engine)
        except (OSError, RuntimeError, ValueError) as error:
            raise _corrupt(version, str(error)) from error
        # The files are those whose statements the build counted; this proves that the engine reads them.
        if found != (manifest.quads > 0) or graphs != set(manifest.graphs) - {""}:
            raise _corrupt(version, "the engine does not find what the build counted")
        return cls(engine, digest=manifest.digest, manifest=manifest, path=version)

    def joined(self, graph: str | None = None) -> EmbeddedStore:
        """The dataset with the graphs of others that were built into this one, or with one of them."""
        from .manifest import folder_with, version_of

        if graph in self._joined:
            return self._joined[graph]
        graphs = self.manifest.graphs_of_others if self.manifest else list(filter(None, self._joined))
        name = folder_with(graphs, graph)
        assert self.path is not None  # noqa: S101 - a store with a manifest has a folder
        return self._of_version(version_of(self.path) / name)

    def adopt(self, joined: EmbeddedStore, graph: str | None) -> None:
        """Take what was opened as the dataset with a graph of others, where nothing can be opened later.

        Args:
            joined: the dataset.
            graph: which graph it includes; ``None`` for all.
        """
        self._joined[graph] = joined

    @property
    def graphs(self) -> Collection[str]:
        """The IRIs of the named graphs."""
        if self.manifest is not None:
            return [name for name in self.manifest.graphs if name]
        return [name.value for name in self.engine.named_graphs()]

    def query(
        self, query: str, *, prefixes: Mapping[str, str] | None = None
    ) -> Solutions | bool | list[pyoxigraph.Triple]:
        """Answer a query of any form."""
        answer = self.evaluate(query, prefixes=prefixes)
        if isinstance(answer, pyoxigraph.QuerySolutions):
            return Solutions([variable.value for variable in answer.variables], map(tuple, answer))
        if isinstance(answer, pyoxigraph.QueryTriples):
            return list(answer)
        return bool(answer)

    def evaluate(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        shape: gate.Shape | None = None,
    ) -> EngineAnswer:
        """Answer a query as the engine does, for callers that write the answer without reading its rows.

        The columns of ``SELECT *`` are in the order of the query, and a graph that the store does not hold
        is refused in ``FROM`` as in the arguments. This is the one place where a local query is evaluated.

        Args:
            query: SPARQL text of any form.
            prefixes: may be used without being declared.
            default_graphs: instead of those of ``FROM`` (SPARQL 1.1 Protocol §2.1.4); ``None`` names none.
            named_graphs: instead of those of ``FROM NAMED``.
            shape: what the gate said of the query, where the caller asked.

        Raises:
            QuerySyntaxError: with line and column.
            QueryRefusedError: the gate or the engine refuses it.
        """
        shape = shape or gate.read_shape(query)
        if shape.graphs:
            gate.check_graphs(shape, self.graphs)
        given = [*(default_graphs or ()), *(named_graphs or ())]
        if given and (unknown := sorted(set(given).difference(self.graphs))):
            raise QueryRefusedError(f"<query>: <{unknown[0]}> names no graph of this store")
        if default_graphs is not None or named_graphs is not None:
            dataset = _dataset(default_graphs, named_graphs)
        else:
            dataset = _with_catalogue(shape, self)
        try:
            answer = self._run(shape.text, prefixes, dataset)
            if shape.star < 0 or not isinstance(answer, pyoxigraph.QuerySolutions):
                return answer
            # The engine sorts the columns of "*"; people read them in the order they wrote them.
            found = [variable.value for variable in answer.variables]
            names = in_order(found, shape)
            if names == found:
                return answer
            columns = " ".join(f"?{name}" for name in names)
            text = f"{shape.text[: shape.star]} {columns} {shape.text[shape.star + 1 :]}"
            return self._run(text, prefixes, dataset)
        except SyntaxError as error:
            raise syntax_error(query, str(error), prefixes or {}) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryRefusedError(f"<query>: {first_line(str(error))}") from error

    def quads(self) -> Iterator[pyoxigraph.Quad]:
        """Every statement of the dataset, in no order."""
        return iter(self.engine)

    def _run(
        self, text: str, prefixes: Mapping[str, str] | None, dataset: Mapping[str, list[GraphName]]
    ) -> EngineAnswer:
        # Forty prefixes cost a small query a fifth of its time, so they are given only where it needs them.
        try:
            return self.engine.query(text, **dataset)  # type: ignore[arg-type]  # lists of names
        except SyntaxError:
            if not prefixes:
                raise
            return self.engine.query(text, prefixes=dict(prefixes), **dataset)  # type: ignore[arg-type]  # as above


_SHACL: Final = "http://www.w3.org/ns/shacl#"
_CATALOGUE: Final = "https://w3id.org/exokg/graph/questions"


def _with_catalogue(shape: gate.Shape, store: EmbeddedStore) -> dict[str, list[GraphName]]:
    """The catalogue in the default graph: editors look there for a dataset's examples and prefixes.

    SHACL describes both, so this is done for queries that name it, and only where they name no graph.
    """
    names_shacl = any(iri.startswith(_SHACL) for iri in shape.iris)
    if not names_shacl or shape.graphs or "GRAPH" in shape.words or _CATALOGUE not in store.graphs:
        return {}
    return {"default_graph": [pyoxigraph.DefaultGraph(), pyoxigraph.NamedNode(_CATALOGUE)]}


def _dataset(
    default_graphs: Sequence[str] | None, named_graphs: Sequence[str] | None
) -> dict[str, list[GraphName]]:
    return {
        "default_graph": [pyoxigraph.NamedNode(iri) for iri in default_graphs or ()],
        "named_graphs": [pyoxigraph.NamedNode(iri) for iri in named_graphs or ()],
    }


def syntax_error(query: str, said: str, prefixes: Collection[str]) -> QuerySyntaxError:
    """An engine's complaint as one line with a place in the query.

    >>> print(syntax_error("SELECT ?s { ?s }", "error at 1:16: expected one of ...", ()))
    <query>:1:16: unexpected '}'
    """
    undeclared = undeclared_prefix(query, prefixes)
    if undeclared is not None:
        where = place(query, undeclared.offset)
        prefix = undeclared.text.partition(":")[0]
        return QuerySyntaxError(
            f"<query>:{where}: the prefix {prefix}: is not declared", hint=f"begin with PREFIX {prefix}: <…>"
        )
    found = re.search(r"1:(\d+)", said)  # the engine read one line
    if found is None:
        return QuerySyntaxError(f"<query>: {first_line(said)}")
    offset = place_of(query, int(found[1]))
    token = next(tokenize(query[offset:]), None)
    why = f"unexpected {token.text!r}" if token else "something is missing before here"
    hint = 'put a blank after "<" of a comparison' if _COMPARED.search(query, 0, offset) else None
    return QuerySyntaxError(f"<query>:{place(query, offset)}: {why}", hint=hint)


_COMPARED = re.compile(r"<[?$\d+!-][^<>\s]*>\s*\Z")  # an IRI that looks like a comparison


def first_line(text: str) -> str:
    """The first line of a message, at most 200 characters of it, none of which would steer a terminal."""
    from ..curation.characters import in_one_line

    return in_one_line(text.strip().partition("\n")[0][:200])


def in_order(names: list[str], shape: gate.Shape) -> list[str]:
    """Columns in the order in which a query first names them.

    >>> in_order(["o", "p", "s"], gate.read_shape("SELECT * { ?s ?p ?o }"))
    ['s', 'p', 'o']
    """
    return sorted(names, key=lambda name: _position(shape.variables, name))


def _position(variables: list[str], name: str) -> int:
    return variables.index(name) if name in variables else len(variables)


def _corrupt(version: Path, why: str) -> StoreCorruptError:
    return StoreCorruptError(f"{version}: the store is damaged: {why}", hint="build it again: exokg build")
