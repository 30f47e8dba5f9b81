"""RDF that somebody else wrote, read without trusting it.

Parsers crash, grow without bound or fetch what a file names. So the file is looked at as bytes first,
parsed by Oxigraph in a child process under limits (:mod:`exokg.store.parser_process`), and only the plain
statements that come out are loaded here. Nothing that the file names is fetched: no JSON-LD context,
no ``owl:imports``, no entity.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pyoxigraph

from ..errors import FormatError, InputError, TurtleSyntaxError
from .embedded import EmbeddedStore, first_line

__all__ = ["LIMITS", "MEDIA_TYPES", "read_dataset"]

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

LIMITS: Final = {"megabytes": 50, "memory_mb": 1024, "cpu_s": 30, "nesting": 500}
"""What a foreign file may need: its size, the parser's memory and time, brackets within brackets of JSON."""

_JSON_MARKS = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_CONTEXT = re.compile(rb'"@(?:context|import)"\s*:\s*\[?\s*"([^"]*)"')


def read_dataset(path: Path) -> EmbeddedStore:
    """Read an RDF file into memory.

    Args:
        path: a file with one of the suffixes of :data:`MEDIA_TYPES`.

    Raises:
        FormatError: the suffix is not known.
        TurtleSyntaxError: the file cannot be parsed, with ``path:line:column``.
        InputError: it is too large, not UTF-8, or passes another of :data:`LIMITS`.
    """
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        raise FormatError(f"{path}: unknown kind of RDF file", hint=f"known: {', '.join(MEDIA_TYPES)}")
    data = _read(path)
    if media_type == "application/rdf+xml":
        _refuse_doctype(path, data)
    elif media_type == "application/ld+json":
        _refuse_depth(path, data)
    store = pyoxigraph.Store()
    store.bulk_load(_parse(path, data, media_type), format=pyoxigraph.RdfFormat.N_QUADS)
    return EmbeddedStore(store, path=path)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LIMITS["megabytes"] * 1_000_000 + 1)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    if len(data) > LIMITS["megabytes"] * 1_000_000:
        raise InputError(
            f"{path}:1: larger than {LIMITS['megabytes']} MB", hint="build a store of it elsewhere"
        )
    if data.startswith(b"\x1f\x8b"):
        raise InputError(f"{path}:1: gzip data, which is not inflated here", hint="gunzip it first")
    try:
        return data.decode("utf-8-sig").encode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path}:{line}: not UTF-8 text (byte {error.start})", hint="convert it to UTF-8"
        ) from error


def _refuse_doctype(path: Path, data: bytes) -> None:
    """A DOCTYPE can define entities, and entities can hold other files or grow without bound."""
    at = data.find(b"<!DOCTYPE")
    if at >= 0:
        line = data.count(b"\n", 0, at) + 1
        raise InputError(
            f"{path}:{line}: DOCTYPE is refused in foreign RDF/XML",
            hint="write its entities out and remove it, or convert the file to Turtle",
        )


def _refuse_depth(path: Path, data: bytes) -> None:
    """JSON-LD parsers need memory in the square of the depth."""
    depth = 0
    for match in _JSON_MARKS.finditer(data):
        mark = match[0]
        if mark in b"[{":
            depth += 1
        elif mark in b"]}":
            depth -= 1
        if depth > LIMITS["nesting"]:
            line = data.count(b"\n", 0, match.start()) + 1
            raise InputError(f"{path}:{line}: brackets are nested deeper than {LIMITS['nesting']}")


def _parse(path: Path, data: bytes, media_type: str) -> bytes:
    """The statements of a file as N-Quads, from a parser in a sandbox."""
    parser = str(Path(__file__).with_name("parser_process.py"))
    limits = [str(LIMITS["memory_mb"]), str(LIMITS["cpu_s"])]
    try:
        child = subprocess.run(  # noqa: S603 - our own program, by its path
            [sys.executable, "-I", parser, media_type, *limits],
            input=data,
            capture_output=True,
            timeout=2 * LIMITS["cpu_s"],
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(f"{path}:1: not parsed within {2 * LIMITS['cpu_s']} s") from error
    if child.returncode == 0:
        return child.stdout
    raise _complaint(path, data, child)


def _complaint(path: Path, data: bytes, child: subprocess.CompletedProcess[bytes]) -> InputError:
    try:
        said = json.loads(child.stderr)
        line, column, message = said["line"], said["column"], first_line(said["message"])
    except (ValueError, TypeError, KeyError):
        if child.returncode == -signal.SIGXCPU or child.returncode == -signal.SIGKILL:
            return InputError(f"{path}:1: not parsed within {LIMITS['cpu_s']} s")
        return InputError(
            f"{path}:1: the parser gave up: nested too deep, or more than {LIMITS['memory_mb']} MB of memory"
        )
    if message == "memory":
        return InputError(f"{path}:1: needs more than {LIMITS['memory_mb']} MB of memory to parse")
    context = _CONTEXT.search(data) if "context" in message.lower() or "import" in message.lower() else None
    if context is not None:
        name = context[1].decode("utf-8", "replace")
        line = data.count(b"\n", 0, context.start()) + 1
        return TurtleSyntaxError(
            f"{path}:{line}: the context {name} is not in the file, and exokg fetches nothing",
            hint="put the context itself into the file",
        )
    return TurtleSyntaxError(f"{path}:{line}:{column}: {message}")
