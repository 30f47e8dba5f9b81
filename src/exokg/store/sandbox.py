"""The sandbox of a process that runs queries: no network, no writing, no other files, bounded memory.

The query gate refuses what reaches outward before anything is parsed; the operating system refuses it again,
in two ways that do not depend on each other. On Linux (x86-64, aarch64) seccomp(2) allows the calls of
:mod:`exokg.store.system_calls` and no others, in all threads. Where the kernel has Landlock (landlock(7),
since 5.13) the process can moreover read only the program, its libraries and its data. Nor can another
process of the same user look into it (``PR_SET_DUMPABLE``). Elsewhere the number of open files is frozen,
which leaves no descriptor for a socket.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import socket
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .system_calls import MACHINES, program

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 4, 38, 22
_FILTER_MODE, _ALL_THREADS = 2, 1
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # version of Landlock: how many rights to files it knows
_LIBRARIES = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/null", "/dev/urandom")


def enter(memory_bytes: int, readable: Iterable[str] = ()) -> list[str]:
    """Enter the sandbox. There is no way out again.

    Args:
        memory_bytes: address space that may be added to what is used now.
        readable: files and folders that may be read, besides those of the program.

    Returns:
        What holds: ``landlock``, and ``seccomp`` or, without it, ``descriptors``.
    """
    die_with_parent()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform.startswith("linux"):  # other kernels accept the limit and do not keep it
        most = _address_space() + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        _prctl(_PR_SET_DUMPABLE, 0)
    layers = ["landlock"] if _restrict_files(readable) else []
    if _filter_calls():
        return [*layers, "seccomp"]
    _freeze_descriptors()
    return [*layers, "descriptors"]


def die_with_parent() -> None:
    """Ask the kernel to end this process when its parent ends."""
    if sys.platform.startswith("linux"):
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def leaks() -> list[str]:
    """Try what the sandbox must refuse, and return what it did not."""
    found = []
    try:
        socket.socket().close()
        found.append("a socket could be made")
    except OSError:
        pass
    try:
        os.close(os.open("/dev/null", os.O_WRONLY))
        found.append("a file could be opened for writing")
    except OSError:
        pass
    return found


class Beacon:
    """A loopback listener that must never be called: opened before the sandbox closes."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)  # noqa: FBT003 - the standard library's signature
        self._port = self._listener.getsockname()[1]

    def hits(self, store: Store) -> list[str]:
        """Ask the engine itself to call out, past the gate."""
        import select

        try:
            answer: Any = store.query(
                f"SELECT * {{ SERVICE <http://127.0.0.1:{self._port}/> {{ ?s ?p ?o }} }}"
            )
            list(answer)
            found = ["SERVICE was answered"]
        except (OSError, RuntimeError, ValueError):
            found = []
        watch = select.poll()
        watch.register(self._listener, select.POLLIN)
        called = watch.poll(0)
        self._listener.close()
        return [*found, "SERVICE reached the network"] if called else found


def _address_space() -> int:
    """Bytes of address space in use (proc(5): the first number of statm, in pages)."""
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - a kernel interface, not a path of ours
        return int(file.read().split()[0]) * resource.getpagesize()


def _freeze_descriptors() -> None:
    lowest = os.dup(0)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, lowest))


def _filter_calls() -> bool:
    """Refuse all system calls but those allowed; whether this system can."""
    machine = platform.machine()
    if not sys.platform.startswith("linux") or machine not in MACHINES:
        return False
    steps = program(machine)
    code = ctypes.create_string_buffer(steps, len(steps))

    class Program(ctypes.Structure):
        """``struct sock_fprog`` of linux/filter.h."""

        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    handle = Program(len(steps) // 8, ctypes.addressof(code))
    where = ctypes.addressof(handle)
    if _prctl(_PR_SET_NO_NEW_PRIVS, 1) != 0:
        return False
    if _call(_SECCOMP[machine], 1, _ALL_THREADS, where) == 0:
        return True
    return _prctl(_PR_SET_SECCOMP, _FILTER_MODE, where) == 0  # a kernel before 3.17


def _restrict_files(readable: Iterable[str]) -> bool:
    """Leave of all files those of the program and those named, for reading only; whether this system can."""
    if not sys.platform.startswith("linux"):
        return False
    version = _call(_CREATE_RULESET, 0, 0, 1)
    if version < 1:
        return False
    rights = (1 << _RIGHTS.get(version, 16)) - 1
    ruled = [rights, *([3] if version >= 4 else []), *([3] if version >= 6 else [])]  # files, TCP, signals
    attributes = ctypes.create_string_buffer(struct.pack(f"={len(ruled)}Q", *ruled), 8 * len(ruled))
    rules = _call(_CREATE_RULESET, ctypes.addressof(attributes), 8 * len(ruled), 0)
    if rules < 0:
        return False
    try:
        for name in {*_LIBRARIES, sys.prefix, sys.base_prefix, *filter(None, sys.path), *readable}:
            _let_read(rules, Path(name))
        return _prctl(_PR_SET_NO_NEW_PRIVS, 1) == 0 and _call(_RESTRICT_SELF, rules, 0) == 0
    finally:
        os.close(rules)


def _let_read(rules: int, path: Path) -> None:
    try:
        there = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # nothing to read there
        return
    rights = _READ_FILE | _READ_DIR if path.is_dir() else _READ_FILE
    rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, there), 12)
    _call(_ADD_RULE, rules, 1, ctypes.addressof(rule), 0)
    os.close(there)


def _prctl(option: int, first: int, second: int = 0) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    words = [ctypes.c_ulong(value) for value in (first, second, 0, 0)]
    result: int = libc.prctl(option, *words)
    return result


def _call(number: int, *arguments: int) -> int:
    """Make a system call for which the C library has no function; −1 if it is refused or unknown."""
    libc = ctypes.CDLL(None, use_errno=True)
    result: int = libc.syscall(ctypes.c_long(number), *map(ctypes.c_ulong, arguments))
    return result
