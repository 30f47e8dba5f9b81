"""What was only seen together with something else is said to be so, wherever it is counted or drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exokg.rdf.namespaces import compress

from .conftest import at, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from exokg.store.embedded import EmbeddedStore

    Visit = Callable[..., Page]

HEAD = (
    "PREFIX exokg: <https://w3id.org/exokg/ontology/> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "PREFIX code: <https://w3id.org/exokg/code/> "
)
CLAIMS = HEAD + (
    "SELECT ?claim ?separable ?studies ?rung ?against { "
    "?claim exokg:separableStudies ?separable ; exokg:independentStudies ?studies "
    "OPTIONAL { ?claim exokg:highestRung/rdfs:label ?rung } "
    "OPTIONAL { ?claim exokg:against/rdfs:label ?against } } ORDER BY ?claim"
)


@pytest.fixture
def claims(real_store: EmbeddedStore) -> list[tuple[str, ...]]:
    return rows(real_store, CLAIMS)


def facts(page: Page) -> dict[str, str]:
    """The evidence vector of the panel, as told."""
    return dict(
        page.locator("#panel .vector").evaluate(
            "(list) => [...list.querySelectorAll('dt')]"
            ".map((term) => [term.textContent, term.nextElementSibling.textContent.trim()])"
        )
    )


def test_a_claim_tells_how_many_of_its_studies_are_separable(
    visit: Visit, real_page: Path, claims: list[tuple[str, ...]]
) -> None:
    none = next(row for row in claims if row[1] == "0")
    some = next(row for row in claims if 0 < int(row[1]) < int(row[2]) and row[4])
    page = visit(real_page)
    for claim, separable, studies, rung, against in (none, some):
        at(page, f"view=map&sel={compress(claim)}")
        told = facts(page)
        assert told["Separable"].startswith(f"{separable} of {studies} stud")
        assert told["Rungs"].endswith(f"highest: {rung or 'none separable'}")
        assert told["Measured against"] == (against or "none separable")
    at(page, f"view=map&sel={compress(none[0])}")
    assert page.locator("#panel .vector .ladder i.on").count() == 0
    assert page.locator("#panel .vector .ladder i.together").count() > 0
    assert page.locator("#panel .vector .ladder b").text_content() == "&"
    assert "none separable" in str(page.locator("#panel .vector .ladder").locator("..").text_content())


def test_one_study_agrees_with_nobody(visit: Visit, real_page: Path, claims: list[tuple[str, ...]]) -> None:
    alone = next(claim for claim, _, studies, *_ in claims if studies == "1" and "_increases_" in claim)
    page = visit(real_page, f"#view=map&sel={compress(alone)}")
    assert facts(page)["Agreement"] == "not computed for fewer than two studies"


def test_a_finding_that_is_not_separable_says_what_else_was_given(
    visit: Visit, real_page: Path, real_store: EmbeddedStore
) -> None:
    query = HEAD + (
        "SELECT ?finding ?other { ?finding exokg:separability code:separability-not-separable ; "
        "exokg:inArm/exokg:coIntervention/exokg:given/rdfs:label ?other } ORDER BY ?finding ?other LIMIT 1"
    )
    [(finding, other)] = rows(real_store, query)
    page = visit(real_page, f"#view=findings&sel={compress(finding)}")
    note = page.locator("#panel [data-finding] .warn").first.inner_text()
    assert note.startswith("& not separable; given as well: ")
    assert other in note
    row = page.locator("#view-findings tr.chosen")
    assert row.locator(".c-separable").inner_text() == "not separable"


def test_the_timeline_marks_studies_that_are_not_separable(visit: Visit, real_page: Path) -> None:
    page = visit(real_page, "#view=studies")
    told = page.locator(".timeline .study").evaluate_all(
        "(marks) => marks.map((mark) => [mark.querySelector('title').textContent, "
        "mark.querySelector('[data-mark]').dataset.mark])"
    )
    assert {kind for _, kind in told} == {"separable", "together"}
    assert all(("separab" in words) == (kind == "together") for words, kind in told)
