"""Citations are parsed back by the formats' own libraries; what was not seen stays missing."""

from __future__ import annotations

import json

import jsonschema
import pyoxigraph
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from exokg.release.citations import FORMATS, Citation, bibtex, citations, csl, dataset_citation, ris
from exokg.store.embedded import EmbeddedStore

TURTLE = """
@prefix exokg: <https://w3id.org/exokg/ontology/> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix study: <https://w3id.org/exokg/study/> . @prefix publication: <https://w3id.org/exokg/publication/> .
@prefix code: <https://w3id.org/exokg/code/> .
study:one-2020-x dcterms:identifier "one-2020-x" ; exokg:titleStatus code:titlestatus-shown ;
  exokg:describedIn publication:one-2020-x ; exokg:sourcePage "https://example.org/one", "a leaflet" .
publication:one-2020-x dcterms:title "Vesicles & 50% {more} β_hair" ;
  exokg:authorList "Di Vizio D; Kim EH; A Body for Hair" ;
  exokg:authorsComplete "no" ; exokg:year 2020 ; exokg:pages "1067-1076" ; exokg:doi "10.1000/a_b(1)" ;
  exokg:journal "J. Hair" ; exokg:pmid "123" ; exokg:documentType code:documenttype-primary ;
  exokg:status code:status-retracted .
study:two dcterms:identifier "two" ; exokg:titleStatus code:titlestatus-descriptive ;
  exokg:describedIn publication:two ; exokg:sourcePage "https://example.org/two" .
publication:two dcterms:title "made up by a curator" ;
  exokg:yearInferred 2019 ; exokg:documentType code:documenttype-primary .
"""
METADATA = """
<https://w3id.org/exokg/dataset> <http://purl.org/dc/terms/title> "exokg" ;
  <https://w3id.org/exokg/ontology/version> "1.2.3" ; <http://purl.org/dc/terms/issued> "2026-11-22" ;
  <http://purl.org/dc/terms/license> <https://creativecommons.org/licenses/by/4.0/> .
"""
STUDY = "https://w3id.org/exokg/study/"


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    held = pyoxigraph.Store()
    held.load(TURTLE.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    graph = pyoxigraph.NamedNode("https://w3id.org/exokg/graph/metadata")
    held.load(METADATA.encode(), format=pyoxigraph.RdfFormat.TURTLE, to_graph=graph)
    return EmbeddedStore(held)


def test_citations_hold_what_was_seen(store: EmbeddedStore) -> None:
    seen = citations(store)
    assert list(seen) == [STUDY + "one-2020-x", STUDY + "two"]
    one = seen[STUDY + "one-2020-x"]
    assert (one.year, one.doi, one.status, one.url) == ("2020", "10.1000/a_b(1)", "retracted", "")
    assert one.authors == ("Di Vizio D", "Kim EH", "A Body for Hair")


def test_what_was_not_seen_stays_missing(store: EmbeddedStore) -> None:
    two = citations(store)[STUDY + "two"]
    assert (two.title, two.year, two.doi, two.authors) == ("", "", "", ())
    assert two.url == "https://example.org/two"
    for written in (bibtex([two]), ris([two]), csl([two])):
        assert "2019" not in written
        assert "made up" not in written


def test_bibtex_is_read_back(store: EmbeddedStore) -> None:
    text = bibtex([*citations(store).values(), dataset_citation(store)])
    read = parse_string(text, "bibtex")
    assert set(read.entries) == {"one-2020-x", "two", "exokg-1.2.3"}
    assert read.entries["one-2020-x"].fields["doi"] == "10.1000/a_b(1)"
    assert "year" not in read.entries["two"].fields
    people = read.entries["one-2020-x"].persons["author"]
    family = [" ".join(person.last_names) for person in people]
    assert family == ["Di Vizio", "Kim", "{A Body for Hair}", "others"]
    assert read.entries["exokg-1.2.3"].fields["version"] == "1.2.3"
    assert "creativecommons" in read.entries["exokg-1.2.3"].fields["note"]


def test_ris_is_read_back(store: EmbeddedStore) -> None:
    one, two, dataset = rispy.loads(ris([*citations(store).values(), dataset_citation(store)]))
    assert one["authors"] == ["Di Vizio, D.", "Kim, E. H.", "A Body for Hair"]
    assert (one["start_page"], one["end_page"], one["doi"]) == ("1067", "1076", "10.1000/a_b(1)")
    assert one["title"] == "Vesicles & 50% {more} β_hair"
    assert "title" not in two
    assert "year" not in two
    assert dataset["type_of_reference"] == "DATA"


NAME = {
    "type": "object",
    "properties": {key: {"type": "string"} for key in ("family", "given", "literal")},
    "additionalProperties": False,
}
YEAR = {"type": "integer"}
TEXT = {"type": "string", "minLength": 1}
CSL_SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": TEXT,
            "type": {"enum": ["article-journal", "document", "dataset", "report", "webpage"]},
            "author": {"type": "array", "items": NAME},
            "issued": {
                "type": "object",
                "required": ["date-parts"],
                "properties": {"date-parts": {"type": "array", "items": {"type": "array", "items": YEAR}}},
            },
        }
        | dict.fromkeys(["title", "container-title", "volume", "issue", "page"], TEXT)
        | dict.fromkeys(["DOI", "PMID", "PMCID", "URL", "version", "note", "annote"], TEXT),
    },
}


def test_csl_fits_the_schema(store: EmbeddedStore) -> None:
    items = json.loads(csl([*citations(store).values(), dataset_citation(store)]))
    jsonschema.validate(items, CSL_SCHEMA)
    assert set(CiteProcJSON(items)) == {"one-2020-x", "two", "exokg-1.2.3"}
    assert items[0]["author"][0] == {"family": "Di Vizio", "given": "D."}
    assert items[0]["issued"] == {"date-parts": [[2020]]}
    assert "issued" not in items[1]


def test_the_three_formats_hold_the_same_identifiers(store: EmbeddedStore) -> None:
    entries = list(citations(store).values())
    from_bibtex = {
        entry.fields.get("doi") for entry in parse_string(bibtex(entries), "bibtex").entries.values()
    }
    from_ris = {entry.get("doi") for entry in rispy.loads(ris(entries))}
    from_csl = {entry.get("DOI") for entry in json.loads(csl(entries))}
    assert from_bibtex == from_ris == from_csl


@given(st.text(min_size=1, max_size=40), st.text(alphabet="abc{}%\\_&#$~^ 10./()", max_size=20))
def test_no_text_breaks_a_format(title: str, doi: str) -> None:
    entries = [Citation(key="a", kind="primary", title=title, doi=doi), Citation(key="b", kind="primary")]
    assert set(parse_string(bibtex(entries), "bibtex").entries) == {"a", "b"}
    assert [entry["id"] for entry in rispy.loads(ris(entries))] == ["a", "b"]
    assert [entry["id"] for entry in json.loads(csl(entries))] == ["a", "b"]


def test_every_format_is_offered() -> None:
    assert sorted(FORMATS) == ["bibtex", "csl", "ris"]
