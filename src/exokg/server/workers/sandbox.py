"""The sandbox a worker enters: no network, no writing, bounded memory.

Two walls: the query gate refuses what reaches outward before anything is parsed, and the operating
system refuses it again. On Linux (x86-64, aarch64) a seccomp filter denies the calls listed in
:data:`DENIED` with EPERM and any open for writing; elsewhere the number of open files is frozen, which
leaves no descriptor for a socket. See seccomp(2), prctl(2), setrlimit(2).
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import socket
import struct
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["DENIED", "Beacon", "die_with_parent", "enter", "leaks"]

DENIED: dict[str, tuple[int | None, int | None]] = {
    "accept": (43, 202),
    "accept4": (288, 242),
    "bind": (49, 200),
    "chmod": (90, None),
    "connect": (42, 203),
    "creat": (85, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "io_uring_setup": (425, 425),  # asynchronous rings would walk around the filter
    "link": (86, None),
    "linkat": (265, 37),
    "listen": (50, 201),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "openat2": (437, 437),  # flags behind a pointer cannot be looked at
    "process_vm_writev": (311, 271),
    "ptrace": (101, 117),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "rmdir": (84, None),
    "sendmmsg": (307, 269),
    "sendmsg": (46, 211),
    "sendto": (44, 206),
    "socket": (41, 198),
    "socketpair": (53, 199),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "truncate": (76, 45),
    "unlink": (87, None),
    "unlinkat": (263, 35),
}
"""Call name → number on x86-64 and aarch64 (``None``: the call does not exist there)."""
_OPENS: tuple[tuple[tuple[int | None, int | None], int], ...] = (((2, None), 1), ((257, 56), 2))
"""Open and openat: number on x86-64 and aarch64, and which argument holds the flags."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_BIT = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # classic BPF operations
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER_MODE = 1, 38, 22, 2


def enter(memory_bytes: int) -> bool:
    """Enter the sandbox. There is no way out again.

    Args:
        memory_bytes: address space that may be added to what is used now.

    Returns:
        Whether the seccomp filter holds; without it the descriptor limit is the wall.
    """
    die_with_parent()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform.startswith("linux"):  # other kernels accept the limit and do not keep it
        most = _address_space() + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    filtered = _filter_calls()
    if not filtered:
        _freeze_descriptors()
    return filtered


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

    def hits(self, store: Store) -> list[str]:
        """Ask the engine itself to call out, past the gate."""
        import select

        port = self._listener.getsockname()[1]
        try:
            answer: Any = store.query(f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
            list(answer)
            found = ["SERVICE was answered"]
        except (OSError, RuntimeError, ValueError):
            found = []
        called, _, _ = select.select([self._listener], [], [], 0)
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
    machine = platform.machine()
    if not sys.platform.startswith("linux") or machine not in _AUDIT_ARCH:
        return False
    program = _program(machine)
    code = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        """``struct sock_fprog`` of linux/filter.h."""

        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    handle = Program(len(program) // 8, ctypes.addressof(code))
    return (
        _prctl(_PR_SET_NO_NEW_PRIVS, 1) == 0
        and _prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.addressof(handle)) == 0
    )


def _prctl(option: int, first: int, second: int = 0) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    words = [ctypes.c_ulong(value) for value in (first, second, 0, 0)]
    result: int = libc.prctl(option, *words)
    return result


def _program(machine: str) -> bytes:
    """Assemble the filter: each test jumps over its own refusal, so that order does not matter."""
    column = 0 if machine == "x86_64" else 1
    steps = [
        _step(_LOAD, 4),  # seccomp_data.arch
        _step(_EQUAL, _AUDIT_ARCH[machine], 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, 0),  # seccomp_data.nr
    ]
    if machine == "x86_64":  # the x32 table has other numbers for the same calls
        steps += [_step(_AT_LEAST, _X32_BIT, 0, 1), _step(_RETURN, _REFUSE)]
    for numbers in DENIED.values():
        if (number := numbers[column]) is not None:
            steps += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _REFUSE)]
    for numbers, argument in _OPENS:
        if (number := numbers[column]) is not None:
            steps += [
                _step(_EQUAL, number, 0, 4),
                _step(_LOAD, 16 + 8 * argument),  # the low word of seccomp_data.args[argument]
                _step(_ANY_BIT, _WRITING, 0, 1),
                _step(_RETURN, _REFUSE),
                _step(_LOAD, 0),
            ]
    return b"".join([*steps, _step(_RETURN, _ALLOW)])


def _step(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", operation, if_true, if_false, value)
