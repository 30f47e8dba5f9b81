"""The sandbox from inside: what a process in it tries, the operating system refuses."""

from __future__ import annotations

import platform
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from exokg.store.system_calls import ALLOWED, MACHINES, program

if TYPE_CHECKING:
    from pathlib import Path

linux = pytest.mark.skipif(
    not sys.platform.startswith("linux") or platform.machine() not in MACHINES,
    reason="seccomp is Linux's, and its numbers are known for two kinds of machine",
)

TRIED = """socket 41 198|connect 42 203|accept 43 202|sendto 44 206|recvfrom 45 207|sendmsg 46 211
recvmsg 47 212|shutdown 48 210|bind 49 200|listen 50 201|socketpair 53 199|setsockopt 54 208
clone 56 220|execve 59 221|kill 62 129|ftruncate 77 46|fchmod 91 52|fchown 93 55|ptrace 101 117
syslog 103 116|setuid 105 146|setgid 106 144|setpgid 109 154|setsid 112 157|personality 135 92
setpriority 141 140|sched_setscheduler 144 119|mlockall 151 230|chroot 161 51|acct 163 89
mount 165 40|umount2 166 39|reboot 169 142|sethostname 170 161|init_module 175 105
quotactl 179 60|tkill 200 130|setxattr 188 5|io_setup 206 0|settimeofday 164 170|mq_open 240 180
mq_unlink 241 181|add_key 248 217|keyctl 250 219|inotify_init1 294 26|mkdirat 258 34
mknodat 259 33|fchownat 260 54|unlinkat 263 35|renameat 264 38|linkat 265 37|symlinkat 266 36
fchmodat 268 53|unshare 272 97|utimensat 280 88|eventfd2 290 19|epoll_create1 291 20
pipe2 293 59|perf_event_open 298 241|open_by_handle_at 304 265|setns 308 268
process_vm_readv 310 270|process_vm_writev 311 271|finit_module 313 273|memfd_create 319 279
bpf 321 280|execveat 322 281|userfaultfd 323 282|copy_file_range 326 285
pidfd_send_signal 424 424|io_uring_setup 425 425|pidfd_open 434 434|clone3 435 435
openat2 437 437|pidfd_getfd 438 438|process_madvise 440 440|mount_setattr 442 442
memfd_secret 447 447"""
"""Calls by name, with their numbers on x86-64 and on aarch64."""

TRY = """
import ctypes, errno, os, sys
from exokg.store import sandbox
column = 0 if os.uname().machine == "x86_64" else 1
layers = sandbox.enter(200_000_000)
assert "seccomp" in layers, layers
libc = ctypes.CDLL(None, use_errno=True)
for line in sys.argv[1].replace("|", "\\n").splitlines():
    name, *numbers = line.split()
    ctypes.set_errno(0)
    result = libc.syscall(ctypes.c_long(int(numbers[column])), 0, 0, 0, 0, 0, 0)
    assert (result, ctypes.get_errno()) == (-1, errno.EPERM), (name, result, ctypes.get_errno())
TIOCSTI, PRLIMIT = 0x5412, (302, 261)[column]
for call in ((16, 29)[column], 0, TIOCSTI, 0), (PRLIMIT, os.getppid(), 0, 0, 0):
    assert libc.syscall(*map(ctypes.c_long, call)) == -1 and ctypes.get_errno() == errno.EPERM, call
for flags in (os.O_WRONLY, os.O_RDWR, os.O_RDONLY | os.O_CREAT, os.O_RDONLY | os.O_TRUNC):
    try:
        os.open("/dev/null", flags)
    except PermissionError:
        continue
    raise AssertionError(flags)
os.close(os.open("/dev/null", os.O_RDONLY))
try:
    bytearray(400_000_000)
except MemoryError:
    pass
else:
    raise AssertionError("memory")
import decimal, sqlite3  # the program can still read its own modules
os.write(1, b"sandboxed")
"""

THREADS = """
import ctypes, os, socket, threading
from exokg.store import sandbox
begin, found = threading.Event(), []
def later():
    begin.wait()
    try:
        socket.socket()
        found.append("a socket")
    except PermissionError:
        found.append("refused")
thread = threading.Thread(target=later)
thread.start()
sandbox.enter(400_000_000)
begin.set()
thread.join()
os.write(1, found[0].encode())
"""

READ = """
import os, sys
from exokg.store import sandbox
ours, other = sys.argv[1:]
sandbox._filter_calls = lambda: True  # the second wall alone
layers = sandbox.enter(200_000_000, [ours])
if "landlock" not in layers:
    os.write(1, b"no landlock")
    sys.exit()
os.close(os.open(ours, os.O_RDONLY))
for attempt in (
    lambda: os.open(other, os.O_RDONLY), lambda: os.open(ours, os.O_WRONLY), lambda: os.mkdir(other + ".d"),
    lambda: os.unlink(ours), lambda: os.listdir("/"), lambda: os.execv("/bin/true", ["true"]),
):
    try:
        attempt()
    except PermissionError:
        continue
    raise AssertionError(attempt)
os.write(1, b"restricted")
"""


def run(text: str, *arguments: str) -> str:
    """What a program writes; its complaint where it fails."""
    command = [sys.executable, "-c", text, *arguments]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return found.stdout or found.stderr


@linux
def test_system_calls_are_refused() -> None:
    names = [call.split()[0] for call in TRIED.replace("|", "\n").splitlines()]
    assert len(names) > 60
    assert not set(names) & set(ALLOWED)
    assert run(TRY, TRIED) == "sandboxed"


@linux
def test_threads_that_run_already_are_in_it_too() -> None:
    assert run(THREADS) == "refused"


@linux
def test_files_are_refused_without_the_filter(tmp_path: Path) -> None:
    for name in ("ours", "other"):
        (tmp_path / name).write_text(name)
    found = run(READ, str(tmp_path / "ours"), str(tmp_path / "other"))
    assert found in {"restricted", "no landlock"}


@linux
def test_nobody_looks_into_it() -> None:
    text = "import os; from exokg.store import sandbox; sandbox.enter(10**8); os.write(1, b'%d' % {})"
    dumpable = "__import__('ctypes').CDLL(None).prctl(3)"
    assert "Operation not permitted" in run(text.format("os.kill(os.getpid(), 0) or 1"))
    before = text.replace(
        "sandbox.enter(10**8)", "sandbox._filter_calls = lambda: True; sandbox.enter(10**8)"
    )
    assert run(before.format(dumpable)) == "0"


def test_without_the_filter_there_is_no_descriptor_for_a_socket() -> None:
    text = """
import os, socket
from exokg.store import sandbox
sandbox._freeze_descriptors()
try:
    socket.socket()
except OSError:
    os.write(1, b"none")
"""
    assert run(text) == "none"


@pytest.mark.parametrize("machine", sorted(MACHINES))
def test_the_filter_is_whole(machine: str) -> None:
    """Each jump stays within the program, and its last step refuses."""
    import struct

    steps = list(struct.iter_unpack("=HBBI", program(machine)))
    assert len(steps) < 4096  # more the kernel does not take
    for at, (code, if_true, if_false, _) in enumerate(steps):
        assert code == 0x06 or at + 1 + max(if_true, if_false) < len(steps)
    assert steps[-1][0] == 0x06
    assert steps[-1][3] >> 16 == 0x0005
    column = list(MACHINES).index(machine)
    numbers = [numbers[column] for numbers in ALLOWED.values() if numbers[column] is not None]
    assert len(numbers) == len(set(numbers))
    assert {value for code, _, _, value in steps if code == 0x15} >= set(numbers)
