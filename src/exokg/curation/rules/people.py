"""Rules about dates and about readers."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.fingerprints import READ_AGAIN, is_checked
from ...model.types import Day, RefersTo, is_day, is_future
from ..graph import Graph, Located
from ..remedies import date_hint
from .registry import Found, on_record


@on_record("date-format", "ERROR")
def date_format(record: Located, _graph: Graph) -> Iterator[Found]:
    """A date is written as year-month-day."""
    for leaf, mark in record.marked(Day):
        if not is_day(leaf.text, partial=mark.partial):
            yield leaf.loc, f"{leaf.text[:80]} is not a date", date_hint(leaf.text)


@on_record("date-in-future", "WARN")
def date_in_future(record: Located, _graph: Graph) -> Iterator[Found]:
    """What was read or issued was so until today."""
    for leaf, mark in record.marked(Day):
        if is_future(leaf.text) and not mark.planned:
            yield leaf.loc, f"{leaf.text} is in the future", "correct the date"


@on_record("second-read-before-entered", "ERROR")
def second_read_before_entered(record: Located, _graph: Graph) -> Iterator[Found]:
    """The second reading is later than the first."""
    second = record.record.second_read
    first = record.record.entered
    if second is not None and is_day(second.date) and is_day(first.date) and second.date < first.date:
        message = f"the second reading, {second.date}, is before the date of entry, {first.date}"
        yield ("second-read", "date"), message, "correct the wrong date"


@on_record("second-reader-is-first", "ERROR")
def second_reader_is_first(record: Located, _graph: Graph) -> Iterator[Found]:
    """The second reader is another person."""
    second = record.record.second_read
    if second is not None and second.by == record.record.entered.by:
        message = f"{second.by} entered the record and also read it a second time"
        yield ("second-read", "by"), message, "ask another reader"


@on_record("unknown-reader", "ERROR")
def unknown_reader(record: Located, graph: Graph) -> Iterator[Found]:
    """A reader is listed in readers.tsv."""
    known = {row["id"] for row in graph.readers}
    for leaf, mark in record.marked(RefersTo):
        if mark.kind == "reader" and leaf.text not in known:
            yield leaf.loc, f"{leaf.text} is not in readers.tsv", "correct the id, or add a row with this id"


@on_record("read-once", "INFO")
def read_once(record: Located, _graph: Graph) -> Iterator[Found]:
    """A record is read twice."""
    if record.record.second_read is None:
        yield ("entered",), "the record was read once", "ask another person to read it, then add second-read"


@on_record("second-read-expired", "WARN")
def second_read_expired(record: Located, _graph: Graph) -> Iterator[Found]:
    """A result is as the second reader saw it."""
    second = record.record.second_read
    if second is None:
        return
    hint = "ask another reader to check it, then run: exokg second-read FILE --by READER"
    for loc, part in record.parts(*READ_AGAIN):
        if not is_checked(record.record, part):
            known = [pair for pair in second.checksums if pair.startswith(f"{part.id}=")]
            how = "edited" if known else "added"
            yield loc, f"{part.id} was {how} after its second reading; it counts as read once", hint
