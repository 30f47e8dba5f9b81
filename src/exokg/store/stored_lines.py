"""The sorted statements beside a store as what an export is made of: nothing is left to be sorted.

The engine gives its statements in an order of its own, and sorting a million takes ten seconds before the
first byte of a document. The file of a version has them sorted.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ..rdf.sorted_lines import ABOUT, SortedLines
from .statement_file import STATEMENTS, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ..rdf.sorted_lines import Graphs
    from . import Store


def sorted_lines(store: Store, graphs: Graphs, without: str | None = None) -> SortedLines:
    """The statements of a store as sorted lines.

    Args:
        store: they are read from the file beside it, if there is one.
        graphs: what becomes of named graphs.
        without: IRI of a graph that is left out.
    """
    folder: Path | None = getattr(store, "path", None)
    if folder is not None and (folder / STATEMENTS).is_file():
        return _StoredLines(folder / STATEMENTS, graphs, without)
    return SortedLines(
        (quad for quad in store.quads() if getattr(quad.graph_name, "value", "") != without), graphs
    )


class _StoredLines(SortedLines):
    """Lines of a file of statements, read anew each time.

    Args:
        path: of the file.
        graphs: what becomes of named graphs.
        without: IRI of a graph that is left out.
    """

    def __init__(self, path: Path, graphs: Graphs, without: str | None) -> None:
        self._path = path
        self._graphs = graphs
        self._without = f"<{without}>".encode()

    def _merged(self) -> Iterator[str]:
        if self._graphs == "last":
            yield from _about_first(self._whole)
            return
        yield from _about_first(partial(self._of, b""), "\t" if self._graphs == "first" else "")
        if self._graphs == "first":
            names = {graph for _, graph in self._split()} - {b"", self._without}
            for name in sorted(names):
                yield from _about_first(partial(self._of, name), f"{name.decode()}\t")

    def _whole(self) -> Iterator[bytes]:
        return (line for line, graph in self._split() if graph != self._without)

    def _of(self, name: bytes) -> Iterator[bytes]:
        """The triples of one graph."""
        end = len(name) + 1 if name else 0
        return (line[: len(line) - end] for line, graph in self._split() if graph == name)

    def _split(self) -> Iterator[tuple[bytes, bytes]]:
        """Each line without the dot at its end, and the name of its graph: empty for the default graph."""
        for line in lines_of(self._path):
            said = line[:-3]
            triple, _, last = said.rpartition(b" ")
            # Only literals have quotes, and blanks within them.
            named = last[:1] in b"<_" and b'"' not in last and triple.count(b" ") > 1
            yield said, last if named else b""


def _about_first(lines: Callable[[], Iterator[bytes]], before: str = "") -> Iterator[str]:
    """Sorted lines, with those about the dataset before the others."""
    about = ABOUT.encode()
    for line in lines():
        if line.startswith(about):
            yield before + line.decode()
        elif line > about:
            break
    for line in lines():
        if not line.startswith(about):
            yield before + line.decode()
