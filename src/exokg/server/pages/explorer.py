"""The explorer and the free network: each drawn once for a version of the data, while others are answered.

Drawing takes seconds and heavy libraries: this module is also the program of a process that can be killed.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from ...rdf.namespaces import compress
from ..http.messages import BadRequestError
from ..workers.process import lower_priority

if TYPE_CHECKING:
    from ..http.access_log import AccessLog
    from ..version import Version

EXPLORER: Final = "explorer"
FREE: Final = "free"
"""What can be drawn."""
_MOST_S = 600  # a million statements take 50 s of processor time, after the queries of others
_AGAIN = (("Retry-After", "2"),)
_WAIT = "the explorer is being drawn; it takes seconds, of a graph of a million statements some minutes"
_TOO_LARGE = "explorer-too-large"


class ExplorerPage:
    """Has the explorer and the free network drawn.

    Args:
        log: gets why a page could not be drawn.
        served: whether there is to be an explorer.
    """

    def __init__(self, log: AccessLog, *, served: bool) -> None:
        self._served = served
        self._journal = log

    def begin(self, version: Version, what: str = EXPLORER) -> asyncio.Task[bytes] | None:
        """Begin a page of a version unless it was begun; return what comes of it."""
        task: asyncio.Task[bytes] | None = version.memory.get(what)
        if task is None and self._served:
            task = version.memory[what] = asyncio.create_task(self._draw(version, what))
            task.add_done_callback(lambda done: done.cancelled() or done.exception())  # those who ask see it
        return task

    async def close(self, version: Version) -> None:
        """Stop what is being drawn."""
        tasks: set[asyncio.Task[bytes]] = {
            version.memory[what] for what in (EXPLORER, FREE) if what in version.memory
        }
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def page(self, version: Version, what: str, *, wait: bool) -> bytes:
        """Return a page.

        Args:
            version: of which data.
            what: :data:`EXPLORER` or :data:`FREE`.
            wait: until it is drawn, however long that takes.

        Raises:
            BadRequestError: it is not there yet, could not be drawn, takes too long, or is not to be.
        """
        task = self.begin(version, what)
        if task is None:
            raise BadRequestError(404, "not-found", "the explorer is not served here")
        if not (wait or task.done()):
            raise BadRequestError(503, "drawing", _WAIT, _AGAIN)
        try:
            return await asyncio.shield(task)
        except BadRequestError as error:
            if error.code != _TOO_LARGE:
                version.memory.pop(what, None)  # the next who asks has it tried again
            raise

    async def _draw(self, version: Version, what: str) -> bytes:
        program = (sys.executable, "-I", "-m", __name__, str(version.path), version.digest, what)
        process = await asyncio.create_subprocess_exec(*program, stdin=DEVNULL, stdout=PIPE, stderr=PIPE)
        lower_priority(process.pid)  # queries go first
        try:
            body, complaint = await asyncio.wait_for(process.communicate(), _MOST_S)
        except TimeoutError as error:
            self._journal.event(f"explorer: not drawn within {_MOST_S} s")
            message = f"the explorer of so large a graph takes more than {_MOST_S} s and is not served"
            raise BadRequestError(503, _TOO_LARGE, message, hint="draw it once: exokg view") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()
        if process.returncode != 0 or not body:
            reason = complaint.decode("utf-8", "replace").strip().rpartition("\n")[2]
            self._journal.event(f"explorer: exit code {process.returncode}: {reason[-500:]}")
            message = "the explorer could not be drawn; the operator finds why in the log"
            raise BadRequestError(503, "explorer", message, _AGAIN)
        return body


def address_of(iri: str) -> str:
    """Return where the explorer shows a thing, as the fragment of its address.

    A record is a card, everything else is selected.
    """
    name = compress(iri)
    kind = name.partition(":")[0]
    if kind in ("study", "review", "trial", "statement"):
        return urlencode({"view": "studies", "card": name})
    if kind in ("claim", "finding", "harm", "position"):
        return urlencode({"view": "findings", "sel": name})
    return urlencode({"view": "lanes", "focus": name, "sel": name})


def _main(folder: str, digest: str, what: str) -> None:
    """Write a page of one version of a store to standard output."""
    from ...knowledge_graph import KnowledgeGraph
    from ...store.embedded import EmbeddedStore
    from ...store.opening import open_read_only
    from ...store.sandbox import die_with_parent

    die_with_parent()
    store = EmbeddedStore(open_read_only(folder), digest=digest, path=Path(folder).parent)
    sys.stdout.buffer.write(KnowledgeGraph(store).view(free=what == FREE).encode())


if __name__ == "__main__":
    _main(*sys.argv[1:])
