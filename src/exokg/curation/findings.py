"""The results of a record: findings, harms, statements and conclusions, and their numbers.

The text below a field is its help: editors show it, and docs/template is made from it.
"""

from __future__ import annotations

from pydantic import Field

from . import vocabulary as v  # noqa: TC001 - pydantic evaluates the annotations
from .fields import HarmTerm, Key, MoleculeTerm, Part, TargetTerm, TopicTerm, UnitTerm
from .parts import Seed  # noqa: TC001 - pydantic evaluates the annotations

__all__ = ["Conclusion", "Finding", "Harm", "Quantity", "Statement"]


class Quantity(Part):
    """One number with its unit, statistic, spread and timepoint."""

    unit: UnitTerm | None = None
    """unit of the values"""
    statistic: v.Statistic | None = None
    """what the values are"""
    baseline: float | None = None
    """value before treatment"""
    baseline_spread: float | None = None
    """its spread"""
    after: float | None = None
    """value after treatment"""
    change: float | None = None
    """change as printed"""
    spread: float | None = None
    """spread of the value after, or of the change"""
    spread_type: v.SpreadType | None = None
    """what the spreads are"""
    ci_low: float | None = None
    """lower end of the confidence interval"""
    ci_high: float | None = None
    """upper end of the confidence interval"""
    comparator_change: float | None = None
    """change of the comparator"""
    comparator_spread: float | None = None
    """its spread"""
    n: int | None = None
    """subjects measured"""
    p: str | None = None
    """p value as printed, in quotes"""
    timepoint: str | None = None
    """when it was measured, as printed"""
    note: str | None = None
    """a remark"""


class Finding(Part):
    """One result: exactly one subject, one effect, one target, at most one quantity."""

    id: Key
    """its name in this record; never changes"""
    about: Key | None = None
    """the preparation it is about, a key of preparations"""
    molecule: MoleculeTerm | None = None
    """instead of about: the molecule given or blocked alone"""
    effect: v.Effect
    """the authors' verb, reduced to one word"""
    target: TargetTerm
    """what was affected"""
    target_reported: str | None = None
    """the target as worded, where the term is wider"""
    system: Key
    """where it was measured, a key of systems"""
    arm: Key | None = None
    """the group it was measured in, a key of arms"""
    comparison: Key | None = None
    """against what, a key of comparisons"""
    contrast: v.Contrast | None = None
    """between groups, within one against its own baseline, or among the treated alone"""
    support: v.Support | None = None
    """how a mechanism is supported"""
    necessity_tested: v.YesNo | None = None
    """whether the need for the subject or mediator was tested by blocking it, whatever came out"""
    via: list[TargetTerm] = Field(default_factory=list)
    """mediators named by the source"""
    measure: str | None = None
    """read-out in the words of the source"""
    dose: str | None = None
    """dose of this finding as printed"""
    modifier: str | None = None
    """subgroup or condition"""
    quantity: Quantity | None = None
    """its number"""
    locator: str
    """where in the source"""
    seed: Seed | None = None
    """verdict on a claim of the seed article"""
    summary: str
    """one sentence in your own words"""
    rests_on: list[Key] = Field(default_factory=list)
    """in reviews: the records of the studies it rests on"""


class Harm(Part):
    """An adverse event, or the source's sentence that none was seen; never an effect."""

    id: Key
    """its name in this record; never changes"""
    state: v.HarmState
    """observed, none observed (a sentence of the source), not reported, not read"""
    event: HarmTerm
    """the event"""
    event_reported: str | None = None
    """the event in the words of the source"""
    about: Key | None = None
    """the preparation it is about, a key of preparations"""
    arm: Key | None = None
    """the group it happened in, a key of arms"""
    system: Key | None = None
    """where it was seen, a key of systems"""
    population: str | None = None
    """among whom, in the words of the source"""
    count: int | None = None
    """people with the event"""
    count_reported: str | None = None
    """the count in the words of the source"""
    denominator: int | None = None
    """people counted"""
    serious: v.YesNo | None = None
    """whether it was serious"""
    follow_up: str | None = None
    """how long was watched"""
    comparison: Key | None = None
    """against what, a key of comparisons"""
    contrast: v.Contrast | None = None
    """between groups, or within one"""
    measure: str | None = None
    """how it was looked for"""
    quantity: Quantity | None = None
    """its number"""
    locator: str
    """where in the source"""
    seed: Seed | None = None
    """verdict on a claim of the seed article"""
    summary: str
    """one sentence in your own words"""


class Statement(Part):
    """A position, proposal or status that a document asserts; never an effect edge."""

    id: Key
    """its name in this record; never changes"""
    stance: v.Stance
    """what it does: warns, prohibits, requires …"""
    topic: TopicTerm
    """what it is about"""
    about: Key | None = None
    """the preparation it is about, a key of preparations"""
    scope: str | None = None
    """where or among whom it is said to hold"""
    as_of: str | None = None
    """since when, or on what day it held"""
    measure: str | None = None
    """what it refers to, in the words of the source"""
    quantity: Quantity | None = None
    """its number"""
    locator: str
    """where in the source"""
    seed: Seed | None = None
    """verdict on a claim of the seed article"""
    summary: str
    """one sentence in your own words"""


class Conclusion(Part):
    """What the authors conclude beyond their findings."""

    id: Key
    """its name in this record; never changes"""
    kind: v.ConclusionKind
    """promise or caution"""
    seed: Seed | None = None
    """verdict on a claim of the seed article"""
    summary: str
    """one sentence in your own words"""
