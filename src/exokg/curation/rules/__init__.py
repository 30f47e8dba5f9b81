"""The named rules of good curation, each with a level and a help page.

A rule about one record or the whole graph is a generator in one of these modules. Rules that are checked
while the files are read have only their pages, in :mod:`.files`. :data:`RULES` holds all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Final

from ..graph import Graph, Located
from ..violations import Violation
from .registry import RULES, TABLE_RULES, Rule

_MODULES: Final = (
    "files", "identifiers", "identity", "publications", "quantities", "counts", "evidence", "comparisons",
    "structure", "people", "tables", "terms", "termtable", "termgroups", "text", "wording", "words",
)  # fmt: skip
"""The modules that declare rules, in the order in which these are listed."""

for _module in _MODULES:
    import_module(f".{_module}", __name__)


def check_graph(graph: Graph, only: Iterable[str] | None = None) -> list[Violation]:
    """Return every violation in a graph, from reading and from the rules, sorted by path and line.

    Args:
        graph: as :func:`exokg.curation.reading.read_graph` returns it.
        only: ids of the rules to apply; None applies all.
    """
    if graph.unreadable_tables:  # without a table, everything that names its rows would be a fault
        return sorted(fault for fault in graph.violations if fault.path in graph.unreadable_tables)
    chosen = None if only is None else frozenset(only)
    found = {violation for violation in graph.violations if chosen is None or violation.rule in chosen}
    for rule in RULES.values():
        if chosen is None or rule.id in chosen:
            found.update(_apply(rule, graph))
    return sorted(found)


def _apply(rule: Rule, graph: Graph) -> Iterator[Violation]:
    for record in graph.records.values():
        yield from _on_record(rule, record, graph)
    if rule.graph is not None:
        for path, line, column, message, hint in rule.graph(graph):
            yield Violation(path, line, column, rule.id, rule.level, message, hint)


def _on_record(rule: Rule, record: Located, graph: Graph) -> Iterator[Violation]:
    if rule.record is not None:
        for loc, message, hint in rule.record(record, graph):
            yield Violation(record.path, *record.at(loc), rule.id, rule.level, message, hint)


__all__ = ["RULES", "TABLE_RULES", "Rule", "check_graph"]
