"""Rules about dates, about readers, and about the tables of clusters and exclusions."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Final

from .registry import Found, Place, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..document import Loc
    from ..graph import Graph, Located

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
    """Yield location, text and whether a year or month alone is enough."""
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
    """A date is written as year-month-day.

    Problem: A date is not in the form of ISO 8601, or the day does not exist.

    Solution: Write ``2026-11-22``. For dates of registry entries and documents, ``2026-11`` or ``2026`` is
    enough if the source shows no more. The dates of reading need the full day.

    Example: ``entered: {date: "2026-11-22", by: r1}``
    """
    for loc, text, partial in _dates(record):
        if not is_date(text) and not (partial and _PARTIAL.fullmatch(text)):
            yield loc, f"{text} is not a date", "write it as 2026-11-22"


@rules.on_record("second-read-before-entered", "ERROR")
def second_read_before_entered(record: Located, _graph: Graph) -> Iterator[Found]:
    """The second reading is later than the first.

    Problem: The date of the second reading is before the date on which the record was entered.

    Solution: Correct the wrong date.

    Example: ``entered: {date: "2026-11-20", by: r1}`` and ``second-read: {date: "2026-11-22", by: r2}``
    """
    second = record.record.second_read
    first = record.record.entered
    if second is not None and is_date(second.date) and is_date(first.date) and second.date < first.date:
        message = f"the second reading, {second.date}, is before the date of entry, {first.date}"
        yield ("second-read", "date"), message, "correct the wrong date"


@rules.on_record("second-reader-is-first", "ERROR")
def second_reader_is_first(record: Located, _graph: Graph) -> Iterator[Found]:
    """The second reader is another person.

    Problem: The same person entered the record and read it a second time. When another person read the
    first records, two of three findings had to be narrowed.

    Solution: Ask another reader. Until then, leave ``second-read`` out.

    Example: ``entered: {date: "2026-11-20", by: r1}`` and ``second-read: {date: "2026-11-22", by: r2}``
    """
    second = record.record.second_read
    if second is not None and second.by == record.record.entered.by:
        message = f"{second.by} entered the record and also read it a second time"
        yield ("second-read", "by"), message, "ask another reader"


@rules.on_record("unknown-reader", "ERROR")
def unknown_reader(record: Located, graph: Graph) -> Iterator[Found]:
    """A reader is listed in readers.tsv.

    Problem: The reader of the record is not listed in ``graph/readers.tsv``.

    Solution: Correct the id, or add a row to ``readers.tsv``.

    Example: ``by: r1`` if ``readers.tsv`` has a row ``r1``
    """
    known = {row["id"] for row in graph.readers}
    second = record.record.second_read
    readings = [(("entered", "by"), record.record.entered.by)]
    if second is not None:
        readings.append((("second-read", "by"), second.by))
    for loc, reader in readings:
        if reader not in known:
            yield loc, f"{reader} is not in readers.tsv", "correct the id, or add a row with this id"


@rules.on_record("read-once", "INFO")
def read_once(record: Located, _graph: Graph) -> Iterator[Found]:
    """A record is read twice.

    Problem: Only the person who entered the record has checked it against its source.

    Solution: Ask another person to check every finding against the source, then add ``second-read``. Users
    can leave records that were read once out of their answers.

    Example: ``second-read: {date: "2026-11-22", by: r2}``
    """
    if record.record.second_read is None:
        yield ("entered",), "the record was read once", "ask another person to read it, then add second-read"


_CLUSTER_KINDS: Final = ("laboratory", "author group", "shared cohort", "shared animals")


@rules.on_graph("cluster-row", "ERROR")
def cluster_row(graph: Graph) -> Iterator[Place]:
    """A row of clusters.tsv is complete and names a record.

    Problem: A row of ``clusters.tsv`` has an unknown kind of cluster, names a record that does not exist,
    or lacks its ground, its author or its date.

    Solution: Correct the cell. The kinds are laboratory, author group, shared cohort and shared animals.
    The number of independent studies is computed from these rows, so each row needs a ground.

    Example: ``lab-a laboratory A laboratory kim-2022-colostrum same corresponding author r1 2026-11-22``
    """
    for row in graph.clusters:
        place = (graph.clusters.path, row.line)
        if row["kind"] not in _CLUSTER_KINDS:
            message = f"{row['kind'] or 'the empty cell'} is not a kind of cluster"
            yield *place, row.column_of("kind"), message, f"one of: {', '.join(_CLUSTER_KINDS)}"
        if row["member"] not in graph.paths:
            message = f"there is no record {row['member']}"
            hint = "write the name of the record's file, without .yaml"
            yield *place, row.column_of("member"), message, hint
        for name in ("cluster", "label", "ground", "said-by"):
            if not row[name]:
                yield *place, row.column_of(name), f"{name} is empty", "fill the cell"
        if not is_date(row["on"]):
            message = f"{row['on'] or 'the empty cell'} is not a date"
            yield *place, row.column_of("on"), message, "write it as 2026-11-22"


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
"""The reasons allowed in ``excluded.tsv``."""


@rules.on_graph("excluded-row", "ERROR")
def excluded_row(graph: Graph) -> Iterator[Place]:
    """A row of excluded.tsv has an id, a reason and a date.

    Problem: A row of ``excluded.tsv`` has no identifier, a reason outside the closed list, or no date.

    Solution: Choose a reason from the list and write details into ``note``.

    Example: ``10.1000/out not about vesicles 2026-11-22 conditioned medium only``
    """
    for row in graph.excluded:
        place = (graph.excluded.path, row.line)
        if not row["id"]:
            yield *place, 1, "the row has no id", "write the DOI, the key or the finding of the seed corpus"
        if row["reason"] not in EXCLUSIONS:
            message = f"{row['reason'] or 'the empty cell'} is not a reason of the list"
            yield *place, row.column_of("reason"), message, f"one of: {', '.join(EXCLUSIONS)}"
        if not is_date(row["date"]):
            message = f"{row['date'] or 'the empty cell'} is not a date"
            yield *place, row.column_of("date"), message, "write it as 2026-11-22"
