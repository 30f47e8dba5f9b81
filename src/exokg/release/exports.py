"""A whole graph as a document: its bytes in pieces, a file, and what a notebook shows of it."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LINES: Final = 12
"""Lines that a notebook shows."""


class Export:
    """The graph in an RDF format: what ``kg.export`` returns.

    Iterate over it for its pieces, or :meth:`save` it. Each time the document is written anew, a piece at a
    time, so that a large graph needs little memory.

    Args:
        form: the name of the format.
        write: begins a new document and gives its pieces.
        compressed: they are gzip.
    """

    def __init__(self, form: str, write: Callable[[], Iterator[bytes]], *, compressed: bool = False) -> None:
        self.form = form
        self._write = write
        self._compressed = compressed

    def __iter__(self) -> Iterator[bytes]:
        """The pieces of the document, for a file or a response."""
        return self._write()

    def __bytes__(self) -> bytes:
        """The whole document."""
        return b"".join(self)

    def save(self, to: str | Path | IO[bytes]) -> None:
        """Write the document to an open file, or under a name, where it appears whole or not at all."""
        from pathlib import Path

        from ..curation.replacement import replacing

        if isinstance(to, str | Path):
            with replacing(Path(to)) as file:
                file.writelines(self)
        else:
            to.writelines(self)

    def __repr__(self) -> str:
        return f"<Export: {self.form}{' (gzip)' if self._compressed else ''}>"

    def _repr_html_(self) -> str:
        """The format, and the first lines after the prefixes."""
        from html import escape

        about = f"<p>{escape(repr(self)[1:-1])}</p>"
        if self._compressed:
            return about
        start = next(iter(self), b"").decode("utf-8", "ignore")
        said = [line for line in start.splitlines() if line.strip() and not line.startswith("@prefix")]
        return f"{about}<pre>{escape(chr(10).join([*said[:_LINES], '…']))}</pre>"
