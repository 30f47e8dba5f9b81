"""Two graphs of others beside ours: Python, command line and HTTP include all, either, or none of them.

Both are made of records, one of the invented graph and one like it, which get other names. What must be
counted is read from YAML and N-Triples by plain Python, apart from exokg.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from pyoxigraph import NamedNode, RdfFormat, Triple, serialize
from serving import Serving

from exokg.cli import main
from exokg.curation.reading import read_graph
from exokg.errors import StoreNotFoundError
from exokg.knowledge_graph import KnowledgeGraph, load
from exokg.rdf.dataset import curated_store
from exokg.rdf.namespaces import BASE
from exokg.server.source import find_source
from exokg.store.building import build
from exokg.store.remote import RemoteStore
from exokg.store.versions import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology.ttl"
FIXTURE = ROOT / "tests" / "fixtures" / "graph"
LEAF, OTHER = "ginkgo-2024-leaf", "lichen-2025-leaf"
LICENCE = "<https://creativecommons.org/licenses/by/4.0/>"
NAMES = {LEAF: "https://example.org/a/dataset", OTHER: "https://example.org/b/dataset"}
SHARED = "https://example.org/shared/"
RETRACTED = "elm-2020-withdrawn"
Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.slow


class Built(NamedTuple):
    """A store with two graphs of others, and what it was built from."""

    store: Path
    graph: Path
    files: dict[str, Path]

    @property
    def kg(self) -> KnowledgeGraph:
        return load(store=self.store)


def _curated(graph: Path) -> set[Triple]:
    return {quad.triple for quad in curated_store(read_graph(graph), ONTOLOGY.read_bytes())}


def _graph(folder: Path, *left_out: str) -> Path:
    shutil.copytree(FIXTURE, folder)
    shutil.copytree(ROOT / "graph" / "questions", folder / "questions", dirs_exist_ok=True)
    studies = folder / "studies"
    text = (studies / f"{LEAF}.yaml").read_text(encoding="utf-8").partition("  - id: f3")[0]
    text = (
        text.replace("title: Leaf", "title: Lichen").replace("2024", "2025").replace("a drug", "nothing else")
    )
    (studies / f"{OTHER}.yaml").write_text(
        f"{text}sources:\n  - another summary read in print\n", encoding="utf-8"
    )
    for record in left_out:
        (folder / "studies" / f"{record}.yaml").unlink()
    return folder


def _renamed(term: Any, known: set[Any], base: str) -> Any:
    if not (isinstance(term, NamedNode) and term.value.startswith(BASE)) or term in known:
        return term
    shared = "/subject/" in term.value  # of claims: both files name it alike
    return NamedNode(term.value.replace(BASE, SHARED if shared else base))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("two")
    ours = _graph(folder / "graph", *NAMES)
    before, files = _curated(ours), {}
    known = {triple.subject for triple in before}
    for record, name in NAMES.items():
        (other,) = set(NAMES) - {record}
        said, base = _curated(_graph(folder / record, other)) - before, name.removesuffix("dataset")
        triples = [
            Triple(_renamed(one.subject, known, base), one.predicate, _renamed(one.object, known, base))
            for one in said
        ]
        about = (
            f"<{name}> a <http://rdfs.org/ns/void#Dataset>; <http://purl.org/dc/terms/license> {LICENCE} .\n"
        )
        files[name] = folder / f"{record}.ttl"
        text = serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES)
        files[name].write_bytes(about.encode() + (text or b""))
    build(ours, folder / "store", ONTOLOGY, others=[*files.values()])
    return Built(folder / "store", ours, files)


@pytest.fixture(scope="module")
def served(built: Built) -> Iterator[Serving]:
    with Serving(built.store) as running:
        yield running


# --- what must be counted, by plain Python ---

STATEMENT = re.compile(r"<([^>]*)> <([^>]*)> <([^>]*)> \.")


def _of_records(graph: Path) -> Iterator[tuple[str, str]]:
    """Name and rung of each finding of our studies that is not retracted."""
    for path in sorted((graph / "studies").glob("*.yaml")):
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        for one in record["findings"] if path.stem != RETRACTED else ():
            yield f"{path.stem}_{one['id']}", record["systems"][one["system"]]["rung"]


def _of_file(path: Path) -> Iterator[tuple[str, str]]:
    said = [found.groups() for line in path.read_text().splitlines() if (found := STATEMENT.fullmatch(line))]
    rungs = {
        s: o.rpartition("/rung-")[2].replace("-", " ") for s, p, o in said if p.endswith("/ontology/rung")
    }
    systems = {s: o for s, p, o in said if p.endswith("/ontology/inSystem")}
    for thing, _, kind in said:
        if kind.endswith("/ontology/Finding"):
            yield thing.rpartition("/")[2], rungs[systems[thing]]


def _expected(built: Built, choice: bool | str) -> Counter[str]:
    names = [*built.files] if choice is True else [choice] if choice else []
    found = [*_of_records(built.graph), *(one for name in names for one in _of_file(built.files[str(name)]))]
    return Counter(rung for _, rung in found)


CHOICES: list[bool | str] = [False, True, *NAMES.values()]
PARAMETERS = {False: {}, True: {"with-graphs": "yes"}} | {
    name: {"with-graphs": name} for name in NAMES.values()
}
WORDS = {False: [], True: ["--with-graphs"]} | {name: ["--with-graph", name] for name in NAMES.values()}


def test_the_choices_differ(built: Built) -> None:
    assert len({str(sorted(_expected(built, choice).items())) for choice in CHOICES}) == len(CHOICES)


@pytest.mark.parametrize("choice", CHOICES)
def test_count_find_and_ask_agree_with_plain_python_everywhere(
    choice: bool | str, built: Built, served: Serving, capsys: Capture
) -> None:
    expected = _expected(built, choice)
    counted = built.kg.count("rung", of="findings", with_graphs=choice)
    assert {row["rung"].value: int(row["findings"].value) for row in counted} == expected
    found = built.kg.find(columns=["rung"], with_graphs=choice)
    assert Counter(row["rung"].value for row in found) == expected
    asked = built.kg.ask("findings", wide=True, with_graphs=choice)
    assert len(asked) == expected.total()

    for verb, more in (("count", {"by": "rung", "of": "findings"}), ("find", {"columns": "rung,study"})):
        words = [word for name, text in more.items() for word in (f"--{name}", text)]
        assert main([verb, "-s", str(built.store), *words, *WORDS[choice], "-f", "csv"]) == 0
        answer = served.client.get(f"/{verb}", params={**more, **PARAMETERS[choice], "format": "csv"})
        assert answer.text == capsys.readouterr().out, verb

    led = served.client.get("/question/findings", params=PARAMETERS[choice], follow_redirects=True)
    assert len(led.text.splitlines()) == expected.total() + 1, "find answers it"
    claims = built.kg.ask("claims", wide=True, with_graphs=choice)
    page = served.client.get("/question/claims", params={"source": "", **PARAMETERS[choice]}).text
    assert f"{len(claims)} rows" in page
    included = [*built.files] if choice is True else [choice] if choice else []
    for name in NAMES.values():
        assert (f"with &lt;{name}&gt;" in page or f"and &lt;{name}&gt;" in page) is (name in included)
    assert main(["ask", "findings", "-s", str(built.store), *WORDS[choice], "-f", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["results"]["bindings"]) == expected.total()


def test_claims_with_one_are_those_of_the_graph_that_has_its_record(built: Built, tmp_path: Path) -> None:
    for record, name in NAMES.items():
        (other,) = set(NAMES) - {record}
        build(_graph(tmp_path / record / "graph", other), tmp_path / record / "store", ONTOLOGY)
        expected = load(store=tmp_path / record / "store").ask("claims", wide=True)
        base = name.removesuffix("dataset")
        found = [
            tuple(str(cell).replace(base, BASE).replace(SHARED, BASE) for cell in row)
            for row in built.kg.ask("claims", wide=True, with_graphs=name)
        ]
        assert sorted(found) == sorted(tuple(map(str, row)) for row in expected)


# --- pages lead on with the same graphs ---


def test_pages_and_their_links_keep_the_choice(built: Built, served: Serving) -> None:
    name = NAMES[LEAF]
    chosen = {"with-graphs": name}
    finding = f"{name.removesuffix('dataset')}finding/{LEAF}_f1"
    page = served.client.get("/find", params={"target": "hair density", **chosen, "format": "html"}).text
    quoted = re.search(r'href="(/about\?iri=[^"]*ginkgo[^"]*_f1[^"]*)"', page)
    assert quoted is not None
    assert "with-graphs=" in quoted[1]
    thing = served.client.get(quoted[1].replace("&amp;", "&"))
    assert thing.status_code == 200
    assert "About the same as the drug." in thing.text
    assert f"With {name}, not only the records of exokg." in thing.text
    assert served.client.get("/about", params={"iri": finding}).status_code == 404

    data = served.client.get("/about.nt", params={"iri": finding, **chosen})
    assert finding in data.text
    for path in ("/find", "/count", "/question/claims", "/sparql/plain"):
        form = served.client.get(path, params=chosen, headers={"accept": "text/html"}).text
        assert f'<option value="{name}" selected>' in form, path
        assert '<option value="yes">all of them</option>' in form, path
    listed = served.client.get("/questions", params=chosen).text
    assert 'href="/question/conflicts?with-graphs=https' in listed
    search = served.client.get("/search", params={"q": "leaf nanovesicle", **chosen}).text
    assert "https://example.org/a/" in search.replace("%3A", ":").replace("%2F", "/")
    exported = served.client.get("/export/exokg.nt", params=chosen).text
    assert finding in exported
    assert NAMES[OTHER] not in exported
    redirected = served.client.get(f"/term/hair-density?with-graphs={name}", follow_redirects=False)
    assert redirected.headers["location"].endswith("with-graphs=https%3A%2F%2Fexample.org%2Fa%2Fdataset")


def test_what_is_not_there_is_refused_in_one_line(built: Built, served: Serving, capsys: Capture) -> None:
    wrong = "https://example.org/c"
    for path in ("/question/claims", "/find", "/export/exokg.nt"):
        answer = served.client.get(
            path, params={"with-graphs": wrong}, headers={"accept": "application/json, */*"}
        )
        assert answer.status_code == 400, path
        assert answer.json()["message"] == f"with-graphs={wrong}: no graph of others is served by this name"
        assert NAMES[LEAF] in answer.json()["hint"]
    answer = served.ask("ASK {}", **{"with-graphs": wrong})
    assert answer.status_code == 400
    assert answer.json()["message"] == f"with-graphs: <{wrong}> is no graph of others here"
    assert main(["find", "-s", str(built.store), "--with-graph", wrong]) == 2
    assert f"<{wrong}> is no graph of others here" in capsys.readouterr().err


# --- stores that hold one dataset ---


def test_an_endpoint_takes_the_choice_in_its_address(built: Built, served: Serving, capsys: Capture) -> None:
    name = NAMES[LEAF]
    with pytest.raises(StoreNotFoundError, match="answers from what it holds") as raised:
        _ = KnowledgeGraph(RemoteStore(f"{served.url}/sparql")).including(name)
    address = re.search(r"--store '([^']*)'", str(raised.value.hint))
    assert address is not None
    far = load(store=address[1])
    assert Counter(row["rung"].value for row in far.find(columns=["rung"])) == _expected(built, name)
    assert main(["count", "--by", "rung", "-s", f"{served.url}/sparql", "--with-graph", name]) == 2
    assert capsys.readouterr().err.count("\n") == 2, "the fault, and the remedy"


def test_a_server_may_serve_one_of_them_everywhere(built: Built) -> None:
    name = NAMES[LEAF]
    one, both = (find_source(str(built.store), with_graphs=choice).open() for choice in (name, True))
    assert {one.path.parent.name, both.path.parent.name} < {"with", "with-1", "with-2"}
    assert one.others == both.others == tuple(sorted(NAMES.values()))
    assert one.digest == built.kg.including(name).store.digest != both.digest


def test_a_dataset_with_graphs_leads_to_the_others_too(built: Built) -> None:
    everything = built.kg.with_graphs
    assert everything.with_graphs.store.digest == everything.store.digest
    alone = everything.including(NAMES[LEAF])
    assert alone.coverage().graphs == (NAMES[LEAF],)
    assert alone.with_graphs.coverage().graphs == tuple(sorted(NAMES.values()))


def test_each_dataset_is_verified(built: Built) -> None:
    manifest = verify(built.store)
    assert manifest.graphs_of_others == sorted(NAMES.values())
    folders = {name.partition("/")[0] for name in manifest.files}
    assert {"with", "with-1", "with-2"} < folders
