"""The rules of ``terms.tsv``, case by case: one changed or one more row, and what is said of it."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from exokg.curation.reading import read_graph
from exokg.curation.rules import RULES
from exokg.curation.terms import Term, Terms, label_checksum
from exokg.model.categories import CATEGORIES
from exokg.model.groups import GROUPED, GROUPS, LANES

if TYPE_CHECKING:
    from exokg.curation.graph import Graph

GRAPH = Path(__file__).parent / "rules" / "_graph"
TABLE = ("term-label-duplicate", "term-labels-differ", "label-checksum", "malformed-term", "unknown-parent")
WANTED = {"valence": "more wanted", "valence_reason": "x", "group": "growth and regrowth"}


@functools.cache
def graph() -> Graph:
    return read_graph(GRAPH)


def row(category: str, curie: str, label: str, **cells: Any) -> Term:
    return Term(category, curie, label, line=99, checksum=label_checksum(curie, label), **cells)


def found(rule: str, changes: dict[str, dict[str, Any]], *more: Term) -> list[tuple[int, str, str | None]]:
    """Line, message and hint of a rule for the table with other cells in these rows, and more rows."""
    terms = [replace(term, **changes.get(term.curie, {})) for term in graph().terms]
    check = RULES[rule].graph
    assert check is not None
    changed = replace(graph(), terms=Terms([*terms, *more], path="terms.tsv"))
    return [(line, said, hint) for _path, line, _column, said, hint in check(changed)]


CELLS: list[tuple[str, str, dict[str, Any], str]] = [
    ("malformed-term", "source:kelp", {"category": "plant"}, "plant is not a category"),
    ("malformed-term", "source:kelp", {"category": ""}, "the empty cell is not a category"),
    ("malformed-term", "source:kelp", {"label": ""}, "source:kelp has no label"),
    ("malformed-term", "source:kelp", {"synonyms": ("a; b",)}, "the synonym a; b has a semicolon"),
    ("malformed-term", "source:kelp", {"curie": "term:kelp"}, "not one of our own"),
    ("malformed-term", "HGNC:6551", {"curie": "HGNC:LEF1"}, "LEF1 is not a number that HGNC gives"),
    ("malformed-term", "HGNC:6551", {"curie": "hgnc:6551"}, "it is written HGNC"),
    ("label-checksum", "HGNC:6551", {"label": "LEF2"}, "is 3d8197d4, not"),
    ("label-checksum", "HGNC:6551", {"checksum": ""}, "is missing, not 3d8197d4"),
    ("unknown-parent", "source:kelp", {"parent": "source:moss"}, "source:moss of kelp is not in terms.tsv"),
    (
        "unknown-parent", "source:kelp", {"parent": "term:hair-thickness"},
        "hair thickness of kelp is obsolete",
    ),
    ("unknown-parent", "source:kelp", {"parent": "source:kelp"}, "kelp is its own parent"),
    ("unknown-parent", "term:hair-density", {"parent": "term:terminal-hair-density"}, "through others"),
    (
        "own-term-without-definition", "source:kelp", {"definition": None},
        "kelp (source:kelp) has no definition",
    ),
    ("malformed-mapping", "source:kelp", {"mapping": ("owl:sameAs CL:0000346",)}, "is not a mapping"),
    (
        "malformed-mapping", "source:kelp", {"mapping": ("skos:closeMatch",)},
        "skos:closeMatch is not a mapping",
    ),
    (
        "malformed-mapping", "source:kelp", {"mapping": ("skos:closeMatch CL:12",)},
        "in a mapping, 12 is not a number",
    ),
    ("malformed-mapping", "source:kelp", {"mapping": ("exokg:ucum um",)}, "exokg:ucum um is not a mapping"),
    (
        "obsolete-replacement", "term:hair-thickness", {"obsolete": "term:gone"},
        "term:gone of hair thickness is not",
    ),
    (
        "obsolete-replacement", "source:kelp", {"obsolete": "term:hair-thickness"},
        "of kelp is obsolete itself",
    ),
    ("external-term-without-version", "HGNC:6551", {"version": None}, "LEF1 (HGNC:6551) has no version"),
    ("term-group", "HGNC:6551", {"group": None}, "LEF1 has no group"),
    ("term-group", "HGNC:6551", {"group": "genes"}, "genes is not a group"),
    (
        "term-group", "HGNC:6551", {"group": "mice"},
        "mice is a group of the lane tested in, not for a molecule",
    ),
    ("term-valence", "term:redness", {"valence": None}, "redness has no valence"),
    ("term-valence", "term:redness", {"valence": "bad"}, "bad is not a valence"),
    ("term-valence", "term:redness", {"valence_reason": None}, "the valence of redness has no reason"),
    ("unit-without-ucum", "term:percent", {"mapping": ()}, "% has no UCUM code"),
    ("opposite-states", "term:terminal-hair-density", {"valence": "less wanted"}, "are both hair density"),
    ("synonym-is-other-term", "HGNC:6551", {"synonyms": ("DPC",)}, "DPC also is the molecule HGNC:6551"),
    ("term-label-duplicate", "term:hair-density", {"synonyms": ("Terminal hair densities",)}, "also names"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "curie", "cells", "report"), CELLS)
def test_a_changed_row_breaks_its_rule(rule: str, curie: str, cells: dict[str, Any], report: str) -> None:
    assert found(rule, {}) == [], "the table itself breaks no rule"
    faults = found(rule, {curie: cells})
    assert any(report in said for _, said, _ in faults), faults
    assert all(hint for _, _, hint in faults)


ROWS: list[tuple[str, Term, str]] = [
    ("term-label-duplicate", row("molecule", "HGNC:6551", "LEF1"), "HGNC:6551 is listed twice"),
    ("term-label-duplicate", row("molecule", "HGNC:1", "Lef-1"), "Lef-1 also names LEF1 (HGNC:6551)"),
    (
        "term-label-duplicate", row("process", "GO:1", "x", synonyms=("proliferation",)),
        "proliferation also names",
    ),
    ("term-labels-differ", row("process", "HGNC:6551", "another"), "HGNC:6551 has the label LEF1 in line"),
    (
        "synonym-is-other-term", row("process", "GO:1", "redness"),
        "redness also is the safety outcome term:redness",
    ),
    (
        "synonym-holds-other-molecule", row("molecule", "HGNC:1", "CTNNB1", synonyms=("LEF1 partner",)),
        "the synonym LEF1 partner names LEF1 (HGNC:6551)",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "term", "report"), ROWS)
def test_one_more_row_breaks_its_rule(rule: str, term: Term, report: str) -> None:
    faults = found(rule, {}, term)
    assert any(report in said for _, said, _ in faults), faults


KEPT: list[tuple[str, dict[str, dict[str, Any]], tuple[Term, ...]]] = [
    (
        "malformed-mapping",
        {"source:kelp": {"mapping": ("skos:closeMatch CL:0000346", "obo:RO_0002162 GO:0008283")}}, (),
    ),
    ("obsolete-replacement", {"source:kelp": {"obsolete": "none"}}, ()),
    ("unknown-parent", {"term:redness": {"parent": "term:hair-density"}}, ()),
    ("term-group", {"HGNC:6551": {"group": None, "obsolete": "none"}}, ()),
    ("term-label-duplicate", {}, (row("unit", "term:millimolar", "µG"),)),
    ("term-labels-differ", {}, (row("process", "HGNC:6551", "LEF1"),)),
    ("opposite-states", {"term:terminal-hair-density": {"valence": "not agreed"}}, ()),
    ("synonym-is-other-term", {}, (row("source", "source:x", "hair follicle", definition="x"),)),
    (
        "synonym-is-other-term", {"CL:0000346": {"mapping": ("skos:exactMatch GO:1",)}},
        (row("process", "GO:1", "x", synonyms=("DPC",)),),
    ),
    ("synonym-holds-other-molecule", {}, (row("molecule", "HGNC:1", "a", synonyms=("LEF1 receptor",)),)),
    (
        "synonym-holds-other-molecule", {},
        (row("molecule", "HGNC:1", "a", parent="HGNC:6551", synonyms=("LEF1 isoform",)),),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "changes", "more"), KEPT)
def test_a_table_that_keeps_the_rule_is_no_fault(
    rule: str, changes: dict[str, dict[str, Any]], more: tuple[Term, ...]
) -> None:
    assert found(rule, changes, *more) == []


@pytest.mark.parametrize("category", GROUPED)
def test_each_category_takes_the_groups_of_its_lanes_and_no_other(category: str) -> None:
    assert category in CATEGORIES
    for group in GROUPS.values():
        curie = "source:x" if category == "source" else "term:x"
        term = row(category, curie, "x", group=group.name, definition="x")
        assert (found("term-group", {}, term) == []) == (group.lane in GROUPED[category])


@pytest.mark.parametrize("lane", LANES)
def test_the_groups_of_a_lane_are_together_and_defined(lane: str) -> None:
    of_lane = [at for at, group in enumerate(GROUPS.values()) if group.lane == lane]
    assert of_lane == list(range(of_lane[0], of_lane[-1] + 1))
    assert all(group.definition.endswith(".") for group in GROUPS.values())


@pytest.mark.parametrize("valence", ["more wanted", "less wanted", "not agreed"])
def test_every_outcome_says_what_is_wanted(valence: str) -> None:
    term = row("hair outcome", "term:x", "x", definition="x", **WANTED | {"valence": valence})
    assert found("term-valence", {}, term) == []
    assert found("term-valence", {}, replace(term, valence=None)) != []


def test_the_example_keeps_every_rule_of_the_table() -> None:
    assert {rule: found(rule, {}) for rule in TABLE} == {rule: [] for rule in TABLE}
