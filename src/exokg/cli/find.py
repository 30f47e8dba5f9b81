"""The commands find and count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..errors import InputError
from . import options
from .declared import command, typer

WITHOUT = typer.Option(
    None,
    "--without",
    metavar="KIND",
    help="Leave out preprints, company-funded, single-arm, not-separable or read-once; repeatable.",
)
"""``--without``, for every command that takes filters."""


@command(
    "exokg find dermal papilla cells proliferation",
    "exokg find --outcome 'hair density' --rung people",
    "exokg find --source macrophage --not-species mouse --year 2020..2023",
    lenient=True,
)
def find(
    words: list[str] | None = typer.Argument(
        None,
        metavar="[WORDS]... [--DIMENSION VALUE]... [--not-DIMENSION VALUE]...",
        help="Free words, and values of dimensions: source, outcome, rung, route, species, year and others.",
    ),
    columns: str | None = options.COLUMNS,
    wide: bool = options.WIDE,
    limit: int = typer.Option(20, "--limit", metavar="N", help="Rows on a terminal; 0 for all."),
    without: list[str] | None = WITHOUT,
    store: str | None = options.STORE,
    graph: str | None = options.GRAPH,
    with_graphs: bool = options.WITH_GRAPHS,
    with_graph: str | None = options.WITH_GRAPH,
    form: str | None = options.FORMAT,
    to: str | None = options.OUTPUT,
    spreadsheet: bool = options.SPREADSHEET,
) -> None:
    """Find findings by any dimension and by free words.

    In free words, known names become filters, directions only order the rows, and the rest is searched in
    what findings say; the nearest findings follow those that fit, or replace them. Options alone show what
    fits all of them. A value is a label, synonym, CURIE, group, number or range such as 2020..2023; narrower
    terms are included; repeat an option for "or".
    """
    free, given = sorted_out(words or [])
    kg = options.open_graph(store, graph, with_graphs, with_graph)
    names = options.column_names(columns)
    found = kg.find(" ".join(free), without=without or (), columns=names, wide=wide, **given)
    options.write_result(found, form, to, limit=limit, spreadsheet=spreadsheet)


@command(
    "exokg count --by outcome --by rung --level group",
    "exokg count --by source --of rung --outcome 'hair density'",
    "exokg count --by route --by rung --without preprints",
    lenient=True,
)
def count(
    words: list[str] | None = typer.Argument(
        None,
        metavar="[--DIMENSION VALUE]... [--not-DIMENSION VALUE]...",
        help="Values of dimensions: only what has them is counted.",
    ),
    by: list[str] | None = typer.Option(
        None, "--by", metavar="DIMENSION", help="What to count by; once, or twice for a cross table."
    ),
    of: str = typer.Option(
        "studies", "--of", metavar="MEASURE", help="studies, groups, findings, people, animals or rung."
    ),
    level: str = typer.Option("term", "--level", metavar="LEVEL", help="term, or group for groups of terms."),
    studies: bool = typer.Option(False, "--list", help="List the studies of each cell."),
    without: list[str] | None = WITHOUT,
    store: str | None = options.STORE,
    graph: str | None = options.GRAPH,
    with_graphs: bool = options.WITH_GRAPHS,
    with_graph: str | None = options.WITH_GRAPH,
    form: str | None = options.FORMAT,
    to: str | None = options.OUTPUT,
    spreadsheet: bool = options.SPREADSHEET,
) -> None:
    """Count independent studies by one or two dimensions.

    A cell in brackets says how many of the studies have a separable finding: one that cannot be due to
    another treatment given at the same time. A pipe gets one row for each cell.
    """
    free, given = sorted_out(words or [])
    if free:
        raise InputError(f"{free[0]}: count takes no free words", "write --DIMENSION VALUE")
    kg = options.open_graph(store, graph, with_graphs, with_graph)
    if not by:
        names = ", ".join(kg.dimensions())
        raise InputError("count needs --by", f"exokg count --by source; dimensions: {names}")
    found = kg.count(*by, of=of, level=level, without=without or (), studies=studies, **given)
    options.write_result(found, form, to, spreadsheet=spreadsheet)


def sorted_out(words: Sequence[str]) -> tuple[list[str], dict[str, Any]]:
    """Free words, and values by dimension: ``--name value`` or ``--name=value``."""
    free: list[str] = []
    given: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            free.append(word)
            continue
        name, equals, value = word.removeprefix("--").partition("=")
        value = value if equals else next(rest, "")
        if not value or value.startswith("--"):
            raise InputError(f"--{name} needs a value", f"exokg count --by {name} lists them")
        given.setdefault(name, []).append(value)
    return free, given
