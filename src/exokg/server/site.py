"""What everything that answers shares: the data served now, the settings, the counters and the log."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ..errors import StoreError
from .http.access import HostPolicy, ProxyPolicy
from .http.access_log import AccessLog
from .http.connections import Connections
from .http.messages import HeadWriter
from .http.metrics import Metrics
from .pages.downloads import Released
from .pages.explorer import ExplorerPage
from .source import check_count
from .version import Version
from .workers.job import QueryFailedError
from .workers.stream import Backlog

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from .settings import Settings
    from .source import FolderSource, Opened

_LOOK_S = 1.0
_HELD_FOR_READERS = 256 * 1024 * 1024
"""Bytes of answers that slow readers may keep in memory, all together."""


class Site:
    """One graph being served; it has no part in HTTP.

    Args:
        source: where the data come from.
        settings: what the operator chose.

    Raises:
        StoreError: the release to serve is not as it was written.

    Attributes:
        version: the version of the data being served.
        opened: where it was opened.
        cut: how many answers ended before they were whole.
        sending: bytes of long answers that are being sent.
        released: the release whose files are served.
    """

    def __init__(self, source: FolderSource, settings: Settings) -> None:
        self.settings = settings
        self.released = Released({}, {}) if settings.release is None else Released.opened(settings.release)
        self.metrics = Metrics(self, logs=settings.access_log != "off")
        self.log = AccessLog(settings.access_log, settings.log_to)
        self.explorer = ExplorerPage(self.log, served=settings.explorer)
        self.heads = HeadWriter(cors=settings.cors)
        self.hosts = HostPolicy(settings.allow_hosts, settings.host)
        self.proxies = ProxyPolicy(settings.trusted_proxies)
        self.connections = Connections(settings.limits, self.proxies.trusts, self.note_cut)
        self.reload_trouble: str | None = None
        self.cut = 0
        self.sending = 0
        self._source = source
        self._backlog = Backlog(settings.limits.unsent_bytes, _HELD_FOR_READERS)
        self._reloading = asyncio.Lock()
        self._tasks: set[asyncio.Task[object]] = set()
        self._watch: asyncio.TimerHandle | None = None
        self.version: Version
        self.opened: Opened

    # --- life ---

    async def start(self) -> None:
        """Open the data and start the workers.

        Raises:
            StoreError: the data cannot be served.
        """
        opened = self._source.open()
        self.version, self.opened = await self._begin(opened), opened
        if self.settings.watch:
            self._watch = asyncio.get_running_loop().call_later(_LOOK_S, self._look)

    async def close(self) -> None:
        """Fail what is still asked, and stop the workers."""
        if self._watch is not None:
            self._watch.cancel()
        await self.explorer.close(self.version)
        self.version.pool.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.log.close()

    def background(self, work: Coroutine[object, object, object]) -> None:
        """Do something while others are answered."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # --- data ---

    async def reload(self) -> bool:
        """Serve the current version of the store, if it is another one and whole.

        The old version answers until the new one is ready, and finishes what it was asked.

        Returns:
            Whether another version is served now.
        """
        async with self._reloading:
            try:
                opened = await asyncio.to_thread(self._source.open)
                if opened.name == self.opened.name:
                    self.reload_trouble = None
                    return False
                version = await self._begin(opened)
            except StoreError as error:
                self.reload_trouble = error.message
                self.log.event(f"kept {self.opened.name}: {error.message}")
                return False
            old = self.version
            self.version, self.opened, self.reload_trouble = version, opened, None
        self.log.event(f"now serving {opened.name}")
        self.explorer.begin(self.version)
        self.background(old.pool.retire(self.settings.limits.timeout_s + 1))
        return True

    async def _begin(self, opened: Opened) -> Version:
        version = Version(
            opened.path, opened.digest, opened.quads, self.settings.limits, self._backlog, opened.others
        )
        try:
            check_count(opened, await version.pool.supervisor.started)
        except QueryFailedError as error:
            version.pool.close()
            raise StoreError(error.message) from error
        except StoreError:
            version.pool.close()
            raise
        return version

    def _look(self) -> None:
        """Look for a newly built version."""
        if not self._reloading.locked():
            present = self._source.present()
            if present is not None and present != self.opened.name:
                self.background(self.reload())
        self._watch = asyncio.get_running_loop().call_later(_LOOK_S, self._look)

    # --- answers ---

    def has_room(self, size: int) -> bool:
        """Return whether another long answer may wait for its reader."""
        return size + self._backlog.held + self.sending <= _HELD_FOR_READERS

    def note_cut(self, client: str, why: str) -> None:
        """Count and log an answer that ended before it was whole; the client sees a broken connection."""
        self.cut += 1
        self.log.event(f"cut an answer to {client}: {why}")
