"""One number of a result, and what its texts mean as numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Final, Literal

from .declarations import Also, Part, optional
from .lists import Codes
from .types import HOURS, PValue, Time, UnitTerm

Statistic = Annotated[
    Literal[
        "mean",
        "median",
        "count",
        "minimum",
        "maximum",
        "minimum across studies",
        "maximum across studies",
        "approximate",
        "fewer than",
        "Cliff's delta",
        "correlation coefficient r",
        "not shown",
    ],
    Codes("Statistic"),
]

SpreadType = Annotated[Literal["SD", "SE", "IQR", "range", "not shown"], Codes("SpreadType")]

_TIME: Final = re.compile(
    rf"^(?:(\d+(?:\.\d+)?) ?({'|'.join(HOURS)})s?|(?:by )?(day|week|month|year) (\d+))\b", re.I
)


def days(timepoint: str) -> Decimal | None:
    """The days in a timepoint as printed, where it starts with a plain one; a month is 30.4375 days.

    >>> days("by day 5"), days("week 12"), days("1 month"), days("late 2019")
    (Decimal('5.0000'), Decimal('84.0000'), Decimal('30.4375'), None)
    """
    found = _TIME.match(timepoint)
    if found is None:
        return None
    number, unit = found[1] or found[4], found[2] or found[3]
    return round(Decimal(number) * HOURS[unit.lower()] / 24, 4)


def p_value(text: str) -> Decimal | None:
    """A p-value printed as one number; ``<0.05`` is a bound, not a value.

    >>> p_value("0.002"), p_value(".04"), p_value("<0.05")
    (Decimal('0.002'), Decimal('0.04'), None)
    """
    return Decimal(text) if re.fullmatch(r"[01]|[01]?\.\d+", text) else None


class Quantity(Part):
    """One number with its unit, statistic, spread and timepoint."""

    unit: UnitTerm | None = optional("unit of the values", "unit", dimension=True, example="%")
    statistic: Statistic | None = optional("what the values are", "statistic")
    baseline: float | None = optional("value before treatment", "baseline", example=90.0)
    baseline_spread: float | None = optional("its spread", "baselineSpread", example=12.5)
    after: float | None = optional("value after treatment", "after", example=121.0)
    change: float | None = optional("change as printed", "change", example=31.0)
    spread: float | None = optional("spread of the value after, or of the change", "spread", example=8.0)
    spread_type: SpreadType | None = optional("what the spreads are", "spreadType")
    ci_low: float | None = optional(
        "lower end of the confidence interval", "ciLow", column="CI low", example=4.2
    )
    ci_high: float | None = optional(
        "upper end of the confidence interval", "ciHigh", column="CI high", example=19.8
    )
    comparator_baseline: float | None = optional(
        "value of the comparator before treatment",
        "comparatorBaseline",
        column="comparator's baseline",
        example=91.0,
    )
    comparator_after: float | None = optional(
        "value of the comparator after treatment",
        "comparatorAfter",
        column="comparator's value after",
        example=93.0,
    )
    comparator_change: float | None = optional(
        "change of the comparator", "comparatorChange", column="comparator's change", example=2.0
    )
    comparator_spread: float | None = optional(
        "its spread", "comparatorSpread", column="comparator's spread", example=3.0
    )
    comparator_n: int | None = optional(
        "subjects of the comparator measured", "comparatorSize", column="comparator's n", example=19
    )
    n: int | None = optional("subjects measured", "sampleSize", column="n", dimension=True, example=38)
    p: PValue | None = optional(
        "p value as printed, in quotes",
        "pText",
        column="p",
        example="0.006",
        also=(Also("pValue", p_value, "the p value, where it is printed as one number"),),
    )
    timepoint: Time | None = optional(
        "when it was measured, as printed",
        "timepoint",
        example="16 weeks",
        also=(Also("timepointDays", days, "the days in it, where it starts with a plain time"),),
    )
    after_treatment: Time | None = optional(
        "how long after the last treatment it was measured, as printed",
        "timeAfterTreatment",
        column="after the last treatment",
        example="6 weeks",
        also=(Also("daysAfterTreatment", days, "the days in it, where it starts with a plain time"),),
    )
    note: str | None = optional("a remark", "quantityNote", column="note on the number", example="read off")
