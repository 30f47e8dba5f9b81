"""Answers kept for repeated questions: bounded in bytes, least recently used out first.

The data never change under a running version, so an answer stays right until the version does; the cache
belongs to one version and goes with it.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ..http.messages import Response

__all__ = ["AnswerCache"]

_OVERHEAD = 1024
"""What an entry costs besides its body and its key's text, roughly."""


class AnswerCache:
    """Responses by question.

    Args:
        size: most bytes; one answer may take an eighth of them.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._used = 0
        self._kept: set[int] = set()
        self._entries: OrderedDict[Hashable, tuple[Response, int]] = OrderedDict()
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def used(self) -> int:
        """Bytes held."""
        return self._used

    def get(self, key: Hashable) -> Response | None:
        """Return the kept answer and mark it as used."""
        entry = self._entries.get(key)
        if entry is None:
            self.misses += 1
            return None
        self.hits += 1
        self._entries.move_to_end(key)
        return entry[0]

    def has(self, response: Response) -> bool:
        """Return whether this very answer is still kept."""
        return id(response) in self._kept

    def put(self, key: Hashable, response: Response, key_bytes: int) -> None:
        """Keep an answer, unless it is too big; the oldest make room."""
        cost = response.length + key_bytes + _OVERHEAD
        if cost > self._size // 8 or key in self._entries:
            return
        self._entries[key] = response, cost
        self._used += cost
        self._kept.add(id(response))
        while self._used > self._size:
            _, (old, freed) = self._entries.popitem(last=False)
            self._kept.discard(id(old))
            self._used -= freed
