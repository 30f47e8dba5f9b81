"""RDF that somebody else wrote, read without trusting it.

Parsers crash, grow without bound or fetch what a file names. So a file is looked at and parsed in a child
process under limits (:mod:`exokg.store.parser_process`), and only the plain statements that come out are
loaded here. Nothing that the file names is fetched: no JSON-LD context, no ``owl:imports``, no entity.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

import pyoxigraph

from ..errors import FormatError, InputError, TurtleSyntaxError
from .embedded import EmbeddedStore, first_line

MEDIA_TYPES: Final = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".rdf": "application/rdf+xml",
    ".owl": "application/rdf+xml",
    ".xml": "application/rdf+xml",
    ".jsonld": "application/ld+json",
}
"""File suffix → media type."""

LIMITS: Final = {
    "megabytes": 50,
    "memory_mb": 256,
    "cpu_s": 30,
    "nesting": 500,
    "statements": 400_000,
    "written_mb": 100,
}
"""What a foreign file may need: its size, the parser's memory and time, how deep its elements (XML) or
brackets (JSON) may be nested, how many statements it may hold, and their length when written in full. So many
statements take 300 MB of memory."""


def media_type_of(path: Path) -> str:
    """The media type of an RDF file by its name, which may end in ``.gz``.

    Raises:
        FormatError: the suffix is not known.
    """
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    if suffix not in MEDIA_TYPES:
        raise FormatError(f"{path}: unknown kind of RDF file", hint=f"known: {', '.join(MEDIA_TYPES)}")
    return MEDIA_TYPES[suffix]


def read_dataset(path: Path) -> EmbeddedStore:
    """Read an RDF file into memory.

    Args:
        path: a file with one of the suffixes of :data:`MEDIA_TYPES`.

    Raises:
        FormatError: the suffix is not known.
        TurtleSyntaxError: the file cannot be parsed, with ``path:line:column``.
        InputError: it is not UTF-8, or passes one of :data:`LIMITS`.
    """
    media_type = media_type_of(path)
    store = pyoxigraph.Store()
    try:
        with path.open("rb") as file, parse_apart(file, media_type, str(path)) as quads:
            store.bulk_load(quads, format=pyoxigraph.RdfFormat.N_QUADS)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    return EmbeddedStore(store, path=path)


@contextmanager
def parse_apart(file: IO[bytes], media_type: str, name: str) -> Iterator[IO[bytes]]:
    """Parse RDF in a process of its own, under :data:`LIMITS`.

    Args:
        file: where it is read from; a real file.
        media_type: what it is.
        name: what messages call it.

    Yields:
        A file with its statements as N-Quads.

    Raises:
        TurtleSyntaxError: it cannot be parsed, with ``name:line:column``.
        InputError: it is not UTF-8, or passes one of :data:`LIMITS`.
    """
    parser = str(Path(__file__).with_name("parser_process.py"))
    command = [sys.executable, "-I", parser, media_type, json.dumps(LIMITS)]
    with TemporaryFile() as quads, TemporaryFile() as complaint:
        try:
            child = subprocess.run(  # noqa: S603 - our own program, by its path
                command, stdin=file, stdout=quads, stderr=complaint, timeout=2 * LIMITS["cpu_s"], check=False
            )
        except subprocess.TimeoutExpired as error:
            raise InputError(f"{name}:1: not parsed within {2 * LIMITS['cpu_s']} s") from error
        if child.returncode:
            complaint.seek(0)
            raise _complaint(name, child.returncode, complaint.read(10_000))
        quads.seek(0)
        yield quads


def _complaint(name: str, code: int, text: bytes) -> InputError:
    try:
        found = json.loads(text)
        line, column, message = found["line"], found["column"], first_line(found["message"])
        hint = first_line(found["hint"]) or None
    except (ValueError, TypeError, KeyError):
        if code in (-signal.SIGXCPU, -signal.SIGKILL):
            return InputError(f"{name}:1: not parsed within {LIMITS['cpu_s']} s")
        return InputError(
            f"{name}:1: the parser gave up: nested too deep, or more than {LIMITS['memory_mb']} MB of memory"
        )
    if column:
        return TurtleSyntaxError(f"{name}:{line}:{column}: {message}", hint)
    return InputError(f"{name}:{line}: {message}", hint)
