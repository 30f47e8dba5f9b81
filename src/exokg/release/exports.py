"""A whole graph as a document: its bytes in pieces, a file, and what a notebook shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Export"]

_PIECE: Final = 1 << 16  # bytes
_START: Final = 4000  # bytes of the document that a notebook looks at
_LINES: Final = 12  # lines that it shows
_GZIP: Final = b"\x1f\x8b"


class Export:
    """The graph in an RDF format: what ``kg.export`` returns.

    Iterate over it for its pieces, again and again, or :meth:`save` it.

    Args:
        form: the name of the format.
        document: all its bytes, compressed where that was asked for.
    """

    def __init__(self, form: str, document: bytes) -> None:
        self.form = form
        self._document = document

    def __iter__(self) -> Iterator[bytes]:
        """The pieces of the document, for a file or a response."""
        return (self._document[at : at + _PIECE] for at in range(0, len(self._document), _PIECE))

    def __bytes__(self) -> bytes:
        """The whole document."""
        return self._document

    def save(self, path: str | Path) -> None:
        """Write the document to a file."""
        from pathlib import Path

        Path(path).write_bytes(self._document)

    def __repr__(self) -> str:
        packed = " (gzip)" if self._document.startswith(_GZIP) else ""
        return f"<Export: {self.form}{packed}, {len(self._document):,} bytes>"

    def _repr_html_(self) -> str:
        """Format, size and the first lines after the prefixes."""
        from html import escape

        about = f"<p>{escape(repr(self)[1:-1])}</p>"
        if self._document.startswith(_GZIP):
            return about
        lines = self._document[:_START].decode("utf-8", "ignore").splitlines()
        said = [line for line in lines if line.strip() and not line.startswith("@prefix")][:_LINES]
        return f"{about}<pre>{escape(chr(10).join([*said, '…']))}</pre>"
