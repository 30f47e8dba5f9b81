"""The page's filters are the dimensions of find and count, and leave the same findings."""

from __future__ import annotations

import pytest

from exokg.answers.find.counting import count_rows
from exokg.answers.find.table import Findings
from exokg.explorer.facets import COMMON, NOT_IN_PAGE, facets, sequences
from exokg.explorer.page_tables import TABLES
from exokg.model.dimensions import dimensions
from exokg.rdf.namespaces import compress

from .conftest import said_by_page

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("path", "ways"),
    [
        ("a:x", [["a:x"]]),
        ("a:x/a:y", [["a:x", "a:y"]]),
        ("(a:x|a:y)", [["a:x"], ["a:y"]]),
        ("a:x/(a:y|a:z)/a:w", [["a:x", "a:y", "a:w"], ["a:x", "a:z", "a:w"]]),
        ("(a:x|a:y/(a:z|a:w))", [["a:x"], ["a:y", "a:z"], ["a:y", "a:w"]]),
    ],
)
def test_a_property_path_becomes_its_ways(path: str, ways: list[list[str]]) -> None:
    assert sequences(path) == ways


def test_every_dimension_is_a_filter_of_the_page_or_left_out_with_a_reason() -> None:
    names = {facet["name"] for facet in facets()}
    assert names == set(dimensions()) - NOT_IN_PAGE
    assert names >= set(COMMON)


def test_every_path_leads_through_columns_of_the_page() -> None:
    known = {column.name for table in TABLES for column in table.columns}
    steps = {step for facet in facets() for path in facet["paths"] for step in path}
    assert {step for step in steps - known if not step.startswith("n")} == set()


@pytest.mark.needs("node packages")
@pytest.mark.parametrize("graph", ["store", "real_store"])
def test_every_value_of_a_filter_leaves_the_findings_that_count_counts(
    graph: str, request: pytest.FixtureRequest
) -> None:
    store = request.getfixturevalue(graph)
    table = Findings(store)
    page = said_by_page(store)["facets"]
    differing = {}
    for facet in facets():
        name = facet["name"]
        found = count_rows(table, [dimensions()[name]], "findings", table.current)
        ours = {label: {compress(table.iris[row]) for row in rows} for label, rows in found.values[0]}
        theirs = {label: set(rows) for label, rows in page.get(name, {}).items()}
        for label in ours:
            if theirs.get(label, set()) != ours[label]:
                differing[f"{name}: {label}"] = sorted(ours[label] ^ theirs.get(label, set()))
    assert differing == {}
