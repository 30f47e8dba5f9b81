"""Text made small for the page: LZMA, as base64; ``script/unsqueeze.js`` undoes it.

Deflate, which browsers can undo themselves, is a fifth larger on the drawing library and half as large
again on the data, whose answers repeat the words of its tables; the page has to stay small as it travels.
"""

from __future__ import annotations

import base64
import lzma
from typing import Any, Final

__all__ = ["squeeze"]

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
