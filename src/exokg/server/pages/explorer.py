"""The explorer's page: drawn once for each version of the data, while other requests are answered."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ..http.messages import BadRequestError
from ..workers.process import lower_priority

if TYPE_CHECKING:
    from ..http.access_log import AccessLog
    from ..version import Version

__all__ = ["ExplorerPage"]

_MOST_S = 120
_AGAIN = (("Retry-After", "2"),)


class ExplorerPage:
    """Has the explorer drawn by the command that draws it for files.

    Args:
        command: writes the page to standard output; empty where there is to be no explorer.
        log: told why a page could not be drawn.
    """

    def __init__(self, command: tuple[str, ...], log: AccessLog) -> None:
        self._command = command
        self._journal = log

    def begin(self, version: Version) -> asyncio.Task[bytes] | None:
        """Begin the page of a version unless it was begun; return what comes of it."""
        task: asyncio.Task[bytes] | None = version.memory.get("explorer")
        if task is None and self._command:
            task = version.memory["explorer"] = asyncio.create_task(self._draw())
            task.add_done_callback(lambda done: done.cancelled() or done.exception())  # told to who asks
        return task

    async def close(self, version: Version) -> None:
        """Stop what is being drawn."""
        task: asyncio.Task[bytes] | None = version.memory.get("explorer")
        if task is not None:
            task.cancel()
            await asyncio.wait({task})

    async def page(self, version: Version, *, wait: bool) -> bytes:
        """Return the page.

        Args:
            version: of which data.
            wait: until it is drawn, however long that takes.

        Raises:
            BadRequestError: it is not there yet, could not be drawn, or is not to be.
        """
        task = self.begin(version)
        if task is None:
            raise BadRequestError(404, "not-found", "the explorer is not served here")
        if not (wait or task.done()):
            raise BadRequestError(503, "drawing", "the explorer is being drawn; it takes seconds", _AGAIN)
        try:
            return await asyncio.shield(task)
        except BadRequestError:
            version.memory.pop("explorer", None)  # the next who asks has it tried again
            raise

    async def _draw(self) -> bytes:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *self._command, stdin=asyncio.subprocess.DEVNULL, stdout=pipe, stderr=pipe
        )
        lower_priority(process.pid)  # queries go first
        try:
            body, complaint = await asyncio.wait_for(process.communicate(), _MOST_S)
        except TimeoutError:
            raise BadRequestError(
                503, "explorer", "the explorer could not be drawn in time", _AGAIN
            ) from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()
        if process.returncode != 0:
            self._journal.event(f"explorer: {complaint.decode('utf-8', 'replace')[-500:]}")
            message = "the explorer could not be drawn; the operator finds why in the log"
            raise BadRequestError(503, "explorer", message, _AGAIN)
        return body
