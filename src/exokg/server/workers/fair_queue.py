"""The waiting room: a short queue in which clients take turns.

Turns go round by client, so one client with thirty requests does not keep another with one waiting. When
the room is full, a newcomer displaces the latest request of the client that holds most places, if that one
holds more than the newcomer does (max-min fairness); otherwise the newcomer is turned away.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Container
from typing import Generic, TypeVar

T = TypeVar("T")


class FairQueue(Generic[T]):
    """Requests waiting for a worker.

    Attributes:
        waiting: how many.

    >>> room = FairQueue(2)
    >>> [room.add("a", 1), room.add("a", 2), room.add("b", 3), room.add("b", 4)]
    [None, None, 2, 4]
    >>> [room.next(), room.next(), room.next()]
    [1, 3, None]
    """

    def __init__(self, places: int) -> None:
        self._places = places
        self._lines: OrderedDict[str, deque[T]] = OrderedDict()
        self.waiting = 0

    def add(self, client: str, item: T) -> T | None:
        """Queue ``item``; return the request turned away for want of a place, if any."""
        turned_away = None
        if self.waiting >= self._places:
            line = self._lines.get(client)
            greediest = max(self._lines, key=lambda name: len(self._lines[name]), default=None)
            if greediest is None or len(self._lines[greediest]) <= len(line or ()) + 1:
                return item
            turned_away = self._take_last(greediest)
        self._lines.setdefault(client, deque()).append(item)
        self.waiting += 1
        return turned_away

    def again(self, client: str, item: T) -> None:
        """Put back, at the front, a request that had left the room already."""
        self._lines.setdefault(client, deque()).appendleft(item)
        self._lines.move_to_end(client, last=False)
        self.waiting += 1

    def waits(self, but_of: Container[str] = ()) -> bool:
        """Return whether there is a request, those of some clients left out."""
        return any(client not in but_of for client in self._lines)

    def take(self, unwanted: Callable[[T], bool]) -> list[T]:
        """Take the requests that are unwanted, of each client up to the first that is not.

        >>> room = FairQueue(9)
        >>> [room.add("a", 1), room.add("a", 2), room.add("a", 1), room.add("b", 3)]
        [None, None, None, None]
        >>> room.take(lambda item: item != 2), room.waiting
        ([1, 3], 2)
        """
        found = []
        for client, line in list(self._lines.items()):
            while line and unwanted(line[0]):
                found.append(line.popleft())
            if not line:
                del self._lines[client]
        self.waiting -= len(found)
        return found

    def next(self, but_of: Container[str] = ()) -> T | None:
        """Return the request whose turn it is, those of some clients left out."""
        client = next((client for client in self._lines if client not in but_of), None)
        if client is None:
            return None
        line = self._lines[client]
        item = line.popleft()
        self.waiting -= 1
        if line:
            self._lines.move_to_end(client)
        else:
            del self._lines[client]
        return item

    def discard(self, client: str, item: T) -> bool:
        """Forget a request; return whether it was waiting."""
        line = self._lines.get(client)
        if line is None or item not in line:
            return False
        line.remove(item)
        self.waiting -= 1
        if not line:
            del self._lines[client]
        return True

    def _take_last(self, client: str) -> T:
        line = self._lines[client]
        item = line.pop()
        self.waiting -= 1
        if not line:
            del self._lines[client]
        return item
