"""Text made small for the page: LZMA, as base64; ``script/base/unsqueeze.js`` undoes it.

The page may weigh 300 kB as it travels (gzip), and the drawing library alone takes 123 of them. Measured
on the shipped graph: library 105 and data 125 as they stand here, 282 in all; with the library as shipped
and the data as plain JSON 357; the data as one line a row, repeated names left out, and answers cut from
50 rows to 20, still 330. What browsers undo themselves (``DecompressionStream``) is deflate, which is what
gzip does anyway: it saves nothing on the way. So the decoder stays, and :mod:`.lines` gives what plain data
would have given: pages that can be read and compared line by line.
"""

from __future__ import annotations

import base64
import lzma
from typing import Any, Final

__all__ = ["squeeze", "unsqueeze"]

_SETTINGS: Final = {"lc": 4, "lp": 0, "pb": 0, "dict_size": 1 << 24}
_FILTERS: Final[list[dict[str, Any]]] = [
    {"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, **_SETTINGS}
]
"""Raw LZMA1 without header; the decoder in the page knows these very settings."""


def squeeze(text: str) -> str:
    """The number of bytes of the text, a blank, and its LZMA stream in base64.

    >>> squeeze("a" * 1000).split()[0]
    '1000'
    """
    raw = text.encode()
    stream = lzma.compress(raw, format=lzma.FORMAT_RAW, filters=_FILTERS)
    return f"{len(raw)} {base64.b64encode(stream).decode('ascii')}"


def unsqueeze(squeezed: str) -> str:
    """The text again.

    >>> unsqueeze(squeeze("a" * 5))
    'aaaaa'
    """
    stream = base64.b64decode(squeezed.partition(" ")[2])
    return lzma.decompress(stream, format=lzma.FORMAT_RAW, filters=_FILTERS).decode()
