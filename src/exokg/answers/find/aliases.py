"""Questions of the catalogue that are a search or a table, by the name under which people ask them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...curation.questions import Parameter
from ...errors import InputError
from ...model.dimensions import dimensions
from .filters import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..result import Result
    from .filters import Given
    from .table import Findings


@dataclass(frozen=True)
class Alias:
    """A question that find or count answers: a row of ``aliases.tsv``.

    Attributes:
        title: what it asks.
        number: of the competency question; ``view`` or ``general`` where it is none.
        audience: who asks it.
        by: the dimensions of its table; none for a search.
        parameters: name of a parameter → the dimension that it is a value of.
        default: values where none are given.
        fixed: filters that always hold.
        beside: filters of findings that are not listed, in place of the defaults; a note says how many.
        columns: those that a search shows first; the usual ones if none are named.
    """

    title: str
    number: str
    audience: str
    by: tuple[str, ...]
    parameters: dict[str, str]
    default: dict[str, tuple[str, ...]]
    fixed: dict[str, tuple[str, ...]]
    beside: dict[str, tuple[str, ...]]
    columns: tuple[str, ...]

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


def _mapped(text: str) -> dict[str, str]:
    """What a cell such as ``source: subject; outcome: outcome`` maps to what."""
    return dict(part.split(": ") for part in _parts(text))


def _parts(text: str, joint: str = "; ") -> tuple[str, ...]:
    return tuple(text.split(joint)) if text else ()


def _alias(cells: Mapping[str, str]) -> Alias:
    """The question of a row; several values of a dimension with bars between them."""
    values = {
        name: {key: _parts(text, " | ") for key, text in _mapped(cells[name]).items()}
        for name in ("default", "fixed", "beside")
    }
    by, columns = _parts(cells["by"]), _parts(cells["columns"])
    parameters = _mapped(cells["parameters"])
    return Alias(
        cells["title"], cells["number"], cells["audience"], by, parameters, columns=columns, **values
    )


def _read() -> dict[str, Alias]:
    head, *lines = Path(__file__).with_name("aliases.tsv").read_text(encoding="utf-8").splitlines()
    rows = [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]
    return {row["name"]: _alias(row) for row in rows}


ALIASES: Final = _read()
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
