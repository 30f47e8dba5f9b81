"""Rules about values of the comparator, series of doses, time after treatment, and appraisals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .registry import Found, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph import Graph, Located

rules: Final = Register()

_OF_COMPARATOR: Final = (
    "comparator_baseline",
    "comparator_after",
    "comparator_change",
    "comparator_spread",
    "comparator_n",
)


@rules.on_record("comparator-value-without-comparison", "ERROR")
def comparator_value_without_comparison(record: Located, _graph: Graph) -> Iterator[Found]:
    """A value of the comparator needs the comparison."""
    for section in ("findings", "harms"):
        for position, part in enumerate(getattr(record.record, section)):
            if part.quantity is None or part.comparison is not None:
                continue
            for name in _OF_COMPARATOR:
                if getattr(part.quantity, name) is not None:
                    loc = (section, position, "quantity", name.replace("_", "-"))
                    yield loc, "whose value this is, is missing", "add comparison"


@rules.on_record("dose-series", "ERROR")
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


@rules.on_record("time-after-treatment", "ERROR")
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


@rules.on_record("aspect-of-no-molecule", "ERROR")
def aspect_of_no_molecule(record: Located, graph: Graph) -> Iterator[Found]:
    """Only a molecule has an aspect."""
    for position, finding in enumerate(record.record.findings):
        if finding.aspect and graph.terms.find(finding.target, ("molecule",)) is None:
            message = f"{finding.target} has no {finding.aspect[0]}: it is no molecule"
            yield ("findings", position, "aspect"), message, "name the molecule as target, or delete aspect"


@rules.on_record("same-system-twice", "ERROR")
def same_system_twice(record: Located, _graph: Graph) -> Iterator[Found]:
    """Each system of a finding is another one."""
    for position, finding in enumerate(record.record.findings):
        for at, name in enumerate(finding.also_in):
            if name in (finding.system, *finding.also_in[:at]):
                yield ("findings", position, "also-in", at), f"{name} is named twice", "delete one of the two"


@rules.on_record("appraised-study-unnamed", "ERROR")
def appraised_study_unnamed(record: Located, _graph: Graph) -> Iterator[Found]:
    """A judgement of a review says which study it is about."""
    for position, one in enumerate(record.record.appraisals):
        named = one.study or one.study_reported or one.judgement is None
        if record.record.kind == "review" and not named:
            message = "the judgement does not say which study it is about"
            yield ("appraisals", position, "judgement"), message, "add study, or study-reported"


@rules.on_record("version-contradicts-status", "ERROR")
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
