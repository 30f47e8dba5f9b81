"""All open connections: how many there may be, and how long each may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from ..limits import Limits
    from .connection import Connection

_LOOK_S = 0.05
_SWEEP_EVERY = 20
_LINGER_S = 5.0
"""A client that is turned away may take this long to read why."""


class Connections:
    """The connections of one server.

    A client that connects once too often takes the place of an idle connection of the same address (or of any
    address, where all are too many); where none is idle it is turned away.

    Args:
        limits: how many, and how long.
        exempt: whether an address may have any number of connections, as proxies do.
        cut: called with (address, reason) when an answer is broken off.
    """

    def __init__(
        self, limits: Limits, exempt: Callable[[str], bool], cut: Callable[[str, str], None]
    ) -> None:
        self._limits = limits
        self._exempt = exempt
        self._cut = cut
        self._by_address: dict[str, dict[Connection, int]] = {}
        self._looks = 0
        self._timer: asyncio.TimerHandle | None = None
        self.count = 0

    def enter(self, connection: Connection) -> bool:
        """Note a connection; return whether there is room for it."""
        address = _address(connection)
        own = self._by_address.setdefault(address, {})
        full = len(own) >= self._limits.connections_per_address and not self._exempt(address)
        room = True
        if full:
            room = self._make_room([own])
        elif self.count >= self._limits.connections:
            room = self._make_room([own, *self._by_address.values()])
        own[connection] = 0
        self.count += 1
        if self._timer is None:
            self._timer = connection.loop.call_later(_LOOK_S, self._look, connection.loop)
        return room

    def hold(self, connection: Connection, size: int) -> bool:
        """Note how much a connection sent that waits; return whether its address may leave so much."""
        address = _address(connection)
        own = self._by_address.get(address, {})
        if size == own.get(connection, 0) or connection not in own:
            return True
        own[connection] = size
        most = self._limits.unfinished_bytes
        return size == 0 or sum(own.values()) <= most or self._exempt(address)

    def leave(self, connection: Connection) -> None:
        """Forget a connection."""
        address = _address(connection)
        own = self._by_address.get(address, {})
        if connection in own:
            del own[connection]
            self.count -= 1
            if not own:
                self._by_address.pop(address, None)

    def _make_room(self, groups: list[dict[Connection, int]]) -> bool:
        """Close the connection that has been idle longest; return whether there was one."""
        for group in groups:
            idle = [other for other in group if other.idle and not other.transport.is_closing()]
            if idle:
                min(idle, key=lambda other: other.since).transport.close()
                return True
        return False

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Look after the connections; runs only while there are any."""
        self._timer = None
        self._looks += 1
        sweep = self._looks % _SWEEP_EVERY == 0
        now = loop.time()
        for own in list(self._by_address.values()):
            for connection in list(own):
                if sweep:
                    self._sweep(connection, now)
                elif connection.flow.read_paused:
                    connection.look()
        if self.count:
            self._timer = loop.call_later(_LOOK_S, self._look, loop)

    def _sweep(self, connection: Connection, now: float) -> None:
        limits, age = self._limits, now - connection.since
        if connection.unsent:
            if now - max(connection.answer_since, connection.since) > limits.send_s:
                self._cut(_address(connection), f"it was not read within {limits.send_s} s (send_s)")
                connection.transport.abort()
        elif connection.reading == "refused":
            if age > _LINGER_S:
                connection.transport.close()
        elif connection.reading == "head" and age > limits.head_s:
            connection.late(limits.head_s, "head", "head_s")
        elif connection.reading == "body" and age > limits.body_s:
            connection.late(limits.body_s, "body", "body_s")
        elif connection.idle and age > limits.idle_s:
            connection.transport.close()


def _address(connection: Connection) -> str:
    return connection.client[0] if connection.client else ""
