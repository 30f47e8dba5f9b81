"""Writes versions of a store in child processes that a test may kill.

A program of its own: forking is safe only in a process that never opened an on-disk store. It reads
lines ``NUMBER POINT STORE`` from stdin, writes version NUMBER into the folder STORE, in a fork that kills
itself when the build reaches POINT (``-``: never; ``full``: with no room for files), prints the fork's
process id, and then how it ended.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

import pyoxigraph

from exokg.errors import StoreCorruptError
from exokg.store.versions import remove_leftovers, write_version

SIZE = 400


def dataset(number: int) -> pyoxigraph.Store:
    """A made-up dataset in which every statement tells its number."""
    store = pyoxigraph.Store()
    graphs = (pyoxigraph.DefaultGraph(), pyoxigraph.NamedNode("urn:g"))
    predicate, value = pyoxigraph.NamedNode("urn:build"), pyoxigraph.Literal(number)
    store.extend(
        pyoxigraph.Quad(pyoxigraph.NamedNode(f"urn:s{n}"), predicate, value, graphs[n % 2])
        for n in range(SIZE)
    )
    return store


def write(out: Path, number: int) -> None:
    """Write one version, as a build does under its lock."""
    (out / "versions").mkdir(parents=True, exist_ok=True)
    remove_leftovers(out)
    write_version(out, dataset(number), {"study": number}, inputs=f"{number:064}", source="")


def _child(out: Path, number: int, point: str) -> None:
    signal.alarm(60)

    def die(event: str, arguments: tuple[object, ...]) -> None:
        if event == "exokg.build" and arguments[0] == point:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(die)
    if point == "full":
        sys.dont_write_bytecode = True  # Python 3.11 would keep the half of a compiled module that fits
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    try:
        write(out, number)
    except (OSError, StoreCorruptError):
        os._exit(7)
    os._exit(0)


def main() -> None:
    """Serve the lines of stdin."""
    for line in sys.stdin:
        number, point, out = line.rstrip("\n").split(" ", 2)
        child = os.fork()
        if child == 0:
            _child(Path(out), int(number), point)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
