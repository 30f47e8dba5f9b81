"""Rules about how a result was obtained: comparisons, experiments on mechanisms, doses, times, appraisals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model.types import TermOf
from ..graph import Graph, Located
from .registry import Found, on_record

_MOLECULE: Final = TermOf(("molecule",)).categories
_OF_COMPARATOR: Final = (
    "comparator_baseline",
    "comparator_after",
    "comparator_change",
    "comparator_spread",
    "comparator_n",
)


@on_record("contrast-without-comparison", "ERROR")
def contrast_without_comparison(record: Located, _graph: Graph) -> Iterator[Found]:
    """A contrast names its comparison."""
    for loc, part in record.parts("findings", "harms"):
        if part.contrast in ("between-group", "within-group") and part.comparison is None:
            yield (*loc, "contrast"), f"the {part.contrast} contrast has no comparison", "add comparison"


@on_record("comparison-without-contrast", "ERROR")
def comparison_without_contrast(record: Located, _graph: Graph) -> Iterator[Found]:
    """A comparison has a contrast."""
    for loc, part in record.parts("findings", "harms"):
        if part.comparison is not None and part.contrast is None:
            hint = "add contrast: between-group, within-group, among treated or unclear"
            yield (*loc, "comparison"), f"the comparison {part.comparison} has no contrast", hint


@on_record("within-group-against-other", "ERROR")
def within_group_against_other(record: Located, _graph: Graph) -> Iterator[Found]:
    """A within-group contrast compares a group with its own baseline."""
    for loc, part in record.parts("findings", "harms"):
        comparison = record.record.comparisons.get(part.comparison or "")
        if comparison is None or comparison.kind in ("ambiguous", "not shown"):
            continue
        if (part.contrast == "within-group") != (
            comparison.kind == "own baseline"
        ) and part.contrast != "unclear":
            message = f"the contrast {part.contrast} does not fit a comparison with {comparison.kind}"
            if part.contrast is not None:
                yield (*loc, "contrast"), message, "correct contrast, or the kind of the comparison"


@on_record("comparable-to-nothing", "ERROR")
def comparable_to_nothing(record: Located, _graph: Graph) -> Iterator[Found]:
    """A finding with the effect comparable to names the comparison."""
    for position, finding in enumerate(record.record.findings):
        if finding.effect == "comparable to" and finding.comparison is None:
            message = "the finding does not say to what the effect is comparable"
            yield ("findings", position, "effect"), message, "add comparison"


@on_record("comparison-without-comparator", "ERROR")
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


@on_record("compared-with-itself", "ERROR")
def compared_with_itself(record: Located, _graph: Graph) -> Iterator[Found]:
    """A preparation is not compared with itself."""
    for position, finding in enumerate(record.record.findings):
        comparison = record.record.comparisons.get(finding.comparison or "")
        if comparison is None or finding.about is None or comparison.preparation != finding.about:
            continue
        if comparison.arm is None or comparison.arm == finding.arm:
            message = f"{finding.about} is compared with itself"
            yield ("findings", position, "comparison"), message, "name the other preparation, or the two arms"


@on_record("perturbation-without-support", "ERROR")
def perturbation_without_support(record: Located, _graph: Graph) -> Iterator[Found]:
    """A perturbation says what was perturbed."""
    for position, finding in enumerate(record.record.findings):
        if finding.support == "perturbation" and finding.perturbed is None:
            message = "the support is a perturbation, but what was perturbed is missing"
            yield ("findings", position, "support"), message, "add perturbed, with what and how"
        elif finding.perturbed is not None and finding.support != "perturbation":
            message = f"something was perturbed, but the support is {finding.support or 'missing'}"
            yield ("findings", position, "perturbed"), message, "write support: perturbation"


@on_record("inhibitor-as-subject", "ERROR")
def inhibitor_as_subject(record: Located, graph: Graph) -> Iterator[Found]:
    """An inhibitor is never the subject of a finding."""
    for position, finding in enumerate(record.record.findings):
        term = graph.terms.find(finding.molecule, _MOLECULE) if finding.molecule else None
        if term is not None and (blocked := term.inhibits) is not None:
            message = f"{term.label} is the subject, but it only blocks something else"
            what = graph.terms.get(blocked)
            hint = f"write the vesicles as about, and perturbed with what: {what.label if what else blocked}"
            yield ("findings", position, "molecule"), message, hint


@on_record("comparator-value-without-comparison", "ERROR")
def comparator_value_without_comparison(record: Located, _graph: Graph) -> Iterator[Found]:
    """A value of the comparator needs the comparison."""
    for loc, part in record.parts("findings", "harms"):
        for name in _OF_COMPARATOR if part.comparison is None and part.quantity is not None else ():
            if getattr(part.quantity, name) is not None:
                place = (*loc, "quantity", name.replace("_", "-"))
                yield place, "whose value this is, is missing", "add comparison"


@on_record("dose-series", "ERROR")
def dose_series(record: Located, _graph: Graph) -> Iterator[Found]:
    """A series of doses has at least two places, and a dose response needs a series."""
    series: dict[str | None, dict[str, int]] = {}
    for key, arm in record.record.arms.items():
        if arm.dose_rank is not None:
            series.setdefault(arm.preparation, {})[key] = arm.dose_rank
    for ranks in series.values():
        for key, rank in ranks.items():
            if len(ranks) == 1 or list(ranks.values()).count(rank) > 1:
                what = "has no other dose" if len(ranks) == 1 else f"has the place {rank} twice"
                yield ("arms", key, "dose-rank"), f"the series of doses {what}", "number the doses 1, 2, 3 …"
    for position, finding in enumerate(record.record.findings):
        if finding.dose_response is not None and finding.about not in series:
            message = "the doses of this preparation are no series"
            yield ("findings", position, "dose-response"), message, "give its arms a dose-rank"


@on_record("time-after-treatment", "ERROR")
def time_after_treatment(record: Located, _graph: Graph) -> Iterator[Found]:
    """Whether an effect lasted needs a measurement after treatment."""
    for position, finding in enumerate(record.record.findings):
        if finding.persistence is None:
            continue
        after = None if finding.quantity is None else finding.quantity.after_treatment
        if (after is None) != (finding.persistence == "not measured"):
            message = f"{finding.persistence}, but the time after treatment is {after or 'missing'}"
            hint = "write after-treatment of the quantity, or correct persistence"
            yield ("findings", position, "persistence"), message, hint


@on_record("aspect-of-no-molecule", "ERROR")
def aspect_of_no_molecule(record: Located, graph: Graph) -> Iterator[Found]:
    """Only a molecule has an aspect."""
    for position, finding in enumerate(record.record.findings):
        if finding.aspect and graph.terms.find(finding.target, ("molecule",)) is None:
            message = f"{finding.target} has no {finding.aspect[0]}: it is no molecule"
            yield ("findings", position, "aspect"), message, "name the molecule as target, or delete aspect"


@on_record("same-system-twice", "ERROR")
def same_system_twice(record: Located, _graph: Graph) -> Iterator[Found]:
    """Each system of a finding is another one."""
    for position, finding in enumerate(record.record.findings):
        for at, name in enumerate(finding.also_in):
            if name in (finding.system, *finding.also_in[:at]):
                yield ("findings", position, "also-in", at), f"{name} is named twice", "delete one of the two"


@on_record("appraised-study-unnamed", "ERROR")
def appraised_study_unnamed(record: Located, _graph: Graph) -> Iterator[Found]:
    """A judgement of a review says which study it is about."""
    for position, one in enumerate(record.record.appraisals):
        named = one.study or one.study_reported or one.judgement is None
        if record.record.kind == "review" and not named:
            message = "the judgement does not say which study it is about"
            yield ("appraisals", position, "judgement"), message, "add study, or study-reported"


@on_record("version-contradicts-status", "ERROR")
def version_contradicts_status(record: Located, _graph: Graph) -> Iterator[Found]:
    """What is said of other versions fits the state of the document."""
    said = record.record.publication
    if said is None:
        return
    hint = "correct the status, or move it to the other field"
    for name, value, wrong in (
        ("published-as", said.published_as, said.status != "preprint"),
        ("preprint", said.preprint, said.status == "preprint"),
        ("notice-date", said.notice_date, said.status not in ("corrected", "retracted")),
    ):
        if value is not None and wrong:
            yield ("publication", name), f"there is {name}, but the document is {said.status}", hint
