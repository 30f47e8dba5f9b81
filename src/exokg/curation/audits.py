"""Audits: a sample of what the graph says, checked against its sources by a reader who did not enter it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from ..model.quantities import Quantity
from .graph import Graph, Located
from .tables import Row

AUDIT_COLUMNS: Final = (
    "item", "kind", "said", "summary", "locator", "address", "verdict", "deviation", "reader", "on",
)  # fmt: skip

VERDICTS: Final = ("supported", "deviates", "not reachable")
"""What a reader finds: the source says so, says otherwise, or cannot be read."""


class AuditItem(NamedTuple):
    """One thing to check: what the graph says, and where its source says it."""

    item: str
    kind: str
    said: str
    summary: str
    locator: str
    address: str


class AuditShare(NamedTuple):
    """What became of an audit: items drawn, by verdict, and how many are still open."""

    drawn: int
    supported: int
    deviating: int
    unreachable: int

    @property
    def open(self) -> int:
        """Items without a verdict."""
        return self.drawn - self.supported - self.deviating - self.unreachable

    @property
    def share(self) -> float | None:
        """The supported share of those that could be reached; None where none could."""
        reached = self.supported + self.deviating
        return self.supported / reached if reached else None


def draw_audit(graph: Graph, sample: int, seed: int) -> list[AuditItem]:
    """Return a random sample of findings, harms and numbers; the same for the same graph and seed.

    Args:
        graph: what to draw from.
        sample: how many items; all where there are fewer.
        seed: choose it after the graph was finished, so that nobody knows what will be drawn.
    """
    items = [item for record in graph.records.values() for item in _items(record)]
    drawn = random.Random(seed).sample(items, min(sample, len(items)))  # noqa: S311 - no secret
    return sorted(drawn)


def _items(record: Located) -> Iterator[AuditItem]:
    address = record.record.sources[0] if record.record.sources else ""
    for (name, _place), part in record.parts("findings", "harms"):
        kind = str(name).removesuffix("s")
        said = _finding(record, part) if kind == "finding" else f"{part.state}: {part.event or 'harm'}"
        common = (part.summary, part.locator, address)
        yield AuditItem(f"{record.key}_{part.id}", kind, said, *common)
        number = "" if part.quantity is None else _number(part.quantity)
        if number:
            yield AuditItem(f"{record.key}_{part.id}", "number", f"{said}: {number}", *common)


def _finding(record: Located, part: Any) -> str:
    about = record.record.preparations.get(getattr(part, "about", None) or "")
    subject = part.molecule or (about.reported_as if about is not None else "?")
    return f"{subject} {part.effect} {part.target_reported or part.target}"


def _number(quantity: Quantity) -> str:
    names = ("baseline", "after", "change", "comparator_change", "n", "p", "timepoint")
    given = {name: getattr(quantity, name) for name in names if getattr(quantity, name) is not None}
    if not {"baseline", "after", "change", "n", "p"} & set(given):
        return ""
    words = [f"{name.replace('_', ' ')} {value}" for name, value in given.items()]
    return f"{', '.join(words)} ({quantity.unit or 'no unit'})"


def worksheet(items: Iterable[AuditItem]) -> str:
    """Return a table to be filled in: verdict, what deviates, reader and day."""
    cells = [[" ".join(cell.split()) for cell in item] + [""] * 4 for item in items]
    return "".join("\t".join(row) + "\n" for row in (AUDIT_COLUMNS, *cells))


def audit_share(rows: Iterable[Row]) -> AuditShare:
    """Count the verdicts of an audit."""
    verdicts = [row["verdict"] for row in rows]
    return AuditShare(len(verdicts), *(verdicts.count(verdict) for verdict in VERDICTS))
