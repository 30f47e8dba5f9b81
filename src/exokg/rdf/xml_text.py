"""Text that XML can hold, in place of what an engine writes into XML as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .serialisation import Sink

_FORBIDDEN: Final = re.compile(rb"[\x00-\x08\x0b-\x1f]|\xef\xbf[\xbe\xbf]")
_BEGUN: Final = re.compile(rb"\xef\xbf?\Z")


def xml_text(data: bytes) -> bytes:
    r"""XML in UTF-8 with U+FFFD for what XML cannot hold, and carriage returns that readers keep.

    Readers turn a bare carriage return into a line feed, and refuse other control characters, U+FFFE and
    U+FFFF (https://www.w3.org/TR/xml/#charsets).

    >>> xml_text(b"<a>b\x01\rc</a>").decode()
    '<a>b�&#13;c</a>'
    """
    return _FORBIDDEN.sub(_instead, data)


def _instead(found: re.Match[bytes]) -> bytes:
    return b"&#13;" if found[0] == b"\r" else "\ufffd".encode()


class XmlText:
    """A file for XML that is written piece by piece. It ends with ``>``, so no half character is left."""

    def __init__(self, file: Sink) -> None:
        self._file = file
        self._begun = b""

    def write(self, data: bytes) -> int:
        """Write the characters that are whole."""
        text = self._begun + data
        begun = _BEGUN.search(text)
        self._begun = begun[0] if begun else b""
        self._file.write(xml_text(text[: len(text) - len(self._begun)]))
        return len(data)

    def flush(self) -> None:
        """A character that has begun waits for its end, which comes."""
