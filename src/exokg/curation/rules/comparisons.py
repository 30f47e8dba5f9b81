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
    """A contrast names its comparison.

    Problem: A finding or harm is marked between-group or within-group, but does not name the comparison.

    Solution: Describe the comparison under ``comparisons`` and write its key into ``comparison``. A
    group's own baseline is a comparison too.

    Example: ``contrast: between-group`` with ``comparison: vehicle``
    """
    for loc, part in _compared(record):
        if part.contrast in ("between-group", "within-group") and part.comparison is None:
            yield (*loc, "contrast"), f"the {part.contrast} contrast has no comparison", "add comparison"


@rules.on_record("comparison-without-contrast", "ERROR")
def comparison_without_contrast(record: Located, _graph: Graph) -> Iterator[Found]:
    """A comparison has a contrast.

    Problem: A finding names its comparison, but does not say whether the groups were compared with each
    other (between-group) or each with its own baseline (within-group).

    Solution: Add ``contrast``. Write ``unclear`` if the source does not show it.

    Example: ``comparison: vehicle`` with ``contrast: between-group``
    """
    for loc, part in _compared(record):
        if part.comparison is not None and part.contrast is None:
            hint = "add contrast: between-group, within-group, among treated or unclear"
            yield (*loc, "comparison"), f"the comparison {part.comparison} has no contrast", hint


@rules.on_record("within-group-against-other", "ERROR")
def within_group_against_other(record: Located, _graph: Graph) -> Iterator[Found]:
    """A within-group contrast compares a group with its own baseline.

    Problem: A within-group change is compared with another group, or a between-group contrast is compared
    with the group's own baseline. Mixing up the two makes an uncontrolled change look like a treatment
    effect.

    Solution: Correct ``contrast``, or the ``kind`` of the comparison.

    Example: ``contrast: within-group`` with a comparison of ``kind: own baseline``
    """
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
    """A finding with the effect comparable to names the comparison.

    Problem: The effect is ``comparable to``, but the finding does not say to what.

    Solution: Add ``comparison``. If the result did not differ from an untreated control, use ``effect: no
    detected effect``.

    Example: ``effect: comparable to`` with ``comparison: minoxidil``
    """
    for position, finding in enumerate(record.record.findings):
        if finding.effect == "comparable to" and finding.comparison is None:
            message = "the finding does not say to what the effect is comparable"
            yield ("findings", position, "effect"), message, "add comparison"


@rules.on_record("comparison-without-comparator", "ERROR")
def comparison_without_comparator(record: Located, _graph: Graph) -> Iterator[Found]:
    """A comparison with a drug or preparation names it.

    Problem: The comparison is with an active drug or another preparation, but does not say which one; or
    it names one although it is a comparison with the group's own baseline.

    Solution: Add ``drug`` (a term), ``preparation`` or ``arm`` (a key of this record), or correct ``kind``.

    Example: ``kind: active drug`` with ``drug: minoxidil``
    """
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
    """A preparation is not compared with itself.

    Problem: A finding compares a preparation with the same preparation.

    Solution: Name the other preparation. To compare two doses of one preparation, name their arms.

    Example: ``about: milk-exo`` with a comparison of ``preparation: cord-exo``
    """
    for position, finding in enumerate(record.record.findings):
        comparison = record.record.comparisons.get(finding.comparison or "")
        if comparison is None or finding.about is None or comparison.preparation != finding.about:
            continue
        if comparison.arm is None or comparison.arm == finding.arm:
            message = f"{finding.about} is compared with itself"
            yield ("findings", position, "comparison"), message, "name the other preparation, or the two arms"
