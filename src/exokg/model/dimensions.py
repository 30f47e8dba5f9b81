"""The dimensions by which findings are found and counted.

Most are fields of a record that the model declares as dimensions. The others are derived by the build, such
as separability, or join several fields, such as a molecule in any role. ``dimensions.tsv`` holds both:
``make pages`` writes it of the declarations, whose import takes longer than an answer.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from ..errors import InputError, alike

FILE: Final = Path(__file__).with_name("dimensions.tsv")
"""The table of all dimensions."""


class Dimension(NamedTuple):
    """One property of a finding, or of what it belongs to.

    Attributes:
        name: as on the command line, without ``--``.
        aliases: other names for it.
        help: what it means.
        path: the SPARQL property path that leads from a finding to its values.
        kind: ``term``, ``code``, ``direction``, ``number``, ``text`` or ``thing``.
        of: the categories of its terms, or the closed list of its codes.
        owner: the part of a record that has it; empty where the build derives it, so that its absence says
            that it does not apply.
        field: the field of that part, as YAML names it.
    """

    name: str
    aliases: tuple[str, ...]
    help: str
    path: str
    kind: str
    of: tuple[str, ...] = ()
    owner: str = ""
    field: str = ""

    @property
    def heading(self) -> str:
        """Its name as the head of a column."""
        return self.name.replace("-", " ")

    def cells(self) -> list[str]:
        """Its row of the table."""
        return ["|".join(cell) if isinstance(cell, tuple) else cell for cell in self]


COLUMNS: Final = Dimension._fields
"""The columns of the table."""

_SYNONYMS: Final = {
    "direction": "effect",
    "with": "given-too",
    "co-intervention": "given-too",
    "preparation-kind": "kind",
    "loading": "loaded-with",
    "read": "read-as",
    "species-of-source": "source-species",
    "against": "comparator",
}
"""Words that people use for some of them."""


@cache
def dimensions() -> dict[str, Dimension]:
    """Every dimension by its name, in the order of the table."""
    _, *lines = FILE.read_text(encoding="utf-8").splitlines()
    return {dimension.name: dimension for dimension in map(_read, lines)}


def _read(line: str) -> Dimension:
    name, aliases, help_, path, kind, of, owner, field = line.split("\t")
    return Dimension(name, _several(aliases), help_, path, kind, _several(of), owner, field)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def dimension_named(name: str) -> Dimension:
    """The dimension of this name or alias, whatever its case.

    >>> dimension_named("Direction").name, dimension_named("cell_type").name
    ('effect', 'cell')

    Raises:
        InputError: there is none; the hint names the nearest, or all.
    """
    wanted = name.strip().lower().replace("_", "-").replace(" ", "-")
    wanted = _SYNONYMS.get(wanted, wanted)
    known = dimensions()
    if wanted in known:
        return known[wanted]
    by_alias = {alias: one for one in known.values() for alias in one.aliases}
    if wanted in by_alias:
        return by_alias[wanted]
    near = alike(wanted, [*known, *by_alias, *_SYNONYMS])
    hint = f"did you mean {' / '.join(near)}?" if near else f"one of: {', '.join(known)}"
    raise InputError(f"there is no dimension {name}", hint)
