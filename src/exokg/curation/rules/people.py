"""Rules about dates and about readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model.fingerprints import READ_AGAIN, is_checked
from ...model.types import Day, RefersTo
from ..days import is_day, is_future
from .registry import Found, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph import Graph, Located

rules: Final = Register()


@rules.on_record("date-format", "ERROR")
def date_format(record: Located, _graph: Graph) -> Iterator[Found]:
    """A date is written as year-month-day.

    Problem: A date is not in the form of ISO 8601, or the day does not exist.

    Solution: Write ``2026-11-22``. For dates of registry entries and documents, ``2026-11`` or ``2026`` is
    enough if the source shows no more. The dates of reading need the full day.

    Example: ``entered: {date: "2026-11-22", by: r1}``
    """
    for leaf, mark in record.marked(Day):
        if not is_day(leaf.text, partial=mark.partial):
            yield leaf.loc, f"{leaf.text[:80]} is not a date", "write it as 2026-11-22"


@rules.on_record("date-in-future", "WARN")
def date_in_future(record: Located, _graph: Graph) -> Iterator[Found]:
    """What was read or issued was so until today.

    Problem: The day of a reading, of a search, of an issue or of the state of a registry entry is still to
    come. Day and month, or two digits of the year, may have changed places.

    Solution: Correct the date. Only the start and the completion of a trial may be in the future.

    Example: ``entered: {date: "2026-11-22", by: r1}``
    """
    for leaf, mark in record.marked(Day):
        if is_future(leaf.text) and not mark.planned:
            yield leaf.loc, f"{leaf.text} is in the future", "correct the date"


@rules.on_record("second-read-before-entered", "ERROR")
def second_read_before_entered(record: Located, _graph: Graph) -> Iterator[Found]:
    """The second reading is later than the first.

    Problem: The date of the second reading is before the date on which the record was entered.

    Solution: Correct the wrong date.

    Example: ``entered: {date: "2026-11-20", by: r1}`` and ``second-read: {date: "2026-11-22", by: r2}``
    """
    second = record.record.second_read
    first = record.record.entered
    if second is not None and is_day(second.date) and is_day(first.date) and second.date < first.date:
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
    for leaf, mark in record.marked(RefersTo):
        if mark.kind == "reader" and leaf.text not in known:
            yield leaf.loc, f"{leaf.text} is not in readers.tsv", "correct the id, or add a row with this id"


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


@rules.on_record("second-read-expired", "WARN")
def second_read_expired(record: Located, _graph: Graph) -> Iterator[Found]:
    """A result is as the second reader saw it.

    Problem: The record was read a second time, but this finding, harm or statement was edited or added
    afterwards; or a part that it names was edited, or the title, a design, a number or another field that
    says something of the whole study. Every answer says that it was read once. (Who read, bibliography,
    addresses, remarks and interests may be completed.)

    Solution: Ask another reader to check it against the source, then run ``exokg second-read FILE --by
    READER``, which writes the date and the checksums of what was read.

    Example: ``second-read: {date: "2026-11-22", by: r2, checked: f1=3fa9c1 f2=77bc02}``
    """
    second = record.record.second_read
    if second is None:
        return
    hint = "ask another reader to check it, then run: exokg second-read FILE --by READER"
    for loc, part in record.parts(*READ_AGAIN):
        if not is_checked(record.record, part):
            known = [pair for pair in second.checksums if pair.startswith(f"{part.id}=")]
            how = "edited" if known else "added"
            yield loc, f"{part.id} was {how} after its second reading; it counts as read once", hint
