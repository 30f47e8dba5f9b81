"""What was given in the rows of a question: those that hold no vesicles, and harms that were not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...rdf.namespaces import code
from ...store.solutions import value_of
from .sentences import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..result import Result
    from .table import Findings

_NONE: Final = {code("preparationtype", "non-vesicle").value}
_RECORD: Final = ("record", "study", "review")
_NAME: Final = ("product", "subjectName")
_NAMED: Final = 4  # records that a sentence names


def keys_without_vesicles(table: Findings) -> frozenset[str]:
    """The keys of records in which all that was given is known to hold no vesicles."""
    given = table.types_given.items()
    return frozenset(one.rpartition("/")[2] for (one, name), types in given if not name and types == _NONE)


def without_vesicles(table: Findings, rows: Result) -> frozenset[int]:
    """The rows of a question in which all that was given is known to hold no vesicles.

    A row that names what was given is judged by that, any other by all that its record gives.
    """
    record = next((name for name in _RECORD if name in rows.variables), "")
    called = next((name for name in _NAME if name in rows.variables), "")
    if not record:
        return frozenset()
    types = table.types_given
    found = set()
    for at, row in enumerate(rows):
        key = value_of(row[record])
        given = types.get((key, value_of(row[called]) if called else "")) or types.get((key, ""))
        if given == _NONE:
            found.add(at)
    return frozenset(found)


def unharmed(rows: Result) -> frozenset[int]:
    """The rows on harms that say that none was observed."""
    return frozenset(at for at, row in enumerate(rows) if value_of(row["state"]) == "none observed")


def left_out(rows: Result, places: Collection[int]) -> str:
    """That rows without vesicles are left out, and of which records; empty where there are none."""
    if not places:
        return ""
    number = counted(len(places), "row")
    return (
        f"Left out, as what they are about holds no vesicles: {number}{named_records(rows, places, _NAMED)}."
    )


def named_records(rows: Result, places: Collection[int], most: int) -> str:
    """The records of some rows in brackets, and how many more there are; empty where rows name none."""
    keys = keys_of(rows, places)
    more = f" and {len(keys) - most} more" if len(keys) > most else ""
    return f" (of {', '.join(keys[:most])}{more})" if keys else ""


def keys_of(rows: Result, places: Iterable[int] | None = None) -> list[str]:
    """The keys of the records that some rows are about, or all of them; none where rows name no record."""
    record = next((name for name in _RECORD if name in rows.variables), "")
    at = range(len(rows)) if places is None else places
    return sorted({value_of(rows[one][record]).rpartition("/")[2] for one in at if record})
