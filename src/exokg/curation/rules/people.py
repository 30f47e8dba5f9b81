"""Rules about dates, and about who entered and re-read a record."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Final

from .registry import Found, Place, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph import Graph, Located
    from ..yamltext import Loc

rules: Final = Register()

_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PARTIAL: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")


def is_date(text: str) -> bool:
    """Return whether *text* is a full ISO 8601 date that exists.

    >>> is_date("2026-11-22"), is_date("2026-02-30"), is_date("22.11.2026")
    (True, False, False)
    """
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    try:
        datetime.date(*(int(part) for part in match.groups()))
    except ValueError:
        return False
    return True


def _dates(record: Located) -> Iterator[tuple[Loc, str, bool]]:
    """Yield place, text and whether year or month alone will do."""
    body = record.record
    yield ("entered", "date"), body.entered.date, False
    if body.second_read is not None:
        yield ("second-read", "date"), body.second_read.date, False
    registration = getattr(body, "registration", None)
    for name in ("as_of", "start", "completion"):
        if getattr(registration, name, None) is not None:
            yield ("registration", name.replace("_", "-")), getattr(registration, name), True
    for name in ("issued", "searched_to"):
        if getattr(body, name, None) is not None:
            yield (name.replace("_", "-"),), getattr(body, name), True
    for position, statement in enumerate(body.statements):
        if statement.as_of is not None:
            yield ("statements", position, "as-of"), statement.as_of, True


@rules.on_record("date-format", "ERROR")
def date_format(record: Located, _graph: Graph) -> Iterator[Found]:
    """A date is year-month-day.

    Problem: a date is not written as ISO 8601 has it, or does not exist.

    Solution: write ``2026-11-22``. Dates of registry entries and documents may be cut to ``2026-11`` or
    ``2026`` where no more was shown; the days of reading may not.

    Example: ``entered: {date: "2026-11-22", by: r1}``
    """
    for loc, text, partial in _dates(record):
        if not is_date(text) and not (partial and _PARTIAL.fullmatch(text)):
            yield loc, f"{text} is not a date", "write it like 2026-11-22"


@rules.on_record("second-read-before-entered", "ERROR")
def second_read_before_entered(record: Located, _graph: Graph) -> Iterator[Found]:
    """The second reading follows the first.

    Problem: the second reading is dated before the record was entered.

    Solution: correct the date that is wrong.

    Example: ``entered: {date: "2026-11-20", by: r1}`` and ``second-read: {date: "2026-11-22", by: r2}``
    """
    second = record.record.second_read
    first = record.record.entered
    if second is not None and is_date(second.date) and is_date(first.date) and second.date < first.date:
        yield (
            ("second-read", "date"),
            f"{second.date} is before {first.date}",
            "correct one of them",
        )


@rules.on_record("second-reader-is-first", "ERROR")
def second_reader_is_first(record: Located, _graph: Graph) -> Iterator[Found]:
    """The second reader is someone else.

    Problem: the record was read a second time by whoever entered it. Two of three findings needed narrowing
    when somebody else read them.

    Solution: ask another reader; until then leave ``second-read`` out.

    Example: ``entered: {date: "2026-11-20", by: r1}`` and ``second-read: {date: "2026-11-22", by: r2}``
    """
    second = record.record.second_read
    if second is not None and second.by == record.record.entered.by:
        yield ("second-read", "by"), f"{second.by} entered the record too", "ask another reader"


@rules.on_record("unknown-reader", "ERROR")
def unknown_reader(record: Located, graph: Graph) -> Iterator[Found]:
    """A reader stands in readers.tsv.

    Problem: the record was read by somebody who is not in ``graph/readers.tsv``.

    Solution: correct the id, or add a row to ``readers.tsv``.

    Example: ``by: r1`` where ``readers.tsv`` has a row ``r1``
    """
    known = {row["id"] for row in graph.readers}
    second = record.record.second_read
    readings = [(("entered", "by"), record.record.entered.by)]
    if second is not None:
        readings.append((("second-read", "by"), second.by))
    for loc, reader in readings:
        if reader not in known:
            yield loc, f"{reader} is not in readers.tsv", "add a row with this id"


@rules.on_record("read-once", "INFO")
def read_once(record: Located, _graph: Graph) -> Iterator[Found]:
    """A record is read twice.

    Problem: nobody but the person who entered the record has read it against its source.

    Solution: let somebody else read every finding against the source and add ``second-read``. Answers can
    leave out what was read once.

    Example: ``second-read: {date: "2026-11-22", by: r2}``
    """
    if record.record.second_read is None:
        yield ("entered",), "the record was read once", "have it read again and add second-read"


_CLUSTER_KINDS: Final = ("laboratory", "author group", "shared cohort", "shared animals")


@rules.on_graph("cluster-row", "ERROR")
def cluster_row(graph: Graph) -> Iterator[Place]:
    """A row of clusters.tsv is complete and refers to a record.

    Problem: a row of ``clusters.tsv`` names no known kind of cluster, a record that does not exist, no
    ground, nobody who said so, or no date.

    Solution: correct the cell. The kinds are laboratory, author group, shared cohort and shared animals;
    independence is computed from these rows, so each says on what ground.

    Example: ``lab-a laboratory A laboratory kim-2022-colostrum same corresponding author r1 2026-11-22``
    """
    for row in graph.clusters:
        place = (graph.clusters.path, row.line)
        if row["kind"] not in _CLUSTER_KINDS:
            message = f"{row['kind'] or 'nothing'} is no kind of cluster"
            yield *place, row.column_of("kind"), message, f"one of: {', '.join(_CLUSTER_KINDS)}"
        if row["member"] not in graph.paths:
            yield (
                *place,
                row.column_of("member"),
                f"there is no record {row['member']}",
                "write the name of its file",
            )
        for name in ("cluster", "label", "ground", "said-by"):
            if not row[name]:
                yield *place, row.column_of(name), f"{name} is empty", "fill the cell"
        if not is_date(row["on"]):
            yield (
                *place,
                row.column_of("on"),
                f"{row['on'] or 'nothing'} is not a date",
                "write it like 2026-11-22",
            )


EXCLUSIONS: Final = (
    "another version is recorded",
    "duplicate",
    "no result shown",
    "no verifiable source",
    "not about hair or skin",
    "not about vesicles",
    "not re-found on the page",
    "not readable",
    "outside the model",
    "retracted before it was read",
    "same document as another record",
)
"""The reasons ``excluded.tsv`` may give."""


@rules.on_graph("excluded-row", "ERROR")
def excluded_row(graph: Graph) -> Iterator[Place]:
    """A row of excluded.tsv gives its reason and date.

    Problem: a row of ``excluded.tsv`` has no identifier, a reason outside the closed list, or no date.

    Solution: choose a reason of the list and put the rest into ``note``.

    Example: ``10.1000/out not about vesicles 2026-11-22 conditioned medium only``
    """
    for row in graph.excluded:
        place = (graph.excluded.path, row.line)
        if not row["id"]:
            yield *place, 1, "the row has no id", "write the DOI, the key or the corpus finding"
        if row["reason"] not in EXCLUSIONS:
            message = f"{row['reason'] or 'nothing'} is no reason"
            yield *place, row.column_of("reason"), message, f"one of: {', '.join(EXCLUSIONS)}"
        if not is_date(row["date"]):
            yield (
                *place,
                row.column_of("date"),
                f"{row['date'] or 'nothing'} is not a date",
                "write it like 2026-11-22",
            )
