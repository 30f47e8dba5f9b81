"""The system calls that a process in the sandbox may make, and the filter that refuses all others.

The filter is a program of classic BPF for seccomp(2). Whatever is not named here is refused with EPERM: the
network, other files than for reading, other processes, time, mounts, keys, modules, and every call that a
later kernel brings. Names and numbers are those of the kernel's tables for x86-64 and for aarch64.
"""

from __future__ import annotations

import errno
import os
import struct
from typing import Final

ALLOWED: Final[dict[str, tuple[int | None, int | None]]] = {
    "access": (21, None),
    "brk": (12, 214),
    "clock_getres": (229, 114),
    "clock_gettime": (228, 113),
    "clock_nanosleep": (230, 115),
    "close": (3, 57),
    "dup": (32, 23),
    "exit": (60, 93),
    "exit_group": (231, 94),
    "faccessat": (269, 48),
    "faccessat2": (439, 439),
    "fadvise64": (221, 223),
    "fcntl": (72, 25),
    "fstat": (5, 80),
    "fstatfs": (138, 44),
    "futex": (202, 98),
    "get_robust_list": (274, 100),
    "getcpu": (309, 168),
    "getcwd": (79, 17),
    "getdents64": (217, 61),
    "getegid": (108, 177),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getpid": (39, 172),
    "getppid": (110, 173),
    "getrandom": (318, 278),
    "getrlimit": (97, 163),
    "getrusage": (98, 165),
    "gettid": (186, 178),
    "gettimeofday": (96, 169),
    "getuid": (102, 174),
    "lseek": (8, 62),
    "lstat": (6, None),
    "madvise": (28, 233),
    "membarrier": (324, 283),
    "mincore": (27, 232),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "mremap": (25, 216),
    "munmap": (11, 215),
    "nanosleep": (35, 101),
    "newfstatat": (262, 79),
    "poll": (7, None),
    "ppoll": (271, 73),
    "pread64": (17, 67),
    "preadv": (295, 69),
    "pselect6": (270, 72),
    "read": (0, 63),
    "readahead": (187, 213),
    "readlink": (89, None),
    "readlinkat": (267, 78),
    "readv": (19, 65),
    "restart_syscall": (219, 128),
    "rseq": (334, 293),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sched_getaffinity": (204, 123),
    "sched_yield": (24, 124),
    "select": (23, None),
    "set_robust_list": (273, 99),
    "sigaltstack": (131, 132),
    "stat": (4, None),
    "statfs": (137, 43),
    "statx": (332, 291),
    "sysinfo": (99, 179),
    "times": (100, 153),
    "uname": (63, 160),
    "write": (1, 64),
    "writev": (20, 66),
}
"""Calls that are allowed whatever their arguments."""
MACHINES: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""The machines whose numbers are known, with the kernel's names for them (linux/audit.h)."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_OPENS = (((2, None), 1), ((257, 56), 2))
"""open and openat, and which argument holds the flags: they may only read."""
_EQUALS = (
    ((16, 29), 1, (0x5401, 0x5450, 0x5451, 0x541B)),  # ioctl: TCGETS, FIONCLEX, FIOCLEX, FIONREAD
    ((302, 261), 0, (0,)),  # prlimit64: of this process
)
"""Calls of which one argument may be one of a few numbers only."""
_X32_BIT = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # classic BPF operations
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM


def program(machine: str) -> bytes:
    """Return the filter for one of :data:`MACHINES`.

    >>> len(program("x86_64")) % 8
    0
    """
    column = 0 if machine == "x86_64" else 1
    steps = [
        _step(_LOAD, 4),  # seccomp_data.arch
        _step(_EQUAL, MACHINES[machine], 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, 0),  # seccomp_data.nr
    ]
    if machine == "x86_64":  # the x32 table has other numbers for the same calls
        steps += [_step(_AT_LEAST, _X32_BIT, 0, 1), _step(_RETURN, _REFUSE)]
    for numbers in ALLOWED.values():
        if (number := numbers[column]) is not None:
            steps += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _ALLOW)]
    for numbers, argument in _OPENS:
        if (number := numbers[column]) is not None:
            looks = [_step(_ANY_BIT, _WRITING, 0, 1), _step(_RETURN, _REFUSE), _step(_RETURN, _ALLOW)]
            steps += _looking_at(number, argument, looks)
    for numbers, argument, values in _EQUALS:
        looks = []
        for value in values:
            looks += [_step(_EQUAL, value, 0, 1), _step(_RETURN, _ALLOW)]
        steps += _looking_at(numbers[column] or 0, argument, [*looks, _step(_RETURN, _REFUSE)])
    return b"".join([*steps, _step(_RETURN, _REFUSE)])


def _looking_at(number: int, argument: int, looks: list[bytes]) -> list[bytes]:
    """Judge one call by the low word of one of its arguments; the looks end with a verdict."""
    load = _step(_LOAD, 16 + 8 * argument)  # seccomp_data.args[argument]
    return [_step(_EQUAL, number, 0, len(looks) + 1), load, *looks]


def _step(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", operation, if_true, if_false, value)
