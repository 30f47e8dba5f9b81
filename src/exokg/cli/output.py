"""What the program prints, and how: the answer on stdout or in a file, all else on stderr.

An answer is written whole or not at all. While it is made it goes to memory or a temporary file; a
command that fails leaves stdout empty and no half-written file under the final name.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from ..curation.replacement import replacing
from ..errors import FormatError
from .spool import Spool


class Manner:
    """How much the program says, and what it reads: the state of one run."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget the options of an earlier run."""
        self.verbosity = 0
        self.quiet = False
        self.color = "auto"
        self.elsewhere = ""  # the endpoint or RDF file that is read: nobody has checked its data

    def paints(self) -> bool:
        """Whether stderr gets colour (https://no-color.org)."""
        if self.color != "auto":
            return self.color == "always"
        return not os.environ.get("NO_COLOR") and sys.stderr.isatty()


manner = Manner()
"""The manner of this run."""


def say(text: str) -> None:
    """A line for people on stderr; nothing with ``--quiet``."""
    if not manner.quiet:
        _print(text)


def detail(text: str) -> None:
    """A line that only ``-v`` shows."""
    if manner.verbosity:
        say(text)


def warn(text: str) -> None:
    """A warning on stderr."""
    if not manner.quiet:
        _print(text, painted("warning:", 33) + " ")


def fail(text: str) -> None:
    """A line of an error on stderr, also with ``--quiet``."""
    _print(text)


def report_error(text: str) -> None:
    """The first line of an error that has no place in a file."""
    _print(text, painted("error:", 31) + " ")


def _print(text: str, head: str = "") -> None:
    """Names of files, bytes of an endpoint and texts of the data may be in it: none steers a terminal."""
    print(head + _harmless_text(text), file=sys.stderr)


def painted(text: str, code: int) -> str:
    """Text in a colour where stderr gets colour, else as it is."""
    return f"\x1b[{code}m{text}\x1b[0m" if manner.paints() else text


@contextmanager
def step(what: str) -> Iterator[None]:
    """Name a step on stderr if it takes longer than a second and a person is watching."""
    if manner.quiet or not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    timer = Timer(1.0, say, [f"{what} …"])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def stdout_is_terminal() -> bool:
    """Whether a person reads stdout."""
    return sys.stdout is not None and sys.stdout.isatty()


def choose_format(
    asked: str | None,
    known: Sequence[str],
    *,
    output: str | None = None,
    suffixes: Mapping[str, str] | None = None,
    terminal: str = "table",
    pipe: str = "csv",
) -> str:
    """The format of the answer: the one asked for, else by the file's suffix, else by who reads it.

    Args:
        asked: the value of ``-f``.
        known: the formats of the command.
        output: the value of ``-o``.
        suffixes: file suffix without its dot → format, where they differ.
        terminal: the format for a person.
        pipe: the format for a program.

    Raises:
        FormatError: the format, or the one of the file's suffix, is not one of ``known``, or they contradict;
            or it is no text, and a terminal would get it.
    """
    shown = output in {None, "-"} and stdout_is_terminal()
    chosen = _named(asked, known, output, suffixes or {}) or (terminal if shown else pipe)
    if chosen == "parquet" and shown:
        raise FormatError("parquet is no text for a terminal", hint="name a file: -o answer.parquet")
    return chosen


def _named(asked: str | None, known: Sequence[str], output: str | None, suffixes: Mapping[str, str]) -> str:
    """The format asked for, or that of a file's suffix; empty where neither says it."""
    suffix = Path(output or "").suffix.removeprefix(".").lower()
    if asked is not None:
        if asked not in known:
            raise FormatError(f"unknown format {asked!r}", hint=f"one of: {', '.join(known)}")
        if suffix in known and suffix != asked:
            raise FormatError(
                f"{output}: -f says {asked}, the name says {suffix}", hint="leave one of them out"
            )
        return asked
    guess = suffixes.get(suffix, suffix)
    if suffix and guess not in known:
        raise FormatError(f"{output}: no format for .{suffix}", hint=f"name one with -f: {', '.join(known)}")
    return guess


def write_answer(content: str | bytes | Iterable[str] | Iterable[bytes], output: str | None = None) -> None:
    """Write a whole answer to stdout, or to a file that appears complete or not at all."""
    with open_answer(output) as file:
        if isinstance(content, bytes):
            file.write(content)
        elif isinstance(content, str):
            file.write(content.encode())
        else:
            for part in content:
                file.write(part if isinstance(part, bytes) else part.encode())


@contextmanager
def open_answer(output: str | None = None) -> Iterator[IO[bytes]]:
    """A file for the answer that reaches its place only if the block ends well.

    Args:
        output: a path; ``None`` and ``-`` are stdout.
    """
    if output is None or output == "-":
        with _spooled_stdout() as file:
            yield file
        return
    path = Path(os.path.realpath(output))
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):  # a device or a pipe has no rename
        with path.open("wb") as file:
            yield file
        return
    with replacing(path) as file:
        yield file


def harmless(data: bytes) -> bytes:
    r"""Text in UTF-8 whose characters that would steer a terminal are written out.

    >>> harmless(b"red: \x1b[31m\n")
    b'red: <U+001B>[31m\n'
    """
    return _harmless_text(data.decode("utf-8", "replace")).encode()


def _harmless_text(text: str) -> str:
    if text.isascii() and text.replace("\n", "").isprintable():  # nearly every line
        return text
    from ..curation.characters import written_out

    return re.sub(r"\r(?!\n)", "<U+000D>", written_out(text))


@contextmanager
def _spooled_stdout() -> Iterator[IO[bytes]]:
    with Spool() as spool:
        yield cast("IO[bytes]", spool)
        if sys.stdout is None:  # the shell closed it: >&-
            raise OSError("stdout is closed")
        sys.stdout.flush()
        if sys.stdout.isatty():
            sys.stdout.buffer.write(harmless(b"".join(spool.parts())))
        else:
            for part in spool.parts():
                sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
