"""JSON-LD 1.1 with short names: each subject one object, its keys and CURIEs those of a context.

The context is part of the document, so that expanding it needs no network.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from .namespaces import PREFIXES, compress
from .sorted_lines import blocks

_XSD: Final = PREFIXES["xsd"]
_TYPE: Final = f"{PREFIXES['rdf']}type"


def compact_jsonld(lines: Iterable[str], context: Mapping[str, Any]) -> Iterator[str]:
    """The text of sorted lines of one graph, piece by piece, one subject a line.

    Args:
        lines: of :class:`~exokg.rdf.sorted_lines.SortedLines`.
        context: what :func:`~exokg.rdf.jsonld.jsonld_context` gave.
    """
    keys = {
        entry["@id"]: (key, entry.get("@type", ""), "@container" in entry)
        for key, entry in context.items()
        if isinstance(entry, dict) and not entry.get("@prefix")
    }
    yield f'{{"@context": {_text(context)},\n"@graph": ['
    comma = "\n"
    for block in blocks(lines):
        node: dict[str, Any] = {"id": _name(block.subject)}
        for property_, values in block.said:
            iri = property_[1:-1]
            if iri == _TYPE:
                node["type"] = [_name(value) for value in values]
                continue
            key, type_, several = keys.get(iri) or (compress(iri), "", False)
            written = [_value(value, type_) for value in values]
            node[key] = written if several or len(written) > 1 else written[0]
        yield comma + _text(node)
        comma = ",\n"
    yield "\n]}\n"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@lru_cache(1 << 16)
def _name(term: str) -> str:
    return compress(term[1:-1]) if term.startswith("<") else term


def _value(term: str, type_: str) -> Any:
    """A term of N-Quads as JSON-LD says it, where the context says *type_* of its property."""
    if not term.startswith('"'):
        return _name(term) if type_ == "@id" else {"@id": _name(term)}
    end = term.rindex('"')
    text, tail = json.loads(term[: end + 1]), term[end + 1 :]
    if not tail:
        return {"@value": text} if type_ else text
    if tail.startswith("@"):
        return {"@value": text, "@language": tail[1:]}
    datatype = tail[3:-1].replace(_XSD, "xsd:")
    if datatype == "xsd:integer" and type_ in ("", "xsd:integer") and str(int(text)) == text:
        return int(text)
    return text if datatype == type_ else {"@value": text, "@type": datatype}
