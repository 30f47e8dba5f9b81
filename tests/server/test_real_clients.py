"""Libraries that people ask endpoints with, each as it comes: answers typed and whole."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import httpx
import pytest
import rdflib
import SPARQLWrapper
from rdflib.plugins.stores.sparqlstore import SPARQLStore

if TYPE_CHECKING:
    from rdflib.query import ResultRow as Row

FOLDER = Path(__file__).parent
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
SELECT = 'SELECT ?n ?t { VALUES (?n ?t) { (1 "NA") (2 "ä, \\"b\\"") (3 UNDEF) } }'
SUBJECT = "https://w3id.org/exokg/term/trap"
FORMS = {
    "SELECT": SELECT,
    "ASK": "ASK {}",
    "CONSTRUCT": f"CONSTRUCT {{ <{SUBJECT}> <{LABEL}> ?l }} WHERE {{ <{SUBJECT}> <{LABEL}> ?l }}",
    "DESCRIBE": f"DESCRIBE <{SUBJECT}>",
}
FORMATS = ["json", "xml", "csv", "tsv", "turtle", "n3", "rdf", "rdf+xml", "json-ld"]
METHODS = [("GET", "urlencoded"), ("POST", "urlencoded"), ("POST", "postdirectly")]
pytestmark = pytest.mark.slow


@pytest.mark.filterwarnings("ignore")  # SPARQLWrapper's words on formats that do not go with a form
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("method", "how"), METHODS)
def test_sparqlwrapper(server: Any, form: str, method: str, how: str) -> None:
    """Every form × format: what the library asks for is what it gets, or what the form can be written in."""
    for media in FORMATS:
        asked = SPARQLWrapper.SPARQLWrapper(f"{server.url}/sparql")
        asked.setMethod(method)
        asked.setRequestMethod(how)
        asked.setReturnFormat(media)
        asked.setQuery(FORMS[form])
        if form == "ASK" and media in {"csv", "tsv"}:
            continue  # the library accepts CSV or TSV alone, which have no way to say true
        answer = asked.query()
        known = answer.info()["content-type"]
        found = answer.convert()
        check(form, media, known, found)


def check(form: str, media: str, known: str, found: Any) -> None:
    if form in {"CONSTRUCT", "DESCRIBE"}:
        graph = found if isinstance(found, rdflib.Graph) else parsed(found, known)
        assert rdflib.URIRef(SUBJECT) in set(graph.subjects()), (media, known)
    elif isinstance(found, dict):
        assert found.get("boolean") is True or len(found["results"]["bindings"]) == 3
    else:
        text = (
            found.toxml()
            if hasattr(found, "toxml")
            else found.decode()
            if isinstance(found, bytes)
            else str(found)
        )
        assert "true" in text or text.count("NA") == 1, (media, known, text)


def parsed(found: Any, known: str) -> rdflib.Graph:
    data = (
        json.dumps(found) if isinstance(found, dict) else found.toxml() if hasattr(found, "toxml") else found
    )
    return rdflib.Graph().parse(data=data, format=known.partition(";")[0])


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("returned", ["xml", "json", "csv", "tsv"])
def test_rdflibs_store(server: Any, method: str, returned: str) -> None:
    store = SPARQLStore(f"{server.url}/sparql", method=method, returnFormat=returned)
    graph = rdflib.Graph(store)
    rows = [[cell and str(cell) for cell in cast("Row", row)] for row in graph.query(SELECT)]
    assert rows == [["1", "NA"], ["2", 'ä, "b"'], ["3", None]]
    if returned in {"xml", "json"}:
        assert bool(graph.query("ASK {}")) is True
        assert (rdflib.URIRef(SUBJECT), None, None) in graph
    if returned == "xml":  # with the others it accepts no format of graphs
        assert rdflib.URIRef(SUBJECT) in {cast("Row", row)[0] for row in graph.query(FORMS["CONSTRUCT"])}


def csv_of(server: Any, query: str) -> str:
    return f"{server.url}/sparql?{httpx.QueryParams({'query': query, 'format': 'csv'})}"


def test_csv_in_pandas_and_polars(server: Any) -> None:
    """``NA`` is a word of registries: pandas must be told, and an empty cell is no word."""
    import pandas
    import polars

    place = csv_of(server, SELECT)
    frame = pandas.read_csv(place, keep_default_na=False, na_values=[""])
    assert frame["n"].tolist() == [1, 2, 3]
    assert frame["t"].tolist()[:2] == ["NA", 'ä, "b"']
    assert pandas.isna(frame["t"][2])
    got = httpx.get(place).content  # polars reads addresses by ranges of bytes, which no answer has
    assert polars.read_csv(got).rows() == [(1, "NA"), (2, 'ä, "b"'), (3, None)]


@pytest.mark.needs("R")
def test_csv_in_r(server: Any) -> None:
    read = f"d <- read.csv('{csv_of(server, SELECT)}', na.strings = '', encoding = 'UTF-8')"
    program = f"{read}; cat(class(d$n), d$t[1], utf8ToInt(d$t[2])[1], is.na(d$t[3]), nrow(d))"
    found = subprocess.run(
        ["Rscript", "--vanilla", "-e", program], capture_output=True, text=True, check=False
    )
    assert found.stdout == "integer NA 228 TRUE 3", found.stderr


@pytest.mark.needs("node", "node packages")
def test_javascript(server: Any) -> None:
    """N3.js, the client of Comunica, and the request of YASGUI's editor, in one process."""
    command = ["node", str(FOLDER / "clients.mjs"), server.url]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["n3"] == {"text/turtle": 20, "application/n-triples": 20, "application/trig": 20}
    row = ["1", "http://www.w3.org/2001/XMLSchema#integer", "ä", "de"]
    for method in ("GET", "POST"):
        assert found["comunica"][method] == {"rows": [row], "triples": 20, "ask": True}
    assert found["yasqe"] == {
        "select": [200, "application/sparql-results+json"], "construct": [200, "application/n-triples"],
    }  # fmt: skip
