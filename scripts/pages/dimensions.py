"""The table of dimensions by which findings are found and counted, made of the declarations of the model.

The declarations need pydantic, whose import takes longer than a whole answer: so the table is written once,
and ``exokg find`` and ``exokg count`` read the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from exokg.model.arms import Arm
from exokg.model.dimensions import COLUMNS, FILE, Dimension
from exokg.model.lists import Codes, OwnProperties
from exokg.model.materials import Comparison, Preparation, System
from exokg.model.records import StudyRecord
from exokg.model.results import Finding
from exokg.model.slots import node_of, slots
from exokg.model.types import RefersTo, TermOf
from scripts.pages import ROOT
from scripts.pages.closed_lists import closed_lists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exokg.model.slots import Slot

_KEYED: Final = {"preparation": Preparation, "system": System, "arm": Arm, "comparison": Comparison}
"""The parts of a record to which other parts refer by a key."""

_ELSEWHERE: Final = frozenset({"findings", "harms", "statements", "conclusions", "appraisals", *_KEYED})


_OUTCOMES: Final = ("hair outcome", "clinical outcome", "skin outcome", "safety outcome")
_MECHANISMS: Final = ("pathway", "process", "molecule", "delivery outcome")

_DERIVED: Final = (
    Dimension("study", (), "the study that reports it", "exokg:reportedBy", "thing"),
    Dimension(
        "subject",
        ("counted-under",),
        "what the finding is counted under: vesicles of a kind and source, or a molecule given alone",
        "exokg:countedUnder",
        "term",
        ("subject", "molecule", "source"),
    ),
    Dimension(
        "kind",
        ("subject-kind",),
        "kind of what was given: native, loaded or formulated vesicles, mimetics, others, a molecule alone",
        "exokg:countedUnder/exokg:subjectKind",
        "code",
        ("subjectkind",),
    ),
    Dimension(
        "outcome",
        (),
        "the target, where it is an outcome of hair, skin, disease or safety",
        "exokg:target",
        "term",
        _OUTCOMES,
    ),
    Dimension(
        "mechanism",
        (),
        "the target, where it is a pathway, process, molecule or delivery",
        "exokg:target",
        "term",
        _MECHANISMS,
    ),
    Dimension(
        "molecule",
        (),
        "a molecule in any role: given, loaded, carried, affected, blocked, mediator, marker, drug compared",
        "(exokg:countedUnder|exokg:target|exokg:via|exokg:perturbed|exokg:comparison/exokg:comparatorDrug"
        "|exokg:subject/(exokg:loadedWith|obo:RO_0002180|exokg:marker|exokg:lacks))",
        "term",
        ("molecule",),
    ),
    Dimension(
        "tests-role-of",
        (),
        "what was blocked or added to see what becomes of the effect; such a finding supports no claim",
        "exokg:testsRoleOf",
        "term",
        ("molecule", "pathway", "process"),
    ),
    Dimension(
        "step",
        (),
        "a step of the effect: given alone, blocked or added, or named as mediator",
        "exokg:step",
        "term",
        ("molecule", "pathway", "process"),
    ),
    Dimension(
        "favourability",
        ("valence",),
        "whether the outcome moved as people want it: direction times valence",
        "exokg:favourability",
        "code",
        ("favourability",),
    ),
    Dimension(
        "separability",
        (),
        "whether the effect can be told apart from that of other treatments",
        "exokg:separability",
        "code",
        ("separability",),
    ),
    Dimension(
        "tested-in",
        ("system-group",),
        "group of what it was measured in: kind of cells, animals or people",
        "exokg:inSystem/exokg:displayGroup",
        "code",
        ("displaygroup",),
    ),
    Dimension(
        "condition",
        (),
        "condition treated or modelled, in the system or in the study",
        "(exokg:inSystem/exokg:modelsCondition|exokg:reportedBy/exokg:condition)",
        "term",
        ("condition",),
        "record",
        "condition",
    ),
    Dimension("group", ("research-group",), "the research group", "exokg:reportedBy/exokg:inGroup", "thing"),
    Dimension(
        "cohort",
        (),
        "the participants or animals studied; an independent study is one cohort",
        "exokg:reportedBy/exokg:inCohort",
        "thing",
    ),
    Dimension(
        "review", (), "a review that includes the study", "exokg:reportedBy/^exokg:includesStudy", "thing"
    ),
    Dimension(
        "time",
        ("timepoint-days", "days"),
        "when it was measured, in days",
        "exokg:timepointDays",
        "number",
        (),
        "finding",
        "timepoint",
    ),
    Dimension(
        "p", ("p-value",), "the p value, where it is one number", "exokg:pValue", "number", (), "finding", "p"
    ),
    Dimension(
        "participants",
        ("people",),
        "people in the study",
        "exokg:reportedBy/exokg:nParticipants",
        "number",
        (),
        "record",
        "n",
    ),
    Dimension(
        "animals",
        (),
        "animals in the study",
        "exokg:reportedBy/exokg:nAnimals",
        "number",
        (),
        "record",
        "n",
    ),
)
"""What the build derives, or what joins several fields."""


class _Stop(NamedTuple):
    """A part to walk through: the way to it from a finding, and how its fields are stated there."""

    model: Any
    path: tuple[str, ...]
    owner: str
    inside: dict[str, str]


def pages() -> dict[str, str]:
    """Return the table and its page, by their paths from the root of the repository."""
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(dimension.cells()) for dimension in dimensions()]
    table = "\n".join(lines) + "\n"
    return {
        str(FILE.relative_to(ROOT)): table,
        "docs/dimensions.md": _PAGE + "".join(map(_row, dimensions())) + closed_lists(dimensions()),
    }


_PAGE: Final = """# The dimensions

What findings can be [found and counted](find-and-count.md) by. This page is generated from the declarations
of the model by `make pages`.

| name | also | meaning | values |
|---|---|---|---|
"""


_LISTED: Final = "[a closed list](#{})"


def _row(dimension: Dimension) -> str:
    """Return the row of a dimension on the page."""
    kinds = {"number": "numbers and ranges", "text": "words", "thing": "names"}
    of = ", ".join(dimension.of) if dimension.kind == "term" else ""
    values = f"terms: {of}" if of else kinds.get(dimension.kind, _LISTED.format(dimension.name))
    also = ", ".join(f"`{name}`" for name in dimension.aliases)
    return f"| `{dimension.name}` | {also} | {dimension.help} | {values} |\n"


def dimensions() -> tuple[Dimension, ...]:
    """Return every dimension that the model declares or the build derives, each name once."""
    found = {dimension.name: dimension for dimension in _DERIVED}
    for dimension in _walked():
        found.setdefault(dimension.name, dimension)
    taken = set(found)
    return tuple(
        dimension._replace(aliases=tuple(name for name in dimension.aliases if name not in taken))
        for dimension in found.values()
    )


def _walked() -> Iterator[Dimension]:
    """Walk from a finding through all it refers to, the nearest part first, each kind of part once."""
    waiting = [_Stop(Finding, (), "finding", {})]
    seen: set[Any] = {Finding}
    while waiting:
        stop = waiting.pop(0)
        node = node_of(stop.model)
        for composed in node.composed if node else ():
            if composed.dimension and composed.property in _CODED:
                yield _composed(stop, composed.property, composed.column, composed.help)
        for slot in slots(stop.model):
            if slot.declared.dimension:
                yield _dimension(stop, slot)
            following = _next(stop, slot)
            if following is not None and following.model not in seen:
                seen.add(following.model)
                waiting.append(following)
        if stop.model is Finding:
            waiting.append(_Stop(StudyRecord, ("reportedBy",), "record", {}))


def _next(stop: _Stop, slot: Slot) -> _Stop | None:
    """The part that a field holds or refers to."""
    property_ = stop.inside.get(slot.name) or slot.declared.property
    if isinstance(slot.mark, RefersTo) and slot.mark.kind in _KEYED and property_:
        return _Stop(_KEYED[slot.mark.kind], (*stop.path, str(property_)), slot.mark.kind, {})
    if slot.part is None or slot.name in _ELSEWHERE or slot.item in _KEYED.values():
        return None
    if node_of(slot.part) is None:
        return _Stop(slot.part, stop.path, stop.owner, dict(slot.declared.inside))
    return _Stop(slot.part, (*stop.path, str(property_)), stop.owner, {}) if property_ else None


_CODED: Final = {"dimension": ("code", ("dosedimension",)), "year": ("number", ())}
"""Type and list of values of what is composed, where no field says it."""


def _composed(stop: _Stop, property_: str, column: str, help_: str) -> Dimension:
    kind, of = _CODED[property_]
    name = (column or property_).replace(" ", "-")
    return Dimension(name, (), help_, _path(stop, property_), kind, of, stop.owner, "")


def _dimension(stop: _Stop, slot: Slot) -> Dimension:
    property_ = str(stop.inside.get(slot.name) or slot.declared.property)
    heading = slot.column.replace(" ", "-")
    own = heading if ":" in property_ else _hyphened(property_)
    first, *others = dict.fromkeys((own, heading) if slot.holds == "list" else (heading, own))
    kind, of = _type(slot)
    return Dimension(first, tuple(others), slot.help, _path(stop, property_), kind, of, stop.owner, slot.name)


def _type(slot: Slot) -> tuple[str, tuple[str, ...]]:
    if isinstance(slot.mark, TermOf):
        return "term", slot.mark.categories
    if isinstance(slot.mark, Codes):
        return "code", (slot.mark.prefix,)
    if isinstance(slot.mark, OwnProperties):
        return "direction", ()
    return ("number", ()) if slot.item in (int, float) else ("text", ())


def _path(stop: _Stop, property_: str) -> str:
    return "/".join(name if ":" in name else f"exokg:{name}" for name in (*stop.path, property_))


def _hyphened(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()
