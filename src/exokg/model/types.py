"""The types of the fields of a record: keys, references, names of terms, addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Annotated, Final

from pydantic import Field

from .categories import OUTCOMES
from .identifiers import FORMS
from .names import KEY

Key = Annotated[str, Field(pattern=f"^{KEY}$")]
"""A curator's name for a thing; IRIs are minted from it, so it never changes."""


@dataclass(frozen=True)
class RefersTo:
    """Marks a field that holds the key of something else.

    Attributes:
        kind: of a part of the same record, ``reader``, or ``record`` for a record of any kind.
    """

    kind: str


@dataclass(frozen=True)
class TermOf:
    """Marks a field whose text names a term of one of these categories of ``terms.tsv``."""

    categories: tuple[str, ...]


@dataclass(frozen=True)
class WebAddress:
    """Marks a field that holds a web address, or text where a page has none."""


@dataclass(frozen=True)
class Day:
    """Marks a field that holds a day such as 2026-11-22.

    Attributes:
        partial: whether a month or a year alone is enough.
        planned: whether it may be in the future.
    """

    partial: bool
    planned: bool = False

    @property
    def pattern(self) -> str:
        """A regular expression that the text matches."""
        rest = "-(0[1-9]|1[0-2])", "-(0[1-9]|[12][0-9]|3[01])"
        return f"^[0-9]{{4}}({rest[0]}({rest[1]})?)?$" if self.partial else f"^[0-9]{{4}}{rest[0]}{rest[1]}$"


def is_web_address(text: str) -> bool:
    """Return whether *text* is an http or https address that RDF can hold.

    >>> is_web_address("https://example.org/a%20b"), is_web_address("https://example.org/%%")
    (True, False)
    """
    from pyoxigraph import NamedNode

    if not re.fullmatch(r"https?://[^\s\"<>{}|\\^`]+", text):
        return False
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


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


def whole_day(text: str) -> date | None:
    """Return the day that *text* is, or None where it is another wording or a part of a date.

    >>> whole_day("2022-01-31"), whole_day("31 January 2022")
    (datetime.date(2022, 1, 31), None)
    """
    return date.fromisoformat(text) if is_day(text) else None


def is_future(text: str) -> bool:
    """Return whether a day, or the whole of a month or year, is later than tomorrow, whatever the time zone.

    >>> is_future("1999-01-01"), is_future("2999")
    (False, True)
    """
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return is_day(text, partial=True) and date.fromisoformat(_whole(text)) > tomorrow


def _whole(text: str) -> str:
    return text + "-01-01"[len(text) - 4 :] if len(text) < len("2026-11-22") else text


@dataclass(frozen=True)
class Identifies:
    """Marks a field that holds an outside identifier of one of these kinds.

    Attributes:
        kinds: as in :class:`~exokg.model.identifiers.Identifier`.
    """

    kinds: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """A regular expression that the text matches."""
        return f"^({'|'.join(FORMS[kind] for kind in self.kinds)})$"


@dataclass(frozen=True)
class Printed:
    """Marks a field that holds a number as printed, which programs read, or words.

    Attributes:
        what: what it is, with its article.
        pattern: a regular expression that the text matches.
        hint: how to write it.
    """

    what: str
    pattern: str
    hint: str


HOURS: Final = {
    "min": Decimal(1) / 60, "minute": Decimal(1) / 60, "h": Decimal(1), "hr": Decimal(1), "hour": Decimal(1),
    "d": Decimal(24), "day": Decimal(24), "night": Decimal(24), "wk": Decimal(168), "week": Decimal(168),
    "fortnight": Decimal(336), "mo": Decimal("730.5"), "month": Decimal("730.5"), "y": Decimal(8766),
    "yr": Decimal(8766), "year": Decimal(8766),
}  # fmt: skip
"""Hours in each unit of time, as texts abbreviate or spell it; a month is a twelfth of a year."""

_UNIT: Final = "|".join(f"[{unit[0].upper()}{unit[0]}]{unit[1:]}s?" for unit in HOURS)
_OTHER: Final = "to|and|or|further|sessions?|treatments?|injections?|doses?|visits?|times"
_BEHIND_TIME: Final = rf" ?(?:{_UNIT})\b.*|(?:st|nd|rd|th)\b.*| (?:{_OTHER})\b.*| ?[^0-9A-Za-z,. ].*|, .*"
_TIME: Final = rf"[0-9]+(?:\.[0-9]+)?(?:{_BEHIND_TIME})?"
_BEFORE_P: Final = "(?:[^0-9=]*[-− <>≤≥~≈(])?"
_POWER: Final = r" ?[×x] ?10\^?[-−][0-9]+|[eE]-[0-9]+"
_P_VALUE: Final = rf"{_BEFORE_P}[0-9]*\.?[0-9]+(?:{_POWER})?%?\)?(?: .*)?"

PValue = Annotated[
    str,
    Printed(
        "a p value", f"^(?:[^0-9]+|{_P_VALUE})$", 'write the number with a point, as in "0.012" or "<0.05"'
    ),
]
Time = Annotated[
    str, Printed("a time", f"^(?:[^0-9].*|{_TIME})$", "write a number and its unit, as in 28 days, or words")
]

Checksums = Annotated[str, Field(pattern=rf"^({KEY}=[0-9a-f]{{6}}( |$))*$")]
"""The ids of results, each with ``=`` and a checksum."""

PreparationKey = Annotated[Key, RefersTo("preparation")]
SystemKey = Annotated[Key, RefersTo("system")]
ArmKey = Annotated[Key, RefersTo("arm")]
ComparisonKey = Annotated[Key, RefersTo("comparison")]
RecordKey = Annotated[Key, RefersTo("record")]
ReaderKey = Annotated[Key, RefersTo("reader")]

_EFFECTS_ON: Final = ("pathway", "process", "molecule", *OUTCOMES)

SourceTerm = Annotated[str, TermOf(("source",))]
TargetTerm = Annotated[str, TermOf(_EFFECTS_ON)]
PerturbedTerm = Annotated[str, TermOf(("molecule", "pathway", "process"))]
MoleculeTerm = Annotated[str, TermOf(("molecule",))]
CellTerm = Annotated[str, TermOf(("cell",))]
TissueTerm = Annotated[str, TermOf(("anatomy",))]
TaxonTerm = Annotated[str, TermOf(("species",))]
ConditionTerm = Annotated[str, TermOf(("condition",))]
CountryTerm = Annotated[str, TermOf(("country",))]
TechniqueTerm = Annotated[str, TermOf(("technique",))]
RouteTerm = Annotated[str, TermOf(("route",))]
UnitTerm = Annotated[str, TermOf(("unit",))]
InterventionTerm = Annotated[str, TermOf(("intervention", "molecule"))]
TopicTerm = Annotated[str, TermOf(("topic", *OUTCOMES, "process", "pathway", "molecule"))]
HarmTerm = Annotated[str, TermOf(("safety outcome",))]
Address = Annotated[str, WebAddress()]
Doi = Annotated[str, Identifies(("doi",))]
Pmid = Annotated[str, Identifies(("pmid",))]
Pmcid = Annotated[str, Identifies(("pmcid",))]
Notice = Annotated[str, Identifies(("doi", "pmid"))]
RegistryNumber = Annotated[str, Identifies(("registration",))]
FullDay = Annotated[str, Day(partial=False)]
PartialDay = Annotated[str, Day(partial=True)]
PlannedDay = Annotated[str, Day(partial=True, planned=True)]
