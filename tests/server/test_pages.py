"""Linked data: every identifier answers, every page says what is known and how to get it as data."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from exokg.answers.find.aliases import ALIASES
from exokg.answers.things import describe
from exokg.store.embedded import EmbeddedStore
from exokg.store.hubs import LISTED

BASE = "https://w3id.org/exokg/"
MEDIA = {
    "ttl": ("text/turtle", RdfFormat.TURTLE), "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML), "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "trig": ("application/trig", RdfFormat.TRIG),
}  # fmt: skip
HIDDEN = ("#label", "#type", "/within", "/absenceMeans", "/titleStatus", "/author")
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def iris(server: Any, kind: str, most: int = 3) -> list[str]:
    rows = server.ask(
        f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}{kind}/")) }} '
        f"ORDER BY ?s LIMIT {most}"
    ).json()["results"]["bindings"]
    return [row["s"]["value"] for row in rows]


def path(iri: str) -> str:
    return "/" + iri.removeprefix(BASE)


def test_every_identifier_of_ours_answers(server: Any) -> None:
    rows = server.ask(
        f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}") '
        f'&& !STRSTARTS(STR(?s), "{BASE}ontology")) }} ORDER BY ?s LIMIT 2000'
    ).json()["results"]["bindings"]
    found = [row["s"]["value"] for row in rows]
    assert len(found) > 100
    for iri in found[:: max(1, len(found) // 60)]:
        answer = server.client.get(path(iri), headers=HTML)
        assert answer.status_code == 303, iri
        assert server.client.get(answer.headers["Location"], headers=HTML).status_code == 200, iri
    assert {iri.removeprefix(BASE).partition("/")[0] for iri in found} >= {
        "study",
        "finding",
        "claim",
        "preparation",
    }


@pytest.mark.parametrize("name", sorted(MEDIA))
@pytest.mark.parametrize("way", ["accept", "suffix"])
def test_data_in_every_format(server: Any, name: str, way: str) -> None:
    media, form = MEDIA[name]
    iri = iris(server, "study", 1)[0]
    if way == "accept":
        first = server.client.get(path(iri), headers={"Accept": media})
        assert "Accept" in first.headers["Vary"]
    else:
        first = server.client.get(f"{path(iri)}.{name}", headers=HTML)
    assert first.status_code == 303
    assert first.headers["Location"] == f"/data{path(iri)}.{name}"
    answer = server.client.get(first.headers["Location"])
    assert answer.headers["Content-Type"].partition(";")[0] == media
    triples = {str(quad.triple) for quad in parse(answer.content, format=form)}
    assert any(f"<{iri}>" in triple for triple in triples)
    plain = server.client.get(f"/data{path(iri)}.nt").content
    assert triples == {str(quad.triple) for quad in parse(plain, format=RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize(
    "kind", ["study", "preparation", "finding", "claim", "term", "source", "review", "trial"]
)
def test_pages_are_complete(server: Any, kind: str) -> None:
    for iri in iris(server, kind, 2):
        answer = server.client.get(f"/page{path(iri)}", headers=HTML)
        assert answer.status_code == 200, iri
        text = answer.text
        assert "Show in the explorer" in text
        assert "Open the query behind this page" in text
        facts = server.ask(f"SELECT DISTINCT ?p {{ <{iri}> ?p ?o }}").json()["results"]["bindings"]
        for row in facts:
            iri_of = row["p"]["value"]
            if not iri_of.endswith(HIDDEN):
                short = iri_of.removeprefix(BASE) if iri_of.startswith(BASE) else None
                assert (f'href="/{short}"' in text) if short else ("about?iri=" in text), iri_of
        [described] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        markup = json.loads(described)
        assert markup["@id"] == iri
        assert markup["@context"] == "https://schema.org/"
        assert markup["name"]


def test_a_publication_is_an_article_that_others_know(server: Any) -> None:
    query = """SELECT ?x (GROUP_CONCAT(STR(?other)) AS ?others) {
      ?x a exokg:Publication ; skos:exactMatch ?other } GROUP BY ?x LIMIT 2"""
    rows = server.ask(query).json()["results"]["bindings"]
    assert len(rows) == 2
    for row in rows:
        iri = row["x"]["value"]
        text = server.client.get(f"/page{path(iri)}", headers=HTML).text
        [described] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        markup = json.loads(described)
        assert markup["@type"] == "ScholarlyArticle"
        assert sorted(markup["sameAs"]) == sorted(row["others"]["value"].split())
        assert "isPartOf" not in markup


@pytest.mark.parametrize("kind", ["study", "claim", "term", "source", "preparation", "trial"])
def test_a_page_says_what_the_library_says(server: Any, quads: list[Quad], kind: str) -> None:
    engine = Store()
    engine.extend(quads)
    for iri in iris(server, kind, 2):
        thing = describe(EmbeddedStore(engine), NamedNode(iri))
        text = unescape(server.client.get(f"/page{path(iri)}", headers=HTML).text)
        assert f"<h1>{thing.label}</h1>" in text
        assert (f"Statements ({len(thing.statements)})" in text) is bool(thing.statements)
        words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text))
        for one in thing.statements:
            parts = [" ".join(part.text.split()) for part in one.parts] or [one.text]
            assert " ".join(parts) in words
            said = asdict(one)
            unsaid = {"iri", "role", "text", "parts", "record"}  # the record is cited
            assert all(said[name] in text for name in said.keys() - unsaid if said[name] != "not applicable")
            assert one.cited not in {"", one.record}
            place = one.locator or "the whole record"
            assert f"{place} of {one.cited}: {' '.join(one.text.split())}" in words
        for found in thing.verdicts:
            assert found.text in text
        for name, values in thing.properties.items():
            assert f">{name}</a></dt>" in text
            assert all(value.partition(" (")[0] in text for value in values)
        for mention in thing.mentions[:LISTED]:
            assert mention.label in text
        assert "<td></td>" not in text


def test_a_page_lists_the_first_of_many_and_leads_to_all(server: Any) -> None:
    iri = "http://www.w3.org/2002/07/owl#NamedIndividual"
    count = server.ask(f"SELECT (COUNT(*) AS ?n) {{ ?s a <{iri}> }}").json()["results"]["bindings"][0]["n"]
    total = int(count["value"])
    text = server.client.get("/about", params={"iri": iri}, headers=HTML).text
    (link,) = re.findall(r'<a href="([^"]*)">and ([0-9,]+) more: open the query for all</a>', text)
    assert link[1] == f"{total - LISTED:,}"
    assert text[text.index('id="mentions"') :].count("<li><a href") == LISTED + 1
    (query,) = parse_qs(urlsplit(unescape(link[0])).query)["query"]
    assert len(server.ask(query).json()["results"]["bindings"]) == total


def test_a_record_leads_with_its_citation_and_is_found_by_its_doi(server: Any) -> None:
    query = (
        f"PREFIX exokg: <{BASE}ontology/> SELECT * {{ ?study a exokg:Study ; exokg:describedIn ?paper . "
        "?paper exokg:doi ?doi ; exokg:journal ?journal } ORDER BY ?study LIMIT 1"
    )
    row = {name: one["value"] for name, one in server.ask(query).json()["results"]["bindings"][0].items()}
    text = server.client.get(f"/page{path(row['study'])}", headers=HTML).text
    order = ["<h1>", row["journal"], f'href="https://doi.org/{row["doi"]}"', 'id="statements"', 'id="facts"']
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    for spelled in (row["doi"], f"https://doi.org/{row['doi']}", f"doi:{row['doi'].upper()}"):
        found = server.client.get("/search", params={"q": spelled}, headers=HTML).text
        assert f'href="{path(row["study"])}"' in found, spelled


def dois(server: Any) -> dict[str, str]:
    """The studies and their DOIs."""
    query = (
        f"PREFIX exokg: <{BASE}ontology/> SELECT ?study ?doi {{ ?study a exokg:Study ; "
        "exokg:describedIn/exokg:doi ?doi }"
    )
    rows = server.ask(query).json()["results"]["bindings"]
    return {row["study"]["value"]: row["doi"]["value"] for row in rows}


@pytest.mark.parametrize("kind", ["finding", "preparation", "system"])
def test_a_part_of_a_record_leads_with_the_record(server: Any, kind: str) -> None:
    """Title, what it says with linked ends, the record and its DOI, what all studies say, folded facts."""
    known = dois(server)
    seen = 0
    for iri in iris(server, kind, 8):
        text = server.client.get(f"/page{path(iri)}", headers=HTML).text
        record = next((study for study in known if f'class="citation"><a href="{path(study)}"' in text), "")
        if not record:
            continue
        order = ["<h1>", *(['class="said"'] if kind == "finding" else []), 'class="citation"']
        order += [f'href="https://doi.org/{known[record]}"', 'id="facts"']
        places = [text.index(words) for words in order]
        assert places == sorted(places), iri
        assert '<details class="facts">' in text or kind != "finding"
        if kind == "finding":
            said = text.partition('class="said">')[2].partition("</p>")[0]
            assert len(re.findall(r'<a href="[^"]+">[^<]+</a>', said)) == 3
        seen += 1
    assert seen > 2


@pytest.mark.parametrize("kind", ["study", "review", "trial", "statement"])
def test_a_link_of_a_citation_says_where_it_leads(server: Any, kind: str) -> None:
    seen = []
    for iri in iris(server, kind, 8):
        text = server.client.get(f"/page{path(iri)}", headers=HTML).text
        citation = text.partition('class="citation">')[2].partition("</p>")[0]
        for address, words in re.findall(r'<a rel="noopener" href="([^"]+)">([^<]+)</a>', citation):
            seen.append(words.removeprefix("doi:").removeprefix("PMID ") in address)
            assert re.search(r"\d|\.", words), (iri, words)
    assert any(seen) or kind == "trial", "an identifier is part of its address, or the address has its own"


def test_a_conflict_is_called_by_its_findings_and_a_harm_says_what_happened(server: Any) -> None:
    for iri in iris(server, "conflict"):
        text = unescape(server.client.get(f"/page{path(iri)}", headers=HTML).text)
        first, second = re.findall(
            r'<dt><a href="[^"]+/finding[AB]">[^<]+</a></dt>\s*<dd><a[^>]*>([^<]+)</a>', text
        )
        assert f"<h1>{first} against {second}</h1>" in text
    rows = server.ask(
        f"PREFIX exokg: <{BASE}ontology/> "
        "SELECT ?harm ?said { ?harm a exokg:HarmReport ; exokg:summary ?said }"
    ).json()["results"]["bindings"]
    for row in rows:
        text = unescape(server.client.get(f"/page{path(row['harm']['value'])}", headers=HTML).text)
        assert 0 < text.index(row["said"]["value"]) < text.index('class="citation"')
    assert rows


def test_statements_that_have_no_values_have_no_columns_for_them(server: Any) -> None:
    [statement] = iris(server, "statement", 1)
    [study] = iris(server, "study", 1)
    for iri, has in ((statement, False), (study, True)):
        text = server.client.get(f"/page{path(iri)}", headers=HTML).text
        assert ('<th scope="col">Rung</th>' in text) is has
        heads = re.findall(r'<th scope="col">([^<]+)</th>', text)
        assert heads[:2] + heads[-1:] == ["Statement", "In our words", "Where"]


def test_a_finding_of_no_effect_is_called_so_of_its_target(server: Any) -> None:
    rows = server.ask(
        f"PREFIX exokg: <{BASE}ontology/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "SELECT ?label ?target { ?finding rdfs:label ?label ; exokg:target/rdfs:label ?target ; "
        "exokg:effect ?effect FILTER(?effect IN (exokg:noDetectedEffectOn, exokg:comparableOn)) }"
    ).json()["results"]["bindings"]
    assert rows
    assert all(f" on {row['target']['value']} (" in row["label"]["value"] for row in rows)


def test_a_claim_or_term_of_one_study_is_no_part_of_it(server: Any) -> None:
    for kind in ("claim", "term"):
        for iri in iris(server, kind, 6):
            assert 'class="citation"' not in server.client.get(f"/page{path(iri)}", headers=HTML).text, iri


def test_the_search_box_finds_each_study_by_its_doi(server: Any) -> None:
    found = dois(server)
    assert len(found) > 3
    for study, doi in found.items():
        text = server.client.get("/find", params={"words": doi}, headers=HTML).text
        assert f'href="{path(study)}"' in text.partition("By this name")[2].partition("</p>")[0], doi


@pytest.mark.parametrize("kind", ["study", "publication"])
def test_authors_are_listed_once_and_in_order(server: Any, kind: str) -> None:
    iri = server.ask(
        f"PREFIX exokg: <{BASE}ontology/> SELECT * {{ ?study a exokg:Study ; exokg:describedIn ?publication ."
        "?publication exokg:authorList ?names FILTER(CONTAINS(?names, ';')) } ORDER BY ?study LIMIT 1"
    ).json()["results"]["bindings"][0]
    text = server.client.get(f"/page{path(iri[kind]['value'])}", headers=HTML).text
    facts = text[text.index("<dl>") :]
    assert facts.count(iri["names"]["value"]) == 1
    assert facts.count(iri["names"]["value"].partition(";")[0]) == 1


def signposts(header: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for target, rel in re.findall(r'<([^>]+)>[^,]*?rel="([^"]+)"', header):
        found.setdefault(rel, []).append(target)
    return found


@pytest.mark.parametrize("kind", ["study", "finding", "claim"])
def test_signposting(server: Any, kind: str) -> None:
    iri = iris(server, kind, 1)[0]
    answer = server.client.get(f"/page{path(iri)}", headers=HTML)
    links = signposts(answer.headers["Link"])
    assert links["cite-as"] == [iri]
    assert len(links["describedby"]) == 5
    assert "https://schema.org/AboutPage" in links["type"]
    for target in (*links["describedby"], *links["linkset"]):
        assert server.client.get(target).status_code == 200
    linkset = server.client.get(links["linkset"][0])
    assert linkset.headers["Content-Type"] == "application/linkset+json"
    [context] = linkset.json()["linkset"]
    assert context["anchor"] == f"{server.url}/page{path(iri)}"
    assert context["cite-as"] == [{"href": iri}]
    describes = server.client.get(links["describedby"][0]).headers["Link"]
    assert f"/page{path(iri)}" in describes


def test_landing_page(server: Any) -> None:
    answer = server.client.get("/", headers=HTML)
    assert answer.status_code == 200
    for words in ("Downloads", "How to cite", "Search studies", "studies</a>"):
        assert words in answer.text
    assert answer.text.count('role="search"') == 1, "the search of the other pages is not beside its own"
    for link in re.findall(r'href="(/[^"#]*)"', answer.text):
        if link not in ("/explorer",):
            assert server.client.get(link.replace("&amp;", "&"), headers=HTML).status_code in (200, 303), link
    data = server.client.get("/", headers={"Accept": "text/turtle"})
    assert (data.status_code, data.headers["Location"]) == (303, "/.well-known/void")
    markup = json.loads(re.search(r"ld\+json\">(.*?)</script>", answer.text, re.DOTALL)[1])  # type: ignore[index]
    assert markup["@type"] == "Dataset"
    assert {"name", "description", "license", "version", "distribution"} <= set(markup)


def test_every_link_of_a_page_leads_somewhere(server: Any) -> None:
    iri = iris(server, "claim", 1)[0]
    text = server.client.get(f"/page{path(iri)}", headers=HTML).text
    links = sorted(set(re.findall(r'href="(/[^"#]*)', text)))
    assert len(links) > 10
    for link in links:
        if not link.startswith("/explorer"):
            answer = server.client.get(link.replace("&amp;", "&"), headers=HTML)
            assert answer.status_code in (200, 303), link


def test_search(server: Any) -> None:
    text = server.client.get("/search", params={"q": "HAIR"}, headers=HTML).text
    assert "about?iri=" in text or "/term/" in text
    nothing = server.client.get("/search", params={"q": 'zzz"}) <script>'}, headers=HTML)
    assert nothing.status_code == 200
    assert "No name contains" in nothing.text
    assert 'href="/find?words=' in nothing.text
    assert "<script>" not in nothing.text.replace('<script type="application', "")


def test_ontology(server: Any) -> None:
    page = server.client.get("/ontology", headers=HTML)
    assert 'id="Study"' in page.text
    assert 'id="increases"' in page.text
    data = server.client.get("/ontology", headers={"Accept": "application/n-triples"})
    triples = [str(quad.triple) for quad in parse(data.content, format=RdfFormat.N_TRIPLES)]
    assert any(f"<{BASE}ontology/Study>" in triple for triple in triples)
    term = server.client.get("/ontology/Study", headers=HTML)
    assert (term.status_code, term.headers["Location"]) == (303, "/ontology#Study")


def test_terms_of_others_have_pages_too(server: Any) -> None:
    rows = server.ask(
        "SELECT DISTINCT ?s { ?s a ?c "
        'FILTER(STRSTARTS(STR(?s), "http://purl.obolibrary.org/obo/GO_")) } LIMIT 1'
    ).json()["results"]["bindings"]
    iri = rows[0]["s"]["value"]
    assert server.client.get("/about", params={"iri": iri}, headers=HTML).status_code == 200
    assert iri in server.client.get("/about.nt", params={"iri": iri}).text
    assert server.client.get("/about", params={"iri": "no iri"}, headers=HTML).status_code == 400
    assert server.client.get("/about", params={"iri": "urn:nothing"}, headers=HTML).status_code == 404


def test_every_question_is_a_form_that_answers(server: Any) -> None:
    listed = re.findall(r'href="/question/([a-z0-9-]+)"', server.client.get("/questions", headers=HTML).text)
    assert len(listed) > 20
    for name in listed:
        page = server.client.get(f"/question/{name}", headers=HTML)
        if name in ALIASES:
            assert page.status_code == 303, name
            led = server.client.get(page.headers["Location"], headers=HTML)
            known = name != "sources-on-cell"  # the invented graph has no cell viability, its default
            assert led.status_code == (200 if known else 400), name
            assert not known or 'id="answer"' in led.text or "?" not in page.headers["Location"], name
            continue
        assert page.status_code == 200, name
        fields = re.findall(r'<input id="p-[^"]+" name="([^"]+)" value="([^"]*)"', page.text)
        answer = server.client.get(f"/question/{name}", params=fields, headers=HTML)
        assert answer.status_code == 200, name
        assert 'id="answer"' in answer.text, name


def test_a_wrong_value_is_named(server: Any) -> None:
    answer = server.client.get("/question/animal-only", params={"source": "<script>no such"}, headers=HTML)
    assert answer.status_code == 400
    assert "&lt;script&gt;no such is not a" in answer.text


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("claims?kind=moon", "moon is no value of kind; one of: "),
        ("claims?target=hair+desity", "did you mean hair density"),
        ("harms?condition=hair+density", "hair density is not a"),
        ("claim-provenance?source=", "source cannot be left open"),
        ("claims?moon=1", "claims has no parameter moon"),
    ],
)
def test_what_the_command_line_refuses_the_form_refuses(server: Any, way: str, said: str) -> None:
    answer = server.client.get(f"/question/{way}", headers=HTML)
    assert answer.status_code == 400
    assert said in answer.text
    assert 'id="answer"' not in answer.text


def test_an_answer_without_rows_says_what_that_means(server: Any) -> None:
    rows = server.client.get("/question/claims", headers=HTML).text
    assert "searched " in rows
    assert "this is not" not in rows
    none = server.client.get("/question/claims?source=rose&target=hsa-mir-218-1", headers=HTML)
    assert none.status_code == 200
    assert "0 rows" in none.text
    assert "nothing recorded fits" in none.text
    links = re.findall(r'<li><a href="(\?[^"]*)">([^<]*)</a>: (\d+) rows?<', none.text)
    assert [words for _, words, _ in links] == [
        "source rose alone",
        "target hsa-mir-218-1 alone",
    ]
    for link, _, count in links:
        page = server.client.get(f"/question/claims{link.replace('&amp;', '&')}", headers=HTML).text
        assert f'role="status">{count} row' in page


@pytest.mark.parametrize(
    ("way", "place"),
    [
        ("findings?effect=activates&source=", "/find?effect=activates"),
        ("gap-map", "/count?by=outcome&by=rung&not-kind=non-vesicle+preparation&not-kind=load+or+carrier"),
        ("co-interventions?given=minoxidil", "/find?columns=study%2Cgiven-too%2C"),
    ],
)
def test_a_question_that_is_a_search_or_a_table_leads_there(server: Any, way: str, place: str) -> None:
    answer = server.client.get(f"/question/{way}", headers=HTML)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(place)
    assert server.client.get("/question/gap-map?moon=1", headers=HTML).status_code == 400


@pytest.mark.parametrize(
    ("way", "same"),
    [
        ("by-identifier?id=https://doi.org/10.5555/EXOKG.birch.2021", "by-identifier?id=PMID:90000001"),
        ("claims?effect=activates", "claims?effect=increases&source="),
        ("claims?target=GO:0016055", "claims?target=+wnt+signaling+PATHWAY"),
        ("publication-status?status=retracted&status=", "publication-status?status=Retracted"),
    ],
)
def test_a_form_takes_what_the_command_line_takes(server: Any, way: str, same: str) -> None:
    first, second = (server.client.get(f"/question/{one}", headers=HTML) for one in (way, same))
    rows = [re.search(r"(\d+) rows?", page.text)[1] for page in (first, second)]  # type: ignore[index]
    assert rows[0] == rows[1] != "0"


def test_plain_editor(server: Any) -> None:
    table = server.client.get("/sparql/plain", params={"query": "SELECT (1 AS ?n) {}"}, headers=HTML)
    assert "<th scope=row><span>1</span></th>" in table.text
    graph = server.client.get(
        "/sparql/plain", params={"query": "CONSTRUCT { <urn:a> <urn:b> 1 } WHERE {}"}, headers=HTML
    )
    assert "&lt;urn:a&gt; &lt;urn:b&gt; 1" in graph.text
    wrong = server.client.get("/sparql/plain", params={"query": "SELECT <script>"}, headers=HTML)
    assert wrong.status_code == 400
    assert "&lt;query&gt;:1:" in wrong.text
    assert "SELECT <script>" not in wrong.text


@pytest.mark.parametrize(
    "way", ["/nowhere", "/static/nothing.js", "/study/no-such", "/page/study/no-such", "/data/study/x.ttl"]
)
def test_what_is_not_there(server: Any, way: str) -> None:
    answer = server.client.get(way)
    assert (answer.status_code, answer.json()["error"]) == (404, "not-found")
    page = server.client.get(f"{way}?q=%ff", headers=HTML)
    assert (page.status_code, page.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>Not found</h1>" in page.text
    assert "Accept" in page.headers["Vary"]
    assert server.client.post(way).status_code == 405


def test_security_headers_everywhere(server: Any) -> None:
    for way in (
        "/",
        "/sparql",
        "/sparql?query=ASK%7B%7D",
        "/nowhere",
        "/health",
        "/static/site.css",
        "/ontology",
    ):
        headers = server.client.get(way, headers=HTML).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe-eval" not in headers["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in headers
        script = re.search(r"script-src ([^;]*)", headers["Content-Security-Policy"])
        assert script is None or "unsafe-inline" not in script[1]


@pytest.mark.slow
def test_behind_a_proxy(store: Any) -> None:
    from serving import Serving

    running = Serving(
        store, "--root-path", "/kg", "--trust-proxy", "127.0.0.1", "--allow-host", "kg.example", "--cors"
    )
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "kg.example", "X-Forwarded-For": "203.0.113.9"}
    try:
        page = running.client.get("/kg/", headers=HTML | told)
        assert 'href="/kg/static/site.css"' in page.text
        assert "https://kg.example/kg/linkset/" in page.headers["Link"]
        void = running.client.get("/kg/sparql", headers={"Accept": "text/turtle", **told}).text
        assert "<https://kg.example/kg/sparql>" in void
        answer = running.client.get(
            "/kg/sparql?query=ASK%7B%7D", headers={"Origin": "https://a.example", **told}
        )
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        preflight = running.client.options("/kg/sparql", headers={"Origin": "https://a.example", **told})
        assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
        assert urljoin(str(page.url), "/kg/") in str(page.url)
        iri = iris(running, "study", 1)[0]
        assert (
            running.client.get(f"/kg{path(iri)}", headers=HTML).headers["Location"] == f"/kg/page{path(iri)}"
        )
    finally:
        assert running.stop() == 0
