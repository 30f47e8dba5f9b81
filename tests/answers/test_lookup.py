"""A thing is found by whatever people call it, and never taken for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exokg.answers.lookup import find_things
from exokg.answers.search import search, search_query
from exokg.errors import UnknownTermError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store

    import exokg.store as stores

WNT = "http://purl.obolibrary.org/obo/GO_0060070"
DOI = "10.5555/exokg.birch.2021"
BIRCH = "https://w3id.org/exokg/study/birch-2021-papilla"


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("canonical Wnt signaling pathway", WNT),
        ("Canonical-Wnt signaling pathways", WNT),
        ("GO:0060070", WNT),
        ("go:0060070", WNT),
        ("GO_0060070", WNT),
        (f"<{WNT}>", WNT),
        ("birch-2021-papilla", BIRCH),
        ("study:birch-2021-papilla", BIRCH),
        ("PMID:90000001", BIRCH),
        ("https://doi.org/10.5555/EXOKG.birch.2021", BIRCH),
        ("finding:birch-2021-papilla_f1", "https://w3id.org/exokg/finding/birch-2021-papilla_f1"),
        ("nct90000002", "https://w3id.org/exokg/trial/ivy-nct90000002"),
        ("birch", BIRCH),
    ],
)
def test_one_thing_by_many_names(small_store: stores.Store, text: str, iri: str) -> None:
    assert [node.value for node in find_things(small_store, text)] == [iri]


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("hair densty", "nothing in the graph goes by", "hair density"),
        ("HAIR DENSTY", "nothing in the graph goes by", "hair density"),
        ("birch-2021-papila", "nothing in the graph goes by", "birch-2021-papilla"),
        ("10.5555/exokg.birch.2012", "nothing in the graph goes by", "10.5555/exokg.birch.2021"),
        ("zzzz", "nothing in the graph goes by", "exokg search TEXT"),
        ("", "nothing in the graph goes by", ""),
    ],
)
def test_an_unknown_name_is_an_error_with_neighbours(
    small_store: stores.Store, text: str, said: str, hint: str
) -> None:
    with pytest.raises(UnknownTermError, match=said) as error:
        find_things(small_store, text)
    assert hint in (error.value.hint or "")


def test_the_name_of_a_part_is_not_taken_for_a_thing(
    derived: Callable[[str], Store], write_store: Callable[[Store], stores.Store]
) -> None:
    store = write_store(
        derived("""
        study:a exokg:year 2020 ; dcterms:identifier "a-2020" . study:b dcterms:identifier "b-2020" .
        <https://w3id.org/exokg/arm/a_exo> rdfs:label "exosome" .
        <https://w3id.org/exokg/publication/a> exokg:authorList "Ash A; Bay B" .
        <https://w3id.org/exokg/publication/b> exokg:authorList "Bay B" .
        study:a exokg:describedIn <https://w3id.org/exokg/publication/a> .
        study:b exokg:describedIn <https://w3id.org/exokg/publication/b> .
        """)
    )
    with pytest.raises(UnknownTermError, match="only parts of records") as error:
        find_things(store, "exosome")
    assert error.value.suggestions == ["arm:a_exo"]
    assert [node.value for node in find_things(store, "ash")] == ["https://w3id.org/exokg/study/a"]
    with pytest.raises(UnknownTermError, match="is in 2 records") as error:
        find_things(store, "Bay")
    assert error.value.suggestions == ["study:a", "study:b"]


@pytest.mark.parametrize(
    "text",
    [
        "10.5555/exokg.birch.2021",
        "https://doi.org/10.5555/EXOKG.birch.2021",
        "doi:10.5555/exokg.birch.2021.",
        "10.5555%2Fexokg.birch.2021",
        "https://doi.org/10.5555%2FEXOKG.birch.2021);",
        " <10.5555/exokg.birch.2021>, ",
        "PMID 90000001.",
    ],
)
def test_a_search_for_an_identifier_finds_its_record(small_store: stores.Store, text: str) -> None:
    assert [row[0].value for row in search(small_store, text)] == [BIRCH]


@pytest.mark.parametrize("dash", "\u2010\u2011\u2012\u2013\u2014\u2015-")
def test_no_dash_hides_a_registry_number(small_store: stores.Store, dash: str) -> None:
    spelled = f"https://clinicaltrials.gov/study/NCT9{dash}0000002/".replace(
        dash, "" if dash == "-" else dash
    )
    assert "https://w3id.org/exokg/trial/ivy-nct90000002" in {
        row[0].value for text in (f"NCT9{dash}0000002.", spelled) for row in search(small_store, text)
    }


def test_a_short_number_is_searched_in_names(small_store: stores.Store) -> None:
    assert "CONTAINS" in search_query("42")
    assert "CONTAINS" in search_query("hair")
    assert list(search(small_store, "10.5555/no.such.document")) == []
