"""Rules about comparisons: with what a group is compared, and whether between groups or within one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .registry import Found, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.assertions import Harm
    from ...model.results import Finding
    from ..document import Loc
    from ..graph import Graph, Located

rules: Final = Register()


@rules.on_record("contrast-without-comparison", "ERROR")
def contrast_without_comparison(record: Located, _graph: Graph) -> Iterator[Found]:
    """A contrast names its comparison."""
    for loc, part in _compared(record):
        if part.contrast in ("between-group", "within-group") and part.comparison is None:
            yield (*loc, "contrast"), f"the {part.contrast} contrast has no comparison", "add comparison"


@rules.on_record("comparison-without-contrast", "ERROR")
def comparison_without_contrast(record: Located, _graph: Graph) -> Iterator[Found]:
    """A comparison has a contrast."""
    for loc, part in _compared(record):
        if part.comparison is not None and part.contrast is None:
            hint = "add contrast: between-group, within-group, among treated or unclear"
            yield (*loc, "comparison"), f"the comparison {part.comparison} has no contrast", hint


@rules.on_record("within-group-against-other", "ERROR")
def within_group_against_other(record: Located, _graph: Graph) -> Iterator[Found]:
    """A within-group contrast compares a group with its own baseline."""
    for loc, part in _compared(record):
        comparison = record.record.comparisons.get(part.comparison or "")
        if comparison is None or comparison.kind in ("ambiguous", "not shown"):
            continue
        if (part.contrast == "within-group") != (
            comparison.kind == "own baseline"
        ) and part.contrast != "unclear":
            message = f"the contrast {part.contrast} does not fit a comparison with {comparison.kind}"
            if part.contrast is not None:
                yield (*loc, "contrast"), message, "correct contrast, or the kind of the comparison"


def _compared(record: Located) -> Iterator[tuple[Loc, Finding | Harm]]:
    for name in ("findings", "harms"):
        for position, part in enumerate(getattr(record.record, name)):
            yield (name, position), part


@rules.on_record("comparable-to-nothing", "ERROR")
def comparable_to_nothing(record: Located, _graph: Graph) -> Iterator[Found]:
    """A finding with the effect comparable to names the comparison."""
    for position, finding in enumerate(record.record.findings):
        if finding.effect == "comparable to" and finding.comparison is None:
            message = "the finding does not say to what the effect is comparable"
            yield ("findings", position, "effect"), message, "add comparison"


@rules.on_record("comparison-without-comparator", "ERROR")
def comparison_without_comparator(record: Located, _graph: Graph) -> Iterator[Found]:
    """A comparison with a drug or preparation names it."""
    for key, comparison in record.record.comparisons.items():
        loc = ("comparisons", key, "kind")
        if comparison.kind == "active drug" and comparison.drug is None:
            yield loc, f"the comparison {key} does not name its drug", "add drug"
        if comparison.kind == "other dose" and comparison.arm is None:
            yield loc, f"the comparison {key} does not name the arm with the other dose", "add arm"
        if comparison.kind == "other preparation" and comparison.preparation is None:
            yield loc, f"the comparison {key} does not name the other preparation", "add preparation"
        if comparison.kind == "own baseline" and (comparison.preparation or comparison.drug):
            message = f"the comparison {key} is with the own baseline but names another product"
            yield loc, message, "correct kind"


@rules.on_record("compared-with-itself", "ERROR")
def compared_with_itself(record: Located, _graph: Graph) -> Iterator[Found]:
    """A preparation is not compared with itself."""
    for position, finding in enumerate(record.record.findings):
        comparison = record.record.comparisons.get(finding.comparison or "")
        if comparison is None or finding.about is None or comparison.preparation != finding.about:
            continue
        if comparison.arm is None or comparison.arm == finding.arm:
            message = f"{finding.about} is compared with itself"
            yield ("findings", position, "comparison"), message, "name the other preparation, or the two arms"
