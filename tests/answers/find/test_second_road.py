"""Every filter, table and list equals what plain Python finds in the YAML."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

import pytest

from exokg.answers.find.counting import MEASURES, count_rows, measured
from exokg.answers.find.filters import apply, read_filters
from exokg.answers.find.table import ABSENT
from exokg.answers.find.verbs import count, find
from exokg.model.dimensions import dimension_named, dimensions

from .second_road import CATEGORIES_OF, Line, Road

if TYPE_CHECKING:
    from collections.abc import Callable

    from exokg.answers.find.table import Findings

pytestmark = pytest.mark.slow

CODED = ("effect", "rung", "preparation", "comparator", "contrast", "support", "design", "read-as",
         "confidence", "funder-kind", "separability", "kind")  # fmt: skip
FEW = sorted({*CATEGORIES_OF, *CODED})
COMPARED = [*FEW, "year", "n"]


def keys(table: Findings, rows: frozenset[int]) -> set[str]:
    return {table.iris[row].rpartition("/")[2] for row in rows}


def test_both_roads_have_the_same_findings(table: Findings, road: Road) -> None:
    assert keys(table, table.current) == {line.key for line in road.lines}
    assert keys(table, table.separable) == {line.key for line in road.lines if line.separable}
    for row in table.current:
        line = next(one for one in road.lines if one.key == table.iris[row].rpartition("/")[2])
        assert {iri.rpartition("/")[2] for iri in table.studies[row].cohorts} == line.cohorts
        assert {iri.rpartition("/")[2] for iri in table.studies[row].groups} == line.groups


@pytest.mark.parametrize("name", COMPARED)
def test_every_value_of_a_dimension(table: Findings, road: Road, name: str) -> None:
    """One filter for every value that any finding has, and for every term above it."""
    known = road.held(name)
    every = {line.key for line in road.lines}
    assert known, "nothing was compared"
    for value, wanted in known.items():
        for negated in (False, True):
            given = {f"not-{name}" if negated else name: value}
            rows = apply(table, read_filters(table, given))
            assert keys(table, rows) == (every - wanted if negated else wanted), given


@pytest.mark.parametrize("seed", range(300))
def test_combinations_of_filters(table: Findings, road: Road, seed: int) -> None:
    """Two to four filters, some turned round, some of two values."""
    choose = random.Random(seed)  # noqa: S311 - the same choice each time
    wanted = {line.key for line in road.lines}
    given: dict[str, list[str]] = {}
    for name in choose.sample(FEW, choose.randint(2, 4)):
        known = road.held(name)
        values = choose.sample(sorted(known), min(len(known), choose.randint(1, 2)))
        fitting = set().union(*(known[value] for value in values))
        negated = choose.random() < 0.3
        wanted = wanted - fitting if negated else wanted & fitting
        given[f"not-{name}" if negated else name] = values
    assert keys(table, apply(table, read_filters(table, given))) == wanted, given


def measures(lines: list[Line]) -> tuple[int, int, int]:
    cohorts = {cohort for line in lines for cohort in line.cohorts}
    groups = {group for line in lines for group in line.groups}
    return len(cohorts), len(groups), len(lines)


PAIRS = [*((name,) for name in COMPARED), *itertools.islice(itertools.permutations(FEW, 2), 0, None, 7)]


@pytest.mark.parametrize("by", PAIRS, ids=" × ".join)
def test_tables(table: Findings, road: Road, by: tuple[str, ...]) -> None:
    """Every cell of a table, its separable part, its total, and the findings behind it."""
    known = [road.held(name) for name in by]
    lines = {line.key: line for line in road.lines}
    counts = count_rows(table, [dimension_named(name) for name in by], "studies", table.current)
    compared = 0
    for labels, rows in counts.cells.items():
        if set(labels) & set(ABSENT):
            continue
        wanted = set.intersection(*(one[label] for one, label in zip(known, labels, strict=True)))
        assert keys(table, rows) == wanted, labels
        cells = [lines[key] for key in wanted]
        assert tuple(measured(table, rows, of) for of in MEASURES[:3]) == measures(cells), labels
        apart = [line for line in cells if line.separable]
        assert counts.count(rows & table.separable) == measures(apart)[0]
        compared += 1
    assert compared or not all(known)
    assert keys(table, counts.counted) <= set(lines)
    assert counts.total == measures([lines[key] for key in keys(table, counts.counted)])[0]


@pytest.mark.parametrize("by", [("outcome", "rung"), ("source", "route"), ("species",), ("kind", "effect")])
def test_a_table_equals_its_lists(table: Findings, by: tuple[str, ...]) -> None:
    """A cell counts the studies that its list names, and the findings that find gives for its values."""
    cells = {tuple(cell.value for cell in row[: len(by)]): row for row in count(table, by, of="findings")}
    listed: dict[tuple[str, ...], int] = {}
    for row in count(table, by, studies=True):
        labels = tuple(cell.value for cell in row[: len(by)])
        listed[labels] = listed.get(labels, 0) + int(row["findings"].value)
    for labels, row in cells.items():
        number = int(row["findings"].value) if row["state"].value == "found" else 0
        assert listed.get(labels, 0) == number
        found = find(table, given=dict(zip(by, labels, strict=True)))
        fits = "nearest first" not in found.sentence
        assert (len(found) if fits else 0) == number, labels


def test_values_that_are_missing_are_said_by_their_reason(table: Findings, road: Road) -> None:
    """With those that have a value, the states add up to all findings."""
    for name in FEW:
        dimension = dimensions()[name]
        rows = [apply(table, read_filters(table, {name: state})) for state in ABSENT]
        given = {row for row in table.column(dimension) if row in table.current}
        assert len(given) + sum(map(len, rows)) == len(table.current), name
        known = set().union(*road.held(name).values())
        assert {line.key for line in road.lines} - known == keys(table, frozenset().union(*rows)), name


def ranges(road: Road, fits: Callable[[int], bool], name: str) -> set[str]:
    return {line.key for line in road.lines if any(fits(int(value)) for value in line.values[name])}


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("2020", lambda year: year == 2020),
        ("2018..2021", lambda year: 2018 <= year <= 2021),
        ("2018-2021", lambda year: 2018 <= year <= 2021),
        (">=2022", lambda year: year >= 2022),
        ("<2019", lambda year: year < 2019),
        ("..2018", lambda year: year <= 2018),
        ("2024..", lambda year: year >= 2024),
        ("> 2023", lambda year: year > 2023),
    ],
)
def test_ranges_of_years(table: Findings, road: Road, text: str, fits: Callable[[int], bool]) -> None:
    assert keys(table, apply(table, read_filters(table, {"year": text}))) == ranges(road, fits, "year")
