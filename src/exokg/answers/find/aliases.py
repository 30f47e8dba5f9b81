"""Questions of the catalogue that are a search or a table, by the name under which people ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ...errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..result import Result
    from .table import Findings

__all__ = ["ALIASES", "Alias", "answer_alias"]


class Alias(NamedTuple):
    """A question that find or count answers.

    Attributes:
        title: what it asks.
        by: the dimensions of its table; none for a search.
        parameters: name of a parameter → the dimension that it is a value of.
        default: values where none are given.
        fixed: filters that always hold.
    """

    title: str
    by: tuple[str, ...]
    parameters: dict[str, str]
    default: dict[str, tuple[str, ...]]
    fixed: dict[str, tuple[str, ...]]

    def command(self, given: Mapping[str, Sequence[str]]) -> str:
        """The command that says the same."""
        from shlex import quote

        verb = " ".join(["count", *(f"--by {name}" for name in self.by)]) if self.by else "find"
        values = (f"--{name} {quote(text)}" for name, texts in given.items() for text in texts)
        return " ".join(["exokg", verb, *values])


ALIASES: Final[dict[str, Alias]] = {
    "gap-map": Alias(
        "Gap map: independent studies by outcome and rung",
        ("outcome", "rung"),
        {"source": "subject", "outcome": "outcome"},
        {},
        {"not-kind": ("non-vesicle preparation", "load or carrier")},
    ),
    "sources-on-cell": Alias(
        "Vesicles tested on a kind of cell, with the direction each study reports",
        (),
        {"cell": "cell", "outcome": "target"},
        {"cell": ("dermal papilla cell",), "outcome": ("cell proliferation", "cell viability")},
        {"tests-role-of": ("not applicable",)},
    ),
}
"""Each by its name."""


def answer_alias(
    table: Findings,
    name: str,
    given: Mapping[str, Sequence[str]],
    columns: Sequence[str] = (),
    *,
    wide: bool = False,
) -> Result:
    """The answer of find or count to a question of :data:`ALIASES`.

    Raises:
        InputError: the question has no such parameter.
        UnknownTermError: a name is not known; ``suggestions`` holds its neighbours.
    """
    from .verbs import count, find

    alias = ALIASES[name]
    for parameter in given:
        if parameter not in alias.parameters:
            offered = ", ".join(alias.parameters)
            raise InputError(f"{name} has no parameter {parameter}", f"its parameters: {offered}")
    asked = {key: texts for key, texts in {**alias.default, **given}.items() if list(texts) != ["any"]}
    filters = {alias.parameters[parameter]: list(texts) for parameter, texts in asked.items()} | alias.fixed
    found = (
        count(table, alias.by, filters)
        if alias.by
        else find(table, given=filters, columns=columns, wide=wide)
    )
    found.notes.insert(0, f"the same: {alias.command(filters)}")
    return found
