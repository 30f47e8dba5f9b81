"""The sandbox in which foreign RDF is parsed: a program of its own, started by :mod:`exokg.store.foreign`.

It reads bytes from stdin and writes N-Quads to stdout, a file. Before it looks at a byte it gives up memory,
files, processes and time, so that what a parser does with hostile input ends here. It imports nothing
of exokg. Arguments: media type, limits as JSON.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Iterator, Mapping
from typing import NoReturn
from xml.parsers import expat

import pyoxigraph

_NESTED = 32  # triple terms within triple terms
_PIECE = 1 << 20
_GZIP = b"\x1f\x8b"
_JSON_MARK = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_CONTEXT = re.compile(rb'"@(?:context|import)"\s*+:\s*+(?:\[\s*+)?"([^"]{0,200})')


class _RefusalError(Exception):
    """Why the input is not read: what is printed to stderr as JSON.

    Args:
        message: one line.
        line: where, from 1.
        hint: what to do.
        column: where in the line, for a fault of syntax only.
    """

    def __init__(self, message: str, line: int = 1, hint: str = "", column: int = 0) -> None:
        super().__init__(message)
        self.found = {"message": message, "line": line, "column": column, "hint": hint}


def main() -> int:
    """Parse stdin; 0 and N-Quads on stdout, or 1 and a JSON object on stderr."""
    media_type, limits = sys.argv[1], json.loads(sys.argv[2])
    _enclose(limits)
    try:
        data = _read(limits["megabytes"])
        if media_type == "application/rdf+xml":
            _look_through_xml(data, limits["nesting"])
        elif media_type == "application/ld+json":
            _look_through_json(data, limits["nesting"])
        _parse(data, media_type, limits)
    except _RefusalError as refusal:
        sys.stderr.write(json.dumps(refusal.found))
        return 1
    return 0


def _enclose(limits: Mapping[str, int]) -> None:
    """Give up what the limits do not allow, where the system has such limits: Windows has none."""
    try:
        import resource
    except ImportError:
        return
    space, written = limits["memory_mb"] << 20, limits["written_mb"] << 20
    for limit, value in (
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_CPU, limits["cpu_s"]),
        (resource.RLIMIT_FSIZE, written),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(limit, (value, value))


def _read(megabytes: int) -> bytes:
    most = megabytes * 1_000_000
    data = sys.stdin.buffer.read(most + 1)
    if data.startswith(_GZIP):
        data = _inflated(data, most)
    if len(data) > most:
        raise _RefusalError(f"larger than {megabytes} MB", hint="build a store of it elsewhere")
    _refuse_other_text(data)
    return data.removeprefix(BOM_UTF8)


def _inflated(data: bytes, most: int) -> bytes:
    """What gzip data hold, up to one byte more than is read."""
    inflating = zlib.decompressobj(wbits=31)
    try:
        found = inflating.decompress(data, most + 1)
    except zlib.error as error:
        raise _RefusalError("damaged gzip data", hint="compress it again") from error
    if len(found) <= most and not inflating.eof:
        raise _RefusalError("gzip data that end too early", hint="copy the file again")
    return found


def _refuse_other_text(data: bytes) -> None:
    decoder = getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _PIECE):
        piece = data[start : start + _PIECE]
        try:
            decoder.decode(piece, final=start + _PIECE >= len(data))
        except UnicodeDecodeError as error:
            at = start + len(piece) - len(error.object) + error.start  # the object begins before the piece
            line = data.count(b"\n", 0, at) + 1
            raise _RefusalError(f"not UTF-8 text (byte {at})", line, "convert it to UTF-8") from error


def _look_through_xml(data: bytes, nesting: int) -> None:
    """Refuse a DOCTYPE, whose entities can hold other files or grow without bound, and depth.

    Oxigraph needs time in the square of the depth, and takes ``<!doctype`` for a DOCTYPE, which is no XML.
    """
    depth = 0
    parser = expat.ParserCreate()

    def refuse_doctype(*_: object) -> NoReturn:
        hint = "write its entities out and remove it, or convert the file to Turtle"
        raise _RefusalError("DOCTYPE is refused in foreign RDF/XML", parser.CurrentLineNumber, hint)

    def begin(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > nesting:
            raise _RefusalError(f"elements are nested deeper than {nesting}", parser.CurrentLineNumber)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        parser.Parse(data, True)  # noqa: FBT003 - positional only
    except expat.ExpatError as error:
        message = expat.ErrorString(error.code)
        raise _RefusalError(message, error.lineno, column=error.offset + 1) from error


def _look_through_json(data: bytes, nesting: int) -> None:
    """JSON-LD parsers need memory in the square of the depth."""
    depth = 0
    for match in _JSON_MARK.finditer(data):
        mark = match[0]
        if mark in b"[{":
            depth += 1
        elif mark in b"]}":
            depth -= 1
        if depth > nesting:
            line = data.count(b"\n", 0, match.start()) + 1
            raise _RefusalError(f"brackets are nested deeper than {nesting}", line)


def _parse(data: bytes, media_type: str, limits: Mapping[str, int]) -> None:
    form = pyoxigraph.RdfFormat.from_media_type(media_type)
    quads = _bounded(pyoxigraph.parse(data, format=form), limits["statements"])
    try:
        pyoxigraph.serialize(quads, sys.stdout.buffer, format=pyoxigraph.RdfFormat.N_QUADS)
        sys.stdout.buffer.flush()
    except SyntaxError as error:
        raise _fault(data, error) from error
    except ValueError as error:
        raise _RefusalError(str(error), column=1) from error
    except OSError as error:
        raise _RefusalError(
            f"longer than {limits['written_mb']} MB when its names are written in full"
        ) from error
    except MemoryError as error:
        raise _RefusalError(f"needs more than {limits['memory_mb']} MB of memory to parse") from error


def _bounded(quads: Iterator[pyoxigraph.Quad], most: int) -> Iterator[pyoxigraph.Quad]:
    for number, quad in enumerate(quads):
        if number == most:
            raise _RefusalError(f"more than {most:,} statements", hint="build a store of it elsewhere")
        term, depth = quad.object, 0
        while isinstance(term, pyoxigraph.Triple):
            depth += 1
            if depth > _NESTED:
                raise _RefusalError(f"triple terms are nested deeper than {_NESTED}")
            term = term.object
        yield quad


def _fault(data: bytes, error: SyntaxError) -> _RefusalError:
    message = str(error.msg)
    context = _CONTEXT.search(data) if re.search("context|import", message, re.IGNORECASE) else None
    if context is None:
        return _RefusalError(message, error.lineno or 1, column=error.offset or 1)
    name, line = context[1].decode("utf-8", "replace"), data.count(b"\n", 0, context.start()) + 1
    why = f"the context {name} is not in the file, and exokg fetches nothing"
    return _RefusalError(why, line, "put the context itself into the file")


if __name__ == "__main__":
    sys.exit(main())
