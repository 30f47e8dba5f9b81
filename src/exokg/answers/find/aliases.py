"""Questions of the catalogue that are a search or a table, by the name under which people ask them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ...curation.questions import Parameter
from ...errors import InputError
from ...model.dimensions import dimensions
from .filters import HOLDS_NONE, NO_VESICLES, REPORTED, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..result import Result
    from .filters import Given
    from .table import Findings


@dataclass(frozen=True)
class Alias:
    """A question that find or count answers.

    Attributes:
        title: what it asks.
        number: of the competency question; ``view`` or ``general`` where it is none.
        audience: who asks it.
        by: the dimensions of its table; none for a search.
        parameters: name of a parameter → the dimension that it is a value of.
        default: values where none are given.
        fixed: filters that always hold.
        columns: those that a search shows first; the usual ones if none are named.
        beside: filters of findings that are not listed, in place of the defaults; a note says how many.
    """

    title: str
    number: str = "view"
    audience: str = "reviewer"
    by: tuple[str, ...] = ()
    parameters: dict[str, str] = field(default_factory=dict)
    default: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    beside: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def command(self, filters: Mapping[str, Iterable[str]], columns: Sequence[str] = ()) -> str:
        """The command that says the same."""
        from shlex import quote

        verb = " ".join(["count", *(f"--by {name}" for name in self.by)]) if self.by else "find"
        values = [f"--{name} {quote(text)}" for name, texts in filters.items() for text in texts]
        shown = [f"--columns {','.join(columns)}"] if columns and not self.by else []
        return " ".join(["exokg", verb, *values, *shown])

    @property
    def asked(self) -> tuple[Parameter, ...]:
        """Its parameters, as those of a question that is a query."""
        known = {name: dimensions()[dimension] for name, dimension in self.parameters.items()}
        return tuple(
            Parameter(
                name,
                "effect" if one.kind == "direction" else one.kind,
                one.of,
                ("" if name in self.default else "optional; ") + one.help,
                " ".join(self.default.get(name, ("UNDEF",))),
            )
            for name, one in known.items()
        )


ALIASES: Final[dict[str, Alias]] = {
    "against-hair": Alias(
        "What was reported against hair: the opposite of what people want of an outcome",
        parameters={
            "source": "subject", "outcome": "outcome", "rung": "rung", "favourability": "favourability",
        },
        default={"favourability": ("unfavourable",)},
        beside={"effect": ("no detected effect on", "comparable on"), "outcome": (REPORTED,)},
    ),
    "co-interventions": Alias(
        "Effects of what was given together with another treatment",
        "Q21",
        parameters={"given": "given-too"},
        fixed={"given-too": (REPORTED,)},
        columns=("study", "given-too", "in-comparator", "separability", "subject", "effect", "target"),
    ),
    "findings": Alias(
        "Findings by source, direction, target, cell, species, condition, step and rung",
        "general",
        "researcher",
        parameters={
            "source": "subject", "effect": "effect", "target": "target", "cell": "cell", "species": "species",
            "condition": "condition", "step": "step", "rung": "rung",
        },
    ),
    "gap-map": Alias(
        "Gap map: independent studies by outcome and rung",
        "Q32",
        by=("outcome", "rung"),
        parameters={"source": "subject", "outcome": "outcome"},
        fixed={"not-kind": NO_VESICLES[:2]},
    ),
    "head-to-head": Alias(
        "Findings whose comparator is an active drug: compared directly, not each with a vehicle",
        "Q14",
        parameters={"drug": "drug", "source": "subject"},
        fixed={"comparator": ("active drug",)},
        columns=("subject", "given-too", "compared-with", "effect", "target", "rung", "study"),
    ),
    "non-vesicle-controls": Alias(
        "Comparators, and whether one holds what the preparation holds besides vesicles",
        "Q16",
        parameters={"source": "subject"},
        fixed={"not-comparator": ("own baseline",), "comparator": (REPORTED,)},
        columns=("study", "compared-with", "comparator", "non-vesicle-control", "target", "subject"),
    ),
    "pathway-support": Alias(
        "Preparations that change a pathway, and how this was shown",
        "Q3",
        "researcher",
        parameters={"pathway": "mechanism"},
        default={"pathway": ("Wnt signaling pathway",)},
        columns=("subject", "effect", "target", "support", "via", "rung", "study"),
    ),
    "sources-on-cell": Alias(
        "Vesicles tested on a kind of cell, with the direction each study reports",
        "Q1",
        "researcher",
        parameters={"cell": "cell", "outcome": "target"},
        default={"cell": ("dermal papilla cell",), "outcome": ("cell proliferation", "cell viability")},
        fixed={"tests-role-of": ("not applicable",)},
    ),
    "sponsor-lens": Alias(
        "Directions of findings on outcomes by kind of funder",
        by=("funder-kind", "effect"),
        fixed={"outcome": (REPORTED,), "not-kind": (HOLDS_NONE,)},
    ),
    "translational-ladder": Alias(
        "How far vesicles of each kind and source have come, from cells to controlled trials",
        by=("subject", "rung"),
        parameters={"source": "subject", "target": "target"},
        fixed={"not-kind": (HOLDS_NONE,)},
    ),
}  # fmt: skip
"""Each by its name."""


def answer_alias(
    table: Findings,
    name: str,
    given: Given,
    columns: Sequence[str] = (),
    *,
    wide: bool = False,
) -> Result:
    """The answer of find or count to a question of :data:`ALIASES`.

    Args:
        table: the findings.
        name: of the question.
        given: values by parameter; ``any`` leaves one open.
        columns: those to show; else those of the question.
        wide: show all columns.

    Raises:
        InputError: the question has no such parameter.
        UnknownTermError: a name is not known; ``suggestions`` holds its neighbours.
    """
    from .verbs import count, find

    alias = ALIASES[name]
    filters = filters_of(name, given)
    shown = columns or (() if wide else alias.columns)
    found = (
        count(table, alias.by, filters) if alias.by else find(table, "", filters, columns=shown, wide=wide)
    )
    found.notes.insert(0, f"the same: {alias.command(filters, shown)}")
    if alias.beside:
        asked = {key: value for key, value in filters.items() if key not in alias.default}
        others = alias.beside | {key: tuple(value) for key, value in asked.items()}
        number = len(find(table, "", others))
        found.notes.insert(1, f"not listed: {number} that saw no difference: {alias.command(others)}")
    return found


def filters_of(name: str, given: Given) -> dict[str, Sequence[str]]:
    """Values by dimension that values by parameter of a question mean, with its own; ``any`` leaves one open.

    Raises:
        InputError: the question has no such parameter.
    """
    alias = ALIASES[name]
    for parameter in given:
        if parameter not in alias.parameters:
            offered = ", ".join(alias.parameters) or "none"
            raise InputError(f"{name} has no parameter {parameter}", f"its parameters: {offered}")
    texts = {key: texts_of(value) for key, value in {**alias.default, **given}.items()}
    asked = {alias.parameters[key]: found for key, found in texts.items() if list(found) != ["any"]}
    return {**alias.fixed, **asked}
