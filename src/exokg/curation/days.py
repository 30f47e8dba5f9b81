"""Days as records and tables write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from ..model.types import Day

__all__ = ["is_day", "is_future"]


def is_day(text: str, *, partial: bool = False) -> bool:
    """Return whether *text* is a day that exists; *partial* allows a month or a year alone.

    >>> is_day("2026-11-22"), is_day("2026-02-30"), is_day("22.11.2026"), is_day("2026-11", partial=True)
    (True, False, False, True)
    """
    if not re.fullmatch(Day(partial).pattern, text):
        return False
    try:
        date.fromisoformat(_whole(text))
    except ValueError:
        return False
    return True


def is_future(text: str) -> bool:
    """Return whether a day, or the whole of a month or year, is later than tomorrow, whatever the time zone.

    >>> is_future("1999-01-01"), is_future("2999")
    (False, True)
    """
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return is_day(text, partial=True) and date.fromisoformat(_whole(text)) > tomorrow


def _whole(text: str) -> str:
    return text + "-01-01"[len(text) - 4 :] if len(text) < len("2026-11-22") else text
