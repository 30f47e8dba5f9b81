"""One document is one record, under whatever names it is entered again."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exokg.cli import main
from exokg.curation.identity import identifiers_of, plain_text
from exokg.curation.reading import read_graph
from exokg.curation.rules import RULES, check_graph
from exokg.model.identifiers import read_identifier
from exokg.model.types import Identifies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exokg.curation.graph import Graph, Located

ROOT = Path(__file__).parents[2]
ONLY_CITED = ("epstein-2020", "gupta-2020")
"""Documents of which only one page of others speaks: nothing of their own can be compared."""
DRESSES = ("{}", " {} ", "{}.", "<{}>", "{}\u200b", "{},")
OTHER = ["https://other.example.org/page"]


@functools.cache
def the_graph() -> Graph:
    return read_graph(ROOT / "graph")


def keys() -> list[str]:
    """The names of the files, so that no worker reads the graph only to know which tests there are."""
    return sorted(path.stem for path in (ROOT / "graph").glob("*/*.yaml"))


def again(record: Located, changes: dict[str, Any]) -> Located:
    """The record entered a second time, under another key and with these values of the document changed."""
    value = record.record.model_dump(by_alias=True, exclude_none=True)
    for part in ("publication", "registration"):
        value.get(part, {}).update(changes.pop(part, {}))
    model = type(record.record).model_validate({**value, **changes}, by_alias=True, by_name=False)
    return replace(record, key=f"{record.key}-again", record=model)


def caught(record: Located) -> set[str]:
    """The rules of identity that the second record breaks."""
    graph = the_graph()
    both = {
        record.key.removesuffix("-again"): graph.records[record.key.removesuffix("-again")],
        record.key: record,
    }
    alone = replace(graph, records=both, violations=[])
    rules = ["same-document", "same-trial", "shared-authors", "similar-title"]
    return {fault.rule for fault in check_graph(alone, rules)}


@pytest.mark.parametrize("key", keys())
def test_a_second_entry_is_caught_by_every_single_name(key: str) -> None:
    record = the_graph().records[key]
    found = record.record
    paper = dict.fromkeys(("doi", "pmid", "pmcid")) if found.publication else {}
    known = found.publication
    if found.title and len(found.title.split()) > 2:
        entered = again(
            record,
            {"title": f"{found.title.upper()}!", "publication": paper, "sources": OTHER},
        )
        assert "same-document" in caught(entered), "by its title"
    for name in paper:
        if known is not None and getattr(known, name):
            only = {**paper, name: getattr(known, name).upper()}
            entered = again(record, {"title": "Another title", "publication": only, "sources": OTHER})
            assert "same-document" in caught(entered), f"by its {name}"
    pages = [f"{page.replace('https://www.', 'http://')}#abstract" for page in found.sources]
    entered = again(record, {"title": "Another title", "publication": paper, "sources": pages})
    assert "same-document" in caught(entered) or key in ONLY_CITED, "by its pages"


def retitled(title: str) -> Iterator[str]:
    """A title as it is copied carelessly."""
    words = plain_text(title).split()
    yield title.lower()
    yield f"“{title}”."
    yield title.replace(" ", "  ").replace("-", "\u2010").replace(":", " \u2013")
    if len(words) >= 6:
        middle = len(words) // 2
        yield " ".join([*words[:middle], "invented", *words[middle:]])
        yield " ".join([*words[:middle], *words[middle + 1 :]])
        yield " ".join([*words[:middle], "invented", *words[middle + 1 :]])
        yield " ".join([*words[:-1], "invented"])


@pytest.mark.parametrize("key", keys())
def test_a_second_entry_is_caught_by_its_title_in_other_words(key: str) -> None:
    record = the_graph().records[key]
    title = record.record.title
    paper = dict.fromkeys(("doi", "pmid", "pmcid")) if record.record.publication else {}
    for other in retitled(title) if title and len(plain_text(title).split()) > 2 else ():
        entered = again(record, {"title": other, "publication": {**paper, "authors": []}, "sources": OTHER})
        assert caught(entered) & {"same-document", "similar-title"}, other


@pytest.mark.parametrize("kind", ["doi", "pmid", "pmcid", "registration"])
def test_a_second_entry_is_caught_by_its_identifier_in_every_dress(kind: str) -> None:
    dresses = {
        "doi": ("https://doi.org/{}", "doi:{}", "{}.", "http://dx.doi.org/{}", "DOI {}v2"),
        "pmid": ("PMID: {}", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
        "pmcid": ("https://www.ncbi.nlm.nih.gov/pmc/articles/{}/", "PMCID: {}"),
        "registration": ("https://clinicaltrials.gov/study/{}", "trial {}", "{} "),
    }
    seen = 0
    for record in the_graph().records.values():
        for of, value, loc in identifiers_of(record):
            for dress in (
                dresses[kind] if of == kind and not value.startswith(("irct", "isrctn", "chi")) else ()
            ):
                part = "registration" if loc[0] == "registration" else "publication"
                names = {**dict.fromkeys(("doi", "pmid", "pmcid")), str(loc[-1]): dress.format(value)}
                changed = {loc[-1]: dress.format(value)} if part == "registration" else names
                entered = again(record, {"title": "Another title", part: changed, "sources": OTHER})
                assert caught(entered) & {"same-document", "same-trial"}, dress.format(value)
                seen += 1
    assert seen > 10


@given(key=st.sampled_from(keys()), dress=st.sampled_from(DRESSES), upper=st.booleans())
def test_no_dress_of_an_identifier_hides_it(key: str, dress: str, upper: bool) -> None:
    for kind, value, _loc in identifiers_of(the_graph().records[key]):
        found = read_identifier(dress.format(value.upper() if upper else value))
        assert found is not None
        assert (found.kind, found.document) == (kind, value)


@given(key=st.sampled_from(keys()), version=st.integers(1, 9))
@settings(suppress_health_check=[HealthCheck.filter_too_much])
def test_versions_of_a_preprint_are_one_document(key: str, version: int) -> None:
    record = the_graph().records[key]
    if record.record.publication is None or record.record.publication.doi is None:
        return
    (document,) = [value for kind, value, _loc in identifiers_of(record) if kind == "doi"]
    other = {"doi": f"{document}v{version}", "pmid": None, "pmcid": None}
    entered = again(record, {"title": "Another title", "publication": other, "sources": OTHER})
    assert "same-document" in caught(entered)


def wrong_kinds() -> Iterator[tuple[str, str, str]]:
    values = {"doi": "10.1000/x", "pmid": "35359449", "pmcid": "PMC8960251", "registration id": "NCT05658094"}
    names = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "registration id": "registry number"}
    for field in values:
        for kind, value in values.items():
            if kind != field:
                yield field, value, names[kind]


@pytest.mark.parametrize(("field", "value", "kind"), list(wrong_kinds()))
def test_a_wrong_kind_says_which_it_is_and_where_it_belongs(field: str, value: str, kind: str) -> None:
    record = the_graph().records["trial-nct06066827-adsc-secretome"]
    published = the_graph().records["hu-2020-mir218"]
    changed = (
        again(record, {"registration": {"id": value}})
        if field == "registration id"
        else again(published, {"publication": {field: value}})
    )
    graph = replace(the_graph(), records={changed.key: changed}, violations=[])
    (fault,) = check_graph(graph, ["malformed-identifier"])
    assert fault.message.startswith(f"{value} is a {kind}, not a ")
    assert fault.hint is not None
    assert fault.hint.startswith("write it into ")


@pytest.mark.parametrize(
    ("field", "value"),
    [("doi", "banana"), ("doi", "10.1000"), ("pmid", "0123"), ("pmid", "123456789"), ("pmcid", "PMC")],
)
def test_no_hint_proposes_the_number_of_another_document(field: str, value: str) -> None:
    changed = again(the_graph().records["hu-2020-mir218"], {"publication": {field: value}})
    graph = replace(the_graph(), records={changed.key: changed}, violations=[])
    (fault,) = check_graph(graph, ["malformed-identifier"])
    known = {
        leaf.text for record in the_graph().records.values() for leaf, _mark in record.marked(Identifies)
    }
    assert not any(number in (fault.hint or "") for number in known)
    assert "malformed-identifier" in RULES


@pytest.mark.parametrize(
    ("doi", "message"),
    [
        ("banana", "banana is not a DOI"),
        ("notadoi", "notadoi is not a DOI"),
        ("35359449", "35359449 is a PMID, not a DOI"),
        ("PMC8960251", "PMC8960251 is a PMCID, not a DOI"),
        ("NCT05658094", "NCT05658094 is a registry number, not a DOI"),
        ("https://doi.org/10.1000/Other.", "10.1000/Other is recorded already"),
        ("doi:10.1000%2FOTHER", "10.1000/OTHER is recorded already"),
        ("10.1000/left\u2011out", "10.1000/left-out was read and left out"),
        ("10.1000/otherv2", "10.1000/otherv2 is recorded already"),
    ],
)
def test_new_knows_a_doi_in_every_dress(
    doi: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = ROOT / "tests" / "curation" / "rules" / "_graph"
    assert main(["new", "smith-2025", "--doi", doi, "--graph", str(graph)]) == 2
    assert message in capsys.readouterr().err
    assert not (graph / "studies" / "smith-2025.yaml").exists()
