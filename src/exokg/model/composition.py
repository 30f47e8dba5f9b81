"""What is composed for a record as a whole, of its key, its publication and its results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lists import STATES, Codes
from .names import Curie, coded
from .rungs import LADDER, RUNGS_OF_DESIGNS

if TYPE_CHECKING:
    from .nodes import Made, Spot
    from .records import Record


def count_property(key: str) -> str:
    """The name of the property that gives a number of subjects, by the key of ``n``.

    >>> count_property("animals-per-group")
    'nAnimalsPerGroup'
    """
    return "n" + "".join(word.capitalize() for word in key.split("-"))


def record_rung(record: Record) -> str | None:
    """The highest rung that a record's results were measured on, else the one its designs imply."""
    used = {part.system for part in record.findings} | {part.system for part in record.harms}
    measured = [record.systems[name].rung for name in used if name and name in record.systems]
    implied = [RUNGS_OF_DESIGNS[design][0] for design in record.designs if design in RUNGS_OF_DESIGNS]
    known = [rung for rung in measured if rung in LADDER] or [rung for rung in implied if rung is not None]
    return max(known, key=LADDER.index, default=None)


def record_label(spot: Spot) -> str:
    """Return the title of a record, or a label made of its key where none was shown."""
    return spot.record.title or spot.key.replace("-", " ")


def absence_of(depth: str) -> Curie:
    """What a missing field means where the source was read to this depth."""
    return coded(STATES, "not reported" if depth == "full text" else "not read")


def label_of(spot: Spot) -> Made:
    """The label of the record, which comes from its title where it has one."""
    yield record_label(spot), ("title",) if spot.record.title else ()


def key_of(spot: Spot) -> Made:
    """The key of the record, which no field says."""
    yield spot.key, ()


def status_of(spot: Spot) -> Made:
    """The state of its publication."""
    published = spot.record.publication
    if published is not None:
        yield coded(Codes("Status"), published.status), ("publication", "status")


def year_of(spot: Spot) -> Made:
    """The year of its publication, shown or deduced."""
    published = spot.record.publication
    if published is not None:
        shown = published.year is not None
        yield (
            published.year if shown else published.year_inferred,
            ("publication", "year" if shown else "year-inferred"),
        )


def rung_of(spot: Spot) -> Made:
    """The rung of the record as a whole; a registration without results is planned, and has none."""
    planned = spot.record.kind == "trial" and not (spot.record.findings or spot.record.harms)
    rung = None if planned else record_rung(spot.record)
    if rung is not None:
        yield coded(Codes("Rung"), rung), ()
