"""Rules about comparisons: against what, and whether between groups or within one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .registry import Found, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph import Graph, Located
    from ..records import Finding, Harm
    from ..yamltext import Loc

rules: Final = Register()


@rules.on_record("contrast-without-comparison", "ERROR")
def contrast_without_comparison(record: Located, _graph: Graph) -> Iterator[Found]:
    """A contrast says against what.

    Problem: a finding or harm is called between-group or within-group without the comparison it rests on.

    Solution: describe the comparison under ``comparisons`` and name its key; the own baseline is a
    comparison too.

    Example: ``contrast: between-group`` with ``comparison: vehicle``
    """
    for loc, part in _compared(record):
        if part.contrast in ("between-group", "within-group") and part.comparison is None:
            yield (*loc, "contrast"), f"{part.contrast} against nothing", "add comparison"


@rules.on_record("comparison-without-contrast", "ERROR")
def comparison_without_contrast(record: Located, _graph: Graph) -> Iterator[Found]:
    """A comparison says what kind of contrast it gives.

    Problem: a finding names its comparison but not whether the groups were compared with each other or each
    with its own baseline.

    Solution: add ``contrast``; ``unclear`` where the source does not show it.

    Example: ``comparison: vehicle`` with ``contrast: between-group``
    """
    for loc, part in _compared(record):
        if part.comparison is not None and part.contrast is None:
            hint = "add between-group, within-group, among treated or unclear"
            yield (*loc, "comparison"), f"the comparison {part.comparison} has no contrast", hint


@rules.on_record("within-group-against-other", "ERROR")
def within_group_against_other(record: Located, _graph: Graph) -> Iterator[Found]:
    """Within-group means against the own baseline.

    Problem: a within-group change is said to be measured against another group, or a between-group contrast
    against the own baseline. Confusing the two makes an uncontrolled change look like a treatment effect.

    Solution: correct ``contrast`` or the kind of the comparison.

    Example: ``contrast: within-group`` with a comparison of ``kind: own baseline``
    """
    for loc, part in _compared(record):
        comparison = record.record.comparisons.get(part.comparison or "")
        if comparison is None or comparison.kind in ("ambiguous", "not shown"):
            continue
        if (part.contrast == "within-group") != (
            comparison.kind == "own baseline"
        ) and part.contrast != "unclear":
            message = f"{part.contrast} does not fit a comparison with {comparison.kind}"
            if part.contrast is not None:
                yield (*loc, "contrast"), message, "correct the contrast or the kind of the comparison"


def _compared(record: Located) -> Iterator[tuple[Loc, Finding | Harm]]:
    for name in ("findings", "harms"):
        for position, part in enumerate(getattr(record.record, name)):
            yield (name, position), part


@rules.on_record("comparable-to-nothing", "ERROR")
def comparable_to_nothing(record: Located, _graph: Graph) -> Iterator[Found]:
    """Comparable means comparable to something.

    Problem: the effect is ``comparable to``, but no comparison says to what.

    Solution: add the comparison; for a result that did not differ from an untreated control use ``no
    detected effect``.

    Example: ``effect: comparable to`` with ``comparison: minoxidil``
    """
    for position, finding in enumerate(record.record.findings):
        if finding.effect == "comparable to" and finding.comparison is None:
            yield ("findings", position, "effect"), "comparable to nothing", "add comparison"


@rules.on_record("comparison-without-comparator", "ERROR")
def comparison_without_comparator(record: Located, _graph: Graph) -> Iterator[Found]:
    """A comparison names its comparator.

    Problem: the comparison is with an active drug or another preparation, but does not say which; or it
    names one although its kind has none.

    Solution: add ``drug`` (a term) or ``preparation`` (a key of this record), or correct ``kind``.

    Example: ``kind: active drug`` with ``drug: minoxidil``
    """
    for key, comparison in record.record.comparisons.items():
        loc = ("comparisons", key, "kind")
        if comparison.kind == "active drug" and comparison.drug is None:
            yield loc, f"the drug of the comparison {key} is not named", "add drug"
        if comparison.kind == "other preparation" and comparison.preparation is None:
            yield loc, f"the other preparation of the comparison {key} is not named", "add preparation"
        if comparison.kind == "own baseline" and (comparison.preparation or comparison.drug):
            yield loc, f"the own baseline of the comparison {key} is another product", "correct the kind"


@rules.on_record("compared-with-itself", "ERROR")
def compared_with_itself(record: Located, _graph: Graph) -> Iterator[Found]:
    """A preparation is not compared with itself.

    Problem: the comparator of a finding is the preparation the finding is about.

    Solution: name the other preparation; doses of one preparation are compared through their arms.

    Example: ``about: milk-exo`` against a comparison with ``preparation: cord-exo``
    """
    for position, finding in enumerate(record.record.findings):
        comparison = record.record.comparisons.get(finding.comparison or "")
        if comparison is None or finding.about is None or comparison.preparation != finding.about:
            continue
        if comparison.arm is None or comparison.arm == finding.arm:
            message = f"{finding.about} is compared with itself"
            yield ("findings", position, "comparison"), message, "name the other preparation, or both arms"
