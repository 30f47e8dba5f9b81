"""What a result says of its setting, its separability and its numbers, in words; of what is absent, why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ..model.absences import NOT_APPLICABLE

Details = Mapping[str, str]

_JUDGED: Final = ("rung", "contrast", "support")
_LEADS: Final = {
    "pText": "p",
    "sampleSize": "n",
    "timepoint": "at",
    "timeAfterTreatment": "after the last treatment",
    "persistence": "after treatment",
    "doseReported": "dose",
    "doseResponse": "dose response",
    "modifier": "in",
    "assay": "by",
}
"""Property → the words before its value, in the order in which they are shown."""
_PAIRS: Final = {
    "baseline": "baselineSpread",
    "after": "spread",
    "change": "spread",
    "comparatorBaseline": "",
    "comparatorAfter": "",
    "comparatorChange": "comparatorSpread",
}
"""Property of a value → that of its spread. Beside a change, the spread is that of the change."""
_COUNTED: Final = ("count", "countReported", "denominator", "serious")

DETAILS: Final = (
    *_JUDGED, "separability", "inSystem", "comparison", *_PAIRS, *sorted({*_PAIRS.values()} - {""}),
    "spreadType", "unit", "statistic", "ciLow", "ciHigh", "comparatorSize", *_LEADS, *_COUNTED,
)  # fmt: skip
"""Properties of a result that :func:`shown_of` reads, by their local names."""


def shown_of(iri: str, details: Details, absent: str) -> dict[str, str]:
    """The last six attributes of a :class:`~exokg.answers.descriptions.StatedResult`.

    Args:
        iri: of the result; only findings have all of them, harms have separability and counts.
        details: local name of a property → its value as text.
        absent: what a missing field means in the record of the result.
    """
    if "/harm/" in iri:
        return {
            "separability": details.get("separability", NOT_APPLICABLE),  # none: no preparation given
            "values": "; ".join(_counts(details)) or absent,
        }
    if "/finding/" not in iri:
        return {}
    found = {name: details.get(name, absent) for name in (*_JUDGED, "separability")}
    against = f"against {details['comparison']}" if "comparison" in details else f"comparator {absent}"
    found["setting"] = "; ".join(filter(None, [details.get("inSystem", absent), against]))
    found["values"] = "; ".join(_values(details)) or absent
    if details.get("separability") is None:  # of a finding of a review, which counts nowhere
        found["separability"] = NOT_APPLICABLE
    return found


def _values(details: Details) -> Iterator[str]:
    """Numbers of a finding, each with its spread and unit, and what is said of them.

    >>> list(_values({"change": "9.5", "spread": "2", "spreadType": "SD", "unit": "hairs", "pText": "0.006"}))
    ['change 9.5 ± 2 SD hairs', 'p 0.006']
    >>> list(_values({"after": "99", "comparatorAfter": "81", "comparatorSize": "20"}))
    ['after 99', "comparator's after 81", "comparator's n 20"]
    """
    unit = f" {details['unit']}" if "unit" in details else ""
    if details.get("statistic") not in {None, "not shown", details.get("unit")}:
        yield details["statistic"]
    for name, spread in _PAIRS.items():
        if name in details:
            own = "" if name == "after" and "change" in details else details.get(spread, "")
            yield f"{_words(name)} {details[name]}{_spread(own, details)}{unit}"
    if not _PAIRS.keys() & details.keys() and "spread" in details:
        yield f"spread{_spread(details['spread'], details)}{unit}"
    if "ciLow" in details and "ciHigh" in details:
        yield f"interval {details['ciLow']} to {details['ciHigh']}{unit}"
    if "comparatorSize" in details:
        yield f"comparator's n {details['comparatorSize']}"
    yield from (f"{lead} {details[name]}" for name, lead in _LEADS.items() if name in details)


def _words(name: str) -> str:
    rest = name.removeprefix("comparator")
    return name if rest == name else f"comparator's {rest.lower()}"


def _spread(spread: str, details: Details) -> str:
    kind = details.get("spreadType", "not shown")
    return "" if not spread else f" ± {spread}" + ("" if kind == "not shown" else f" {kind}")


def _counts(details: Details) -> Iterator[str]:
    """How many had a harm, of how many, and whether it was serious.

    >>> list(_counts({"count": "3", "denominator": "20", "serious": "no"}))
    ['3', 'of 20', 'serious: no']
    """
    yield from (details[name] for name in ("count", "countReported") if name in details)
    yield from (f"of {details[name]}" for name in ("denominator",) if name in details)
    yield from (f"serious: {details[name]}" for name in ("serious",) if name in details)
