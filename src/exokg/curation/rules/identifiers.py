"""Rules about the form of identifiers and web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...model.identifiers import FORMS, REGISTRIES, Identifier, read_identifier
from ...model.types import Identifies, is_web_address
from ..document import Loc
from ..graph import Graph, Located
from .registry import Found, on_record

_SCHEME: Final = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:")
_NAMES: Final = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "registration": "registry number"}
_WRITTEN: Final = {
    "doi": "a DOI begins with 10. and has a slash, without https://doi.org/",
    "pmid": "a PMID is one to eight digits, in quotes",
    "pmcid": "a PMCID is PMC and digits",
    "registration": f"copy it from the registry's entry; known registries: {', '.join(REGISTRIES)}",
}
_FIELDS: Final = {"doi": "publication doi", "pmid": "publication pmid", "pmcid": "publication pmcid"}


@on_record("malformed-identifier", "ERROR")
def malformed_identifier(record: Located, _graph: Graph) -> Iterator[Found]:
    """An identifier is of the kind of its field, as its registry writes it."""
    for leaf, mark in record.marked(Identifies):
        if any(re.fullmatch(FORMS[kind], leaf.text) for kind in mark.kinds):
            continue
        found = read_identifier(leaf.text)
        wanted = " or ".join(_NAMES[kind] for kind in mark.kinds)
        if found is None:
            yield leaf.loc, f"{leaf.text[:80]} is not a {wanted}", _WRITTEN[mark.kinds[0]]
        elif found.kind in mark.kinds:
            yield leaf.loc, f"{leaf.text[:80]} is not a bare {wanted}", f"write {_quoted(found)}"
        else:
            message = f"{leaf.text[:80]} is a {_NAMES[found.kind]}, not a {wanted}"
            yield leaf.loc, message, f"write it into {_FIELDS.get(found.kind, 'registration id')}"


def _quoted(found: Identifier) -> str:
    return f'"{found.value}"' if found.kind == "pmid" else found.value


@on_record("malformed-url", "ERROR")
def malformed_url(record: Located, _graph: Graph) -> Iterator[Found]:
    """A source is an http or https address, or a description in words."""
    for loc, source in record.parts("sources", "mirrors"):
        in_words = " " in source and not _SCHEME.match(source)
        if not in_words and not is_web_address(source):
            message = f"{source[:80]} is not a web address"
            yield loc, message, "begin it with https://, or describe the source in words"


@on_record("source-listed-twice", "WARN")
def source_listed_twice(record: Located, _graph: Graph) -> Iterator[Found]:
    """Each source is listed once."""
    seen: dict[str, Loc] = {}
    for loc, address in record.parts("sources", "mirrors"):
        if address in seen:
            yield loc, f"{address} is already listed", "delete one of the two"
        seen[address] = loc
