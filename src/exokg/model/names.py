"""How words become the names of things: the local parts of IRIs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .lists import Codes

KEY: Final = "[a-z0-9][a-z0-9-]{0,80}"
"""The form of a curator's name for a thing, and of the local part of a term of our own."""


class Curie(str):
    """Text that names an IRI of the graph."""

    __slots__ = ()


class Iri(str):
    """Text that is an IRI others use."""

    __slots__ = ()


@lru_cache(maxsize=1 << 12)
def slug(text: str) -> str:
    """Lower case, every run of other characters than letters and digits one hyphen.

    >>> slug("Cliff's delta"), slug("phase 1/2")
    ('cliff-s-delta', 'phase-1-2')
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def coded(codes: Codes, word: str) -> Curie:
    """Return the individual that represents one word of a closed list.

    >>> from exokg.model.lists import Codes
    >>> coded(Codes("Rung"), "in vitro")
    'code:rung-in-vitro'
    """
    return Curie(f"code:{codes.prefix}-{slug(word)}")
