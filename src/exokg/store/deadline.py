"""A bound on time and memory for work that cannot be interrupted.

The embedded engine runs a query to its end whatever Python does, so the work goes to a thread of its
own while the caller watches. When the watch ends, the thread is still running: the process should
report and leave with :func:`os._exit`, as :func:`exokg.cli.main` does.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from ..errors import QueryTimeoutError

T = TypeVar("T")
_LOOK_S = 0.1  # how often memory is looked at


class _Work(threading.Thread, Generic[T]):
    """One call in a thread that does not delay the exit."""

    def __init__(self, call: Callable[[], T]) -> None:
        super().__init__(daemon=True)
        self._call = call
        self.result: T | None = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = self._call()
        except BaseException as error:  # handed to the caller, whatever it is
            self.error = error

    def taken(self) -> T:
        """The result; an error is raised and held no more, as the frames of its traceback hold this call."""
        error, self.error = self.error, None
        if error is None:
            return self.result  # type: ignore[return-value]
        try:
            raise error
        finally:
            del error


def run_within(seconds: float, call: Callable[[], T], *, memory_mb: int = 0) -> T:
    """Call, and give up after a time or when this process grows too much.

    >>> run_within(5, lambda: 6 * 7)
    42

    Args:
        seconds: wall time; 0 waits for ever.
        call: the work; it must not share state that a half-done run would spoil.
        memory_mb: what the process may grow by, in resident memory; 0 looks at none.

    Raises:
        QueryTimeoutError: a bound was passed. The work is still running.
    """
    before = resident_mb()
    work = _Work(call)
    work.start()
    end = time.monotonic() + seconds if seconds else float("inf")
    while work.is_alive():
        left = end - time.monotonic()
        if left <= 0:
            raise QueryTimeoutError(
                f"the query was stopped after {seconds:g} s", hint="raise --timeout-s, or narrow the query"
            )
        work.join(min(left, _LOOK_S))
        if memory_mb and resident_mb() - before > memory_mb:
            raise QueryTimeoutError(
                f"the query was stopped at {memory_mb:,} MB of memory",
                hint="raise --memory-mb, add LIMIT, or narrow the query",
            )
    return work.taken()


def resident_mb() -> int:
    """Resident memory of this process in MB; 0 where the system does not say (no ``/proc``)."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - a tenth of a second matters
            return int(file.read().split()[1]) * 4096 // 1_000_000
    except (OSError, IndexError, ValueError):
        return 0
