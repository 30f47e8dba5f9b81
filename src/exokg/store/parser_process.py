"""The sandbox in which foreign RDF is parsed: a program of its own, started by :mod:`exokg.store.foreign`.

It reads bytes from stdin and writes N-Quads to stdout. Before it looks at a byte it gives up memory,
files, processes and time, so that what a parser does with hostile input ends here. It imports nothing
of exokg. Arguments: media type, megabytes of address space, seconds of CPU.
"""

from __future__ import annotations

import json
import resource
import sys

import pyoxigraph

_NESTED = 32  # triple terms within triple terms


def main() -> int:
    """Parse stdin; 0 and N-Quads on stdout, or 1 and a JSON object on stderr."""
    media_type, megabytes, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    data = sys.stdin.buffer.read()
    _enclose(megabytes * 1024 * 1024, seconds)
    form = pyoxigraph.RdfFormat.from_media_type(media_type)
    quads = []
    try:
        for quad in pyoxigraph.parse(data, format=form):
            _refuse_depth(quad.object)
            quads.append(quad)
        pyoxigraph.serialize(quads, sys.stdout.buffer, format=pyoxigraph.RdfFormat.N_QUADS)
        sys.stdout.buffer.flush()
    except SyntaxError as error:
        return _complain(error.lineno or 1, error.offset or 1, str(error.msg))
    except (ValueError, OSError) as error:
        return _complain(1, 1, str(error))
    except MemoryError:
        return _complain(1, 1, "memory")
    return 0


def _enclose(space: int, seconds: int) -> None:
    for limit, value in (
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(limit, (value, value))


def _refuse_depth(term: object) -> None:
    depth = 0
    while isinstance(term, pyoxigraph.Triple):
        depth += 1
        if depth > _NESTED:
            raise ValueError(f"triple terms are nested deeper than {_NESTED}")
        term = term.object


def _complain(line: int, column: int, message: str) -> int:
    sys.stderr.write(json.dumps({"line": line, "column": column, "message": message}))
    return 1


if __name__ == "__main__":
    sys.exit(main())
