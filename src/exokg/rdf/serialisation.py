"""RDF text of a list of statements: the same bytes on every machine, whatever order they come in.

pyoxigraph writes what is sorted here. Standards: `Turtle <https://www.w3.org/TR/turtle/>`_, `N-Triples
<https://www.w3.org/TR/n-triples/>`_, `N-Quads <https://www.w3.org/TR/n-quads/>`_, `TriG
<https://www.w3.org/TR/trig/>`_, `JSON-LD 1.1 <https://www.w3.org/TR/json-ld11/>`_, `RDF 1.1 XML
<https://www.w3.org/TR/rdf-syntax-grammar/>`_.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby, islice
from typing import Any, Final, Protocol

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from ..errors import FormatError
from .compact import compact_jsonld
from .namespaces import PREFIXES
from .sorted_lines import Graphs, SortedLines, gathered, pointed
from .turtle import turtle
from .xml_text import XmlText, xml_text

FORMATS: Final[dict[str, RdfFormat]] = {
    "jsonld": RdfFormat.JSON_LD,
    "nq": RdfFormat.N_QUADS,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
}
"""Every format written, by the word after ``-f`` and the file extension."""

TRIPLE_FORMATS: Final = ("ttl", "nt", "jsonld", "rdf")
"""The formats of one graph, the usual one first."""

SORTED_TRIPLES: Final = 10_000
"""Triples of an answer that are kept to be sorted, about 1 MB of text; a longer one is written as found."""

_PREFIXED: Final = ("rdf", "ttl")
_END: Final = b"</rdf:RDF>\n"


def graphs_in(form: str) -> Graphs:
    """What becomes of named graphs in a format.

    >>> [graphs_in(form) for form in ("nt", "nq", "trig")]
    ['none', 'last', 'first']
    """
    order: dict[str, Graphs] = {"nq": "last", "trig": "first"}
    return order.get(form, "none")


def serialise(statements: Iterable[Quad | Triple], form: str) -> bytes:
    r"""The statements as text of one format, sorted, in UTF-8.

    Only ``nq`` and ``trig`` hold named graphs; the others hold only the default graph.

    Args:
        statements: quads or triples, in any order; one said twice is written once.
        form: a key of :data:`FORMATS`.

    Raises:
        FormatError: the format is not known.

    >>> from pyoxigraph import Literal, NamedNode
    >>> said = Triple(NamedNode("http://example.org/a"), NamedNode("http://example.org/b"), Literal("c"))
    >>> serialise([said], "nt")
    b'<http://example.org/a> <http://example.org/b> "c" .\n'
    """
    return b"".join(pieces(statements, form))


def pieces(
    statements: Iterable[Quad | Triple] | SortedLines, form: str, context: Mapping[str, Any] | None = None
) -> Iterator[bytes]:
    """The same in pieces, so that a document is never whole in memory.

    Args:
        statements: as for :func:`serialise`; or lines that were sorted before, with named graphs as
            :func:`graphs_in` says.
        form: as for :func:`serialise`.
        context: for ``jsonld``, the context by which it is compacted; without one it is expanded.

    Raises:
        FormatError: the format is not known.
    """
    if form not in FORMATS:
        raise FormatError(f"unknown format: {form}", hint=f"one of: {', '.join(FORMATS)}")
    lines = statements if isinstance(statements, SortedLines) else SortedLines(statements, graphs_in(form))
    if form in ("nt", "nq"):
        return gathered(f"{line} .\n" for line in lines)
    if form in ("ttl", "trig"):
        return gathered(turtle(lines))
    if form == "rdf":
        return _xml(lines)
    if context is not None:
        return gathered(compact_jsonld(lines, context))
    return iter([_by_engine(lines, form)])


def _xml(lines: SortedLines) -> Iterator[bytes]:
    """RDF/XML by the engine, some subjects at a time: a document of each, without what is around them."""
    prefixes = _used_prefixes(lines)
    begun = False
    for some in _whole_subjects(lines):
        document = xml_text(_by_engine(some, "rdf", prefixes)).removesuffix(_END)
        yield document.split(b"\n", 2)[2] if begun else document
        begun = True
    yield _END


def _whole_subjects(lines: Iterable[str]) -> Iterator[list[str]]:
    some: list[str] = []
    for _, said in groupby(lines, key=lambda line: line.partition(" ")[0]):
        some += said
        if len(some) >= SORTED_TRIPLES:
            yield some
            some = []
    yield some


def _by_engine(lines: Iterable[str], form: str, prefixes: dict[str, str] | None = None) -> bytes:
    text = "".join(f"{line} .\n" for line in lines)
    said = (quad.triple for quad in parse(text, format=RdfFormat.N_QUADS))
    written = serialize(said, format=FORMATS[form], prefixes=prefixes) or b""
    return written if written.endswith(b"\n") or not written else written + b"\n"


def _used_prefixes(lines: Iterable[str]) -> dict[str, str]:
    """The prefixes of properties, and so of the elements of XML."""
    properties = {line.split(" ", 2)[1] for line in lines}
    spaces = {iri[1 : max(iri.rfind("/"), iri.rfind("#")) + 1] for iri in properties}
    return {name: space for name, space in sorted(PREFIXES.items()) if space in spaces}


class Sink(Protocol):
    """What takes the bytes of an answer, such as a file."""

    def write(self, data: bytes, /) -> object:
        """Take the next bytes."""


def write_triples(triples: Iterable[Triple], form: str, file: Sink) -> None:
    """Write the answer of a CONSTRUCT or DESCRIBE query.

    Up to :data:`SORTED_TRIPLES` are written as :func:`serialise` does. A longer answer is written in the
    order in which it is found, so that its first byte leaves before its last triple and memory stays flat.

    Args:
        triples: in any order.
        form: one of :data:`TRIPLE_FORMATS`.
        file: where the bytes go.
    """
    found = iter(triples)
    first = list(islice(found, SORTED_TRIPLES + 1))
    if len(first) <= SORTED_TRIPLES:
        file.write(serialise(first, form))
        return
    sink: Any = XmlText(file) if form == "rdf" else file
    prefixes = PREFIXES if form in _PREFIXED else {}
    rest = (Triple(said.subject, said.predicate, pointed(said.object)) for said in chain(first, found))
    serialize(rest, sink, format=FORMATS[form], prefixes=prefixes)


def compressed(data: Iterable[bytes]) -> Iterator[bytes]:
    r"""The bytes in gzip (RFC 1952) without name and time, so that equal bytes stay equal.

    >>> packed = b"".join(compressed([b"a"]))
    >>> packed[:2], packed == b"".join(compressed([b"a"]))
    (b'\x1f\x8b', True)
    """
    packed: list[bytes] = []
    for _ in compressed_beside(data, packed):
        yield packed.pop()
    yield packed.pop()


def compressed_beside(data: Iterable[bytes], packed: list[bytes]) -> Iterator[bytes]:
    """The bytes as they are; meanwhile the same in gzip is added to a list, whole after the last of them."""
    from zlib import DEFLATED, compressobj

    packer = compressobj(6, DEFLATED, 31)
    for piece in data:
        packed.append(packer.compress(piece))
        yield piece
    packed.append(packer.flush())
