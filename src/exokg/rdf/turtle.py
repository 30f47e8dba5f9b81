"""Turtle and TriG as people read them, and as line-based tools compare them.

A subject opens with its classes and its label. Each object has a line, and a blank line separates subjects.
Standards: `Turtle <https://www.w3.org/TR/turtle/>`_ and `TriG <https://www.w3.org/TR/trig/>`_.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from .namespaces import OBO, ONTOLOGY_PREFIXES, PREFIXES
from .sorted_lines import Block, blocks, held, unheld

_SPACES: Final = {
    namespace: name
    for name, namespace in {**ONTOLOGY_PREFIXES, **PREFIXES}.items()
    if namespace.endswith(("/", "#")) and (namespace == OBO or not namespace.startswith(OBO))
}
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_NUMBERS: Final = {
    f"<{PREFIXES['xsd']}integer>": re.compile(r"-?[0-9]+"),
    f"<{PREFIXES['xsd']}decimal>": re.compile(r"-?[0-9]+\.[0-9]+"),
}
"""Datatypes whose values Turtle writes bare, and their form."""


def turtle(lines: Iterable[str]) -> Iterator[str]:
    """The text of sorted lines, piece by piece; as TriG if they have named graphs.

    Args:
        lines: of :class:`~exokg.rdf.sorted_lines.SortedLines`, without named graphs or with their name first.
    """
    known = _Terms()
    body = held(_body(blocks(lines), known))  # which says what prefixes come before it
    for space in sorted(known.spaces, key=lambda space: _SPACES[space].casefold()):
        yield f"@prefix {_SPACES[space]}: <{space}> .\n"
    yield from unheld(body)


def _body(found: Iterable[Block], known: _Terms) -> Iterator[str]:
    graph = ""
    for block in found:
        if block.graph != graph:
            yield ("}\n" if graph else "") + f"\n{known[block.graph]} {{\n"
            graph = block.graph
        yield _block(block, known)
    if graph:
        yield "}\n"


def _block(block: Block, known: _Terms) -> str:
    parts = []
    for property_, values in block.said:
        objects = [value if value[0] == '"' and value[-1] != ">" else known[value] for value in values]
        name = "a" if property_ == _TYPE else known[property_]
        parts.append(f"{name} " + " ,\n    ".join(objects))
    return f"\n{known[block.subject]} " + " ;\n  ".join(parts) + " .\n"


class _Terms(dict[str, str]):
    """How terms of N-Quads are written, each worked out once, and the namespaces that need a prefix."""

    def __init__(self) -> None:
        super().__init__()
        self.spaces: set[str] = set()

    def __missing__(self, term: str) -> str:
        self[term] = short = self._short(term)
        return short

    def _short(self, term: str) -> str:
        if term[0] == "<":
            at = max(term.rfind("/"), term.rfind("#")) + 1
            space, local = term[1:at], term[at:-1]
            if space not in _SPACES or not _LOCAL.fullmatch(local):
                return term
            self.spaces.add(space)
            return f"{_SPACES[space]}:{local}"
        if term[0] == '"' and term[-1] == ">":
            text, _, datatype = term.rpartition("^^")
            form = _NUMBERS.get(datatype)
            return text[1:-1] if form and form.fullmatch(text[1:-1]) else f"{text}^^{self[datatype]}"
        return term
