"""A thing is told with all that a reader needs, and in words a reader knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from exokg.answers.things import describe
from exokg.store.solutions import value_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import exokg.store as stores
    from exokg.answers.descriptions import Thing

BASE = "https://w3id.org/exokg/"


@pytest.fixture(scope="module")
def told(small_store: stores.Store) -> Callable[[str], Thing]:
    return lambda iri: describe(small_store, NamedNode(iri))


def test_a_study_is_told_with_its_paper(told: Callable[[str], Thing]) -> None:
    study = told(f"{BASE}study/birch-2021-papilla")
    assert study.properties["DOI"] == ["10.5555/exokg.birch.2021"]
    assert ["90000001"] in study.properties.values()
    assert {"author list", "journal"} <= set(study.properties)


def test_words_for_programs_are_left_out(told: Callable[[str], Thing]) -> None:
    study = told(f"{BASE}study/birch-2021-papilla")
    assert not {"absence means", "title status"} & set(study.properties)
    assert not any(":" in name for name in study.properties)
    assert not any("/reporting/" in mention.iri for mention in study.mentions)
    assert not any(mention.role.startswith("exokg:") for mention in study.mentions)
    assert "kind of" in told("http://purl.obolibrary.org/obo/GO_0060070").properties


def test_a_result_is_told_with_its_setting_and_numbers(told: Callable[[str], Thing]) -> None:
    trial = told(f"{BASE}study/dogwood-2023-trial")
    (first, *_) = [one for one in trial.statements if "/finding/" in one.iri]
    assert "controlled human" in first.details
    assert "between-group" in first.details
    assert any("change " in one.details for one in trial.statements)


def test_the_words_of_a_conclusion_are_shown(small_store: stores.Store, told: Callable[[str], Thing]) -> None:
    rows = small_store.select(
        "PREFIX exokg: <https://w3id.org/exokg/ontology/> "
        "SELECT ?c ?record ?words { ?c a exokg:Conclusion ; exokg:reportedBy ?record ; exokg:summary ?words }"
    )
    assert rows
    for conclusion, record, words in rows:
        (one,) = [one for one in told(value_of(record)).statements if one.iri == value_of(conclusion)]
        assert (one.summary, one.locator) == (value_of(words), "")


def test_details_are_those_of_the_graph(small_store: stores.Store, told: Callable[[str], Thing]) -> None:
    """Every p value and timepoint of a finding is in its line."""
    rows = small_store.select(
        "PREFIX exokg: <https://w3id.org/exokg/ontology/> "
        "SELECT ?f ?study ?p ?t { ?f exokg:reportedBy ?study ; exokg:pText ?p ; exokg:timepoint ?t }"
    )
    found = list(rows)
    assert found
    for finding, study, p, timepoint in found:
        (line,) = [one.details for one in told(value_of(study)).statements if one.iri == value_of(finding)]
        assert f"p {value_of(p)}" in line
        assert f"at {value_of(timepoint)}" in line


@pytest.mark.parametrize(
    "links", ["?thing exokg:supportedBy ?result", "?result exokg:countedUnder/exokg:ofSource ?thing"]
)
def test_claims_and_sources_list_their_findings(
    small_store: stores.Store, told: Callable[[str], Thing], links: str
) -> None:
    rows = small_store.select(
        f"PREFIX exokg: <https://w3id.org/exokg/ontology/> SELECT ?thing ?result {{ {links} }} LIMIT 12"
    )
    found = [(value_of(thing), value_of(result)) for thing, result in rows]
    assert found
    for thing, result in found:
        assert result in {one.iri for one in told(thing).statements}
