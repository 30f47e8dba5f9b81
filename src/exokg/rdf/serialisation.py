"""RDF text of a list of statements: the same bytes on every machine, whatever order they come in.

pyoxigraph writes what is sorted here. Standards: `Turtle <https://www.w3.org/TR/turtle/>`_, `N-Triples
<https://www.w3.org/TR/n-triples/>`_, `N-Quads <https://www.w3.org/TR/n-quads/>`_, `TriG
<https://www.w3.org/TR/trig/>`_, `JSON-LD 1.1 <https://www.w3.org/TR/json-ld11/>`_, `RDF 1.1 XML
<https://www.w3.org/TR/rdf-syntax-grammar/>`_.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, Protocol

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from ..errors import FormatError
from .namespaces import PREFIXES, expand
from .xml_text import XmlText, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "FORMATS",
    "SORTED_TRIPLES",
    "TRIPLE_FORMATS",
    "Sink",
    "compress_bytes",
    "pointed",
    "serialise",
    "write_triples",
]

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

_PREFIXED: Final = ("rdf", "trig", "ttl")
_DECIMAL: Final = expand("xsd:decimal")


def _used_prefixes(statements: Iterable[Quad]) -> dict[str, str]:
    terms = {term for said in statements for term in (*said, getattr(said[2], "datatype", None))}
    iris = [term.value for term in terms if isinstance(term, NamedNode)]
    spaces = {iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] for iri in iris}
    return {name: space for name, space in sorted(PREFIXES.items()) if space in spaces}


def _quad(said: Quad | Triple) -> Quad:
    graph = said.graph_name if isinstance(said, Quad) else DefaultGraph()
    return Quad(said.subject, said.predicate, pointed(said.object), graph)


def pointed(term: Any) -> Any:
    """A whole decimal with a point, which every reader takes for a decimal; any other term as it is.

    The store writes all decimals in the canonical form of XSD 1.1, in which ``120.0`` is ``120``.

    >>> pointed(Literal("120", datatype=_DECIMAL)).value, pointed(Literal(120)).value
    ('120.0', '120')
    """
    if isinstance(term, Literal) and term.datatype == _DECIMAL and "." not in term.value:
        return Literal(f"{term.value}.0", datatype=_DECIMAL)
    return term


def _head(prefixes: dict[str, str]) -> bytes:
    return "".join(f"@prefix {name}: <{space}> .\n" for name, space in prefixes.items()).encode()


def serialise(statements: Iterable[Quad | Triple], form: str) -> bytes:
    r"""The statements as text of one format, sorted, in UTF-8.

    Only ``nq`` and ``trig`` hold named graphs; the others hold only the default graph.

    Args:
        statements: quads or triples, in any order; one said twice is written once.
        form: a key of :data:`FORMATS`.

    Raises:
        FormatError: the format is not known.

    >>> from pyoxigraph import Literal
    >>> said = Triple(NamedNode("http://example.org/a"), NamedNode("http://example.org/b"), Literal("c"))
    >>> serialise([said], "nt")
    b'<http://example.org/a> <http://example.org/b> "c" .\n'
    """
    if form not in FORMATS:
        raise FormatError(f"unknown format: {form}", hint=f"one of: {', '.join(FORMATS)}")
    said = sorted({_quad(statement) for statement in statements}, key=str)
    if form in ("nq", "trig"):
        return _write(said, said, form)
    default = [quad for quad in said if quad.graph_name == DefaultGraph()]
    return _write(default, [quad.triple for quad in default], form)


def _write(said: list[Quad], ordered: list[Quad] | list[Triple], form: str) -> bytes:
    prefixes = _used_prefixes(said) if form in _PREFIXED else {}
    text = serialize(ordered, format=FORMATS[form], prefixes=prefixes) or b""
    if form == "rdf":
        text = xml_text(text)
    if form not in ("trig", "ttl"):
        return text if text.endswith(b"\n") or not text else text + b"\n"
    # The engine's order of prefixes is its own; ours is the alphabet's.
    lines = text.split(b"\n")
    body = [line for line in lines if not line.startswith(b"@prefix ")]
    return _head(prefixes) + b"\n" + b"\n".join(body)


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


def compress_bytes(data: bytes) -> bytes:
    r"""The bytes in gzip (RFC 1952) without name and time, so that equal bytes stay equal.

    >>> compress_bytes(b"a") == compress_bytes(b"a"), compress_bytes(b"a")[:2]
    (True, b'\x1f\x8b')
    """
    from gzip import compress

    return compress(data, 6, mtime=0)
