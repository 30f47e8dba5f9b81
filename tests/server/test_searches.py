"""Find and count over HTTP: what their forms hold, where their links lead, and what they refuse."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from exokg.answers.find.counting import MEASURES
from exokg.answers.find.filters import WITHOUT
from exokg.errors import InputError
from exokg.model.dimensions import dimensions
from exokg.server.pages.calls import Call, parameters, read_call
from exokg.server.pages.search_pages import _drills
from exokg.server.workers.job import Query
from exokg.server.workers.output_limits import LimitReachedError
from exokg.server.workers.searches import answer_search
from exokg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from pyoxigraph import Quad

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def opened(quads: list[Quad]) -> EmbeddedStore:
    """The invented graph, as a worker has it."""
    engine = Store()
    engine.extend(quads)
    return EmbeddedStore(engine)


def answered(opened: EmbeddedStore, query: Query) -> bytes:
    return answer_search(opened, query, lambda _: None)


def asked(opened: EmbeddedStore, address: str, **limits: Any) -> Any:
    """What a worker answers to an address: as CSV, or as a page shows it."""
    verb, _, query = address.partition("?")
    call = read_call(verb, parse_qsl(query))
    answer = answered(opened, Query("", "csv", search=call.arguments(), **limits))
    return json.loads(answer[1:]) if "shown" in limits else answer[1:].decode()


# --- addresses ---


@pytest.mark.parametrize(
    ("address", "command"),
    [
        ("find?words=dermal+papilla", "exokg find dermal papilla"),
        ("find?words=it%27s+x%3By", """exokg find 'it'"'"'s' 'x;y'"""),
        ("find?wide=1&rung=people&not_species=mouse", "exokg find --wide --rung people --not-species mouse"),
        ("find?wide=0&year=2020..2023", "exokg find --year 2020..2023"),
        ("find?direction=increases&format=csv", "exokg find --effect increases"),
        ("find?words=a&words=b", "exokg find a b"),
        ("count?by=outcome&by=rung&level=group", "exokg count --by outcome --by rung --level group"),
        ("count?by=source&list=true&without=preprints&without=read-once",
         "exokg count --by source --list --without preprints --without read-once"),
        ("count?by=source&of=&outcome=", "exokg count --by source"),
    ],
)  # fmt: skip
def test_an_address_is_a_command(address: str, command: str) -> None:
    verb, _, query = address.partition("?")
    assert read_call(verb, parse_qsl(query, keep_blank_values=True)).command() == command


@pytest.mark.parametrize(
    ("verb", "pairs", "said"),
    [
        ("find", [("moon", "1")], "there is no dimension moon"),
        ("find", [("sorce", "x")], "there is no dimension sorce"),
        ("count", [("words", "hair")], "there is no dimension words"),
        ("find", [("by", "rung")], "there is no dimension by"),
        ("find", [("columns", "a"), ("columns", "b")], "columns is given twice"),
        ("find", [("author", "x")] * 101, "find takes 100 values of 1000 characters"),
        ("find", [("words", "x" * 1001)], "find takes 100 values of 1000 characters"),
    ],
)
def test_what_no_address_says(verb: str, pairs: list[tuple[str, str]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_call(verb, pairs)


@pytest.mark.parametrize("text", ["x", "-1", "1.5", "9" * 10, "²"])
def test_a_limit_is_a_number(text: str) -> None:
    with pytest.raises(InputError, match="is no number of rows"):
        read_call("find", [("limit", text)]).arguments()


NAMES = st.sampled_from([*dimensions(), *(f"not-{name}" for name in dimensions()), "without", "words"])
TEXTS = st.text(min_size=1, max_size=20).filter(lambda text: bool(text.strip()))


@given(st.lists(st.tuples(NAMES, TEXTS), max_size=8))
def test_an_address_reads_back(pairs: list[tuple[str, str]]) -> None:
    call = read_call("find", pairs)
    again = read_call("find", parse_qsl(call.address().partition("?")[2], keep_blank_values=True))
    assert (again.given, again.options) == (call.given, call.options)
    assert sorted(call.pairs()) == sorted(pairs)


# --- what a worker answers ---


@pytest.mark.parametrize(
    "address",
    [
        "count?by=outcome&of=findings",
        "count?by=rung&by=effect&of=findings",
        "count?by=source&by=rung&of=findings&level=group&not-effect=decreases",
        "count?by=study&by=year&of=findings&without=preprints",
        "count?by=author&of=findings",
        "count?by=country&by=source&of=findings",
    ],
)
def test_a_cell_leads_to_the_findings_that_it_counts(opened: EmbeddedStore, address: str) -> None:
    call = read_call("count", parse_qsl(address.partition("?")[2]))
    found = asked(opened, address, shown=500)
    by = [dimensions()[name] for name in call.options["by"]]
    checked = 0
    for row in found["rows"]:
        texts = [cell[0][0] for cell in row]
        for text, link in zip(texts, _drills(call, by, found["columns"], texts), strict=True):
            if link:
                lines = asked(opened, html.unescape(link)).splitlines()
                assert len(lines) - 1 == int(text.partition(" ")[0]), link
                checked += 1
    assert checked > 1


def test_a_study_of_a_list_leads_to_its_findings(opened: EmbeddedStore) -> None:
    address = "count?by=rung&by=effect&list=1"
    call = read_call("count", parse_qsl(address.partition("?")[2]))
    found = asked(opened, address, shown=500)
    by = [dimensions()[name] for name in call.options["by"]]
    for row in found["rows"]:
        texts = [cell[0][0] for cell in row]
        links = _drills(call, by, found["columns"], texts)
        assert [bool(link) for link in links] == [False, False, True, False]
        assert len(asked(opened, links[2]).splitlines()) - 1 == int(texts[-1])


def test_cells_of_findings_name_what_they_link(opened: EmbeddedStore) -> None:
    found = asked(opened, "find?wide=1", shown=500)
    assert found["columns"][-1] == "where"
    at = {name: number for number, name in enumerate(found["columns"])}
    for row in found["rows"]:
        assert row[at["study"]][0][1].startswith("https://w3id.org/exokg/study/")
        assert row[at["where"]][0][1].startswith("https://w3id.org/exokg/finding/")
        assert [iri for _, iri in row[at["effect"]]] == [""]
        assert all(text for cell in row for text, _ in cell)


def test_limits_are_named(opened: EmbeddedStore) -> None:
    with pytest.raises(LimitReachedError, match="result_rows = 2"):
        asked(opened, "find?rung=animal", rows=2)
    with pytest.raises(LimitReachedError, match="result_bytes = 50"):
        asked(opened, "find?rung=animal", size=50)


def test_what_forms_offer_is_known(opened: EmbeddedStore) -> None:
    """Each value that a form offers is one that find takes, and finds something by."""
    offered = json.loads(answered(opened, Query("", search="{}"))[1:])
    assert set(offered) == {name for name, one in dimensions().items() if one.kind != "number"}
    for name, labels in offered.items():
        for label in labels[::4]:
            call = Call("find", {name: [label]}, {})
            lines = answered(opened, Query("", "csv", search=call.arguments())).splitlines()
            assert len(lines) > 1, (name, label)


# --- pages ---


def test_forms_reach_every_dimension(server: Any) -> None:
    for verb in ("find", "count"):
        page = server.client.get(f"/{verb}", headers=HTML)
        assert page.status_code == 200
        names = re.findall(r'<input id="p-[^"]+" name="([^"]+)"', page.text)
        assert sorted(names) == sorted([*dimensions(), *(f"not-{name}" for name in dimensions())])
        assert len(re.findall(r'id="([^"]+)"', page.text)) == len(set(re.findall(r'id="([^"]+)"', page.text)))
        lists = set(re.findall(r'list="c-([^"]+)"', page.text))
        assert (
            lists == set(re.findall(r'<datalist id="c-([^"]+)"', page.text)) >= {"source", "rung", "species"}
        )
        for kind in WITHOUT:
            assert f'name="without" value="{kind}"' in page.text
        assert "<h2" not in page.text  # nothing was asked, and nothing is answered
    chosen = page.text.partition('id="of"')[2].partition("</select>")[0]
    assert tuple(re.findall(r"<option(?: selected)?>(\w+)</option>", chosen)) == MEASURES


def test_a_form_sends_to_the_short_address(server: Any) -> None:
    answer = server.client.get("/find?words=hair+density&source=&outcome=+&wide=", headers=HTML)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/find?words=hair+density")
    page = server.client.get("/find?words=hair+density&source=macrophages", headers=HTML)
    assert 'name="words" value="hair density"' in page.text
    assert 'name="source" value="macrophages"' in page.text


def test_every_link_of_an_answer_leads_somewhere(server: Any) -> None:
    for address in ("find?words=hair+density", "count?by=outcome&by=rung"):
        text = server.client.get(f"/{address}", headers=HTML).text
        links = sorted(set(re.findall(r'href="(/[^"#]*)', text.partition("<main")[2])))
        assert len(links) > 10
        for link in links:
            answer = server.client.get(html.unescape(link), headers={"Accept": "text/html,*/*;q=0.1"})
            assert answer.status_code in (200, 303), link


def test_the_search_box_finds_findings_and_names(server: Any) -> None:
    assert 'action="/find"' in server.client.get("/", headers=HTML).text
    found = server.client.get("/find?words=10.5555/exokg.birch.2021", headers=HTML).text
    named = re.search(r"<p>By this name: (.*?)</p>", found, re.DOTALL)
    assert named
    assert "/study/birch-2021" in named[1]
    assert "/search?q=10.5555" in named[1]


def test_an_answer_that_the_client_has_is_not_sent_again(server: Any) -> None:
    tags = set()
    both = {"find?rung=animal": ("text/csv", "text/html"), "count?by=rung": ("text/html", "application/json")}
    for address, accept in ((address, accept) for address, several in both.items() for accept in several):
        first = server.client.get(f"/{address}", headers={"Accept": accept})
        tags.add(first.headers["ETag"])
        again = server.client.get(
            f"/{address}", headers={"Accept": accept, "If-None-Match": first.headers["ETag"]}
        )
        assert (again.status_code, again.content) == (304, b"")
        other = server.client.get(f"/{address}", headers={"Accept": accept, "If-None-Match": '"another"'})
        assert other.status_code == 200
        head = server.client.head(f"/{address}", headers={"Accept": accept})
        assert (head.status_code, head.content) == (200, b"")
    assert len(tags) == 4


def test_refusals_are_words(server: Any) -> None:
    page = server.client.get("/find?outcome=<script>x", headers=HTML)
    assert page.status_code == 400
    assert "&lt;script&gt;x is not a" in page.text
    assert 'value="&lt;script&gt;x"' in page.text
    assert server.client.get("/find?rung=animal", headers={"Accept": "image/png"}).status_code == 406
    long = server.client.get("/find", params={"words": "x" * 1001})
    assert long.json()["message"] == "find takes 100 values of 1000 characters"


def test_openapi_describes_each_parameter(server: Any) -> None:
    paths = server.client.get("/openapi.json").json()["paths"]
    for verb in ("find", "count"):
        listed = {one["name"]: one for one in paths[f"/{verb}"]["get"]["parameters"]}
        assert listed.keys() == parameters(verb).keys()
        assert set(dimensions()) < listed.keys()
        assert all(one["description"] for one in listed.values())
        assert {"text/csv", "text/html", "text/markdown"} < paths[f"/{verb}"]["get"]["responses"]["200"][
            "content"
        ].keys()
