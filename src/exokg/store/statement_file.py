"""The statements of a version as sorted, compressed N-Quads beside the engine's files.

A later build compares its own with them: a million in two seconds, where reading the engine's takes ten.
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, RdfFormat

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Quad, Store

__all__ = ["STATEMENTS", "changed_since", "sorted_lines", "write_statements"]

STATEMENTS: Final = "statements.nq.gz"
"""The name of the file, in the folder of a version."""
_LEVEL: Final = 1  # a tenth of the text; more takes six times as long for a third less


def sorted_lines(dataset: Store) -> list[bytes]:
    """The statements of a dataset as sorted lines of N-Quads, each with its end."""
    return sorted(cast("bytes", dataset.dump(format=RdfFormat.N_QUADS)).splitlines(keepends=True))


def write_statements(path: Path, text: bytes) -> None:
    """Write the file of a version; the same statements make the same bytes."""
    path.write_bytes(gzip.compress(text, _LEVEL, mtime=0))


def changed_since(version: Path, lines: list[bytes]) -> list[Quad]:
    """What is in the default graph now and was not in a version, or the other way round.

    Args:
        version: the folder of the version.
        lines: what :func:`sorted_lines` gave.

    Raises:
        OSError: the version has no statements that can be read.
    """
    before = set(gzip.decompress((version / STATEMENTS).read_bytes()).splitlines(keepends=True))
    changed = [line for line in lines if line not in before]
    before.difference_update(lines)
    text = b"".join([*changed, *before])
    quads = pyoxigraph.parse(text, format=RdfFormat.N_QUADS)
    return [quad for quad in quads if quad.graph_name == DefaultGraph()]
