"""Tables are as strict as records, and a table that cannot be read is one fault and no cascade."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from exokg.authoring import build
from exokg.curation.reading import read_graph
from exokg.curation.rules import check_graph
from exokg.curation.tables import TABLES
from exokg.errors import InvalidGraphError
from exokg.model.prefixes import OUTSIDE, curie_fault
from exokg.rdf.namespaces import compress, expand

GRAPH = Path(__file__).parent / "rules" / "_graph"
ROOT = Path(__file__).parents[2]
ENCODED = {
    "utf-16": "the table is encoded as UTF-16, as spreadsheets save Unicode text",
    "utf-16-le": "the table is encoded as UTF-16, as spreadsheets save Unicode text",
    "utf-8-sig": "the table begins with a byte order mark",
}
SEPARATED = {";": "semicolons", ",": "commas", "|": "bars", "  ": "spaces"}


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GRAPH, tmp_path / "graph"))


def only_fault(graph: Path) -> tuple[str, str, int, int]:
    found = check_graph(read_graph(graph))
    assert len(found) == 1, [str(fault) for fault in found]
    assert found[0].hint
    assert found[0].path.endswith(".tsv")
    with pytest.raises(InvalidGraphError) as caught:
        build(graph, graph.parent / "store", ontology=ROOT / "ontology.ttl")
    assert caught.value.violations == found
    return found[0].rule, found[0].message, found[0].line, found[0].column


@pytest.mark.parametrize("name", ["terms.tsv", "readers.tsv", "clusters.tsv", "excluded.tsv"])
@pytest.mark.parametrize("encoding", ENCODED)
def test_an_encoding_is_one_fault(name: str, encoding: str, graph: Path) -> None:
    path = graph / name
    path.write_bytes(path.read_text("utf-8").encode(encoding))
    assert only_fault(graph) == ("table-encoding", ENCODED[encoding], 1, 1)


@pytest.mark.parametrize("name", ["terms.tsv", "readers.tsv"])
def test_windows_1252_is_one_fault_at_its_byte(name: str, graph: Path) -> None:
    path = graph / name
    lines = path.read_text("utf-8").splitlines()
    lines.insert(1, "Größe")
    path.write_bytes("\n".join(lines).encode("cp1252", "replace"))
    rule, message, line, column = only_fault(graph)
    assert (rule, line, column) == ("table-encoding", 2, 3)
    assert message == "byte 0xf6 is not UTF-8; the table may be encoded as Windows-1252"


@pytest.mark.parametrize("name", ["terms.tsv", "readers.tsv", "clusters.tsv"])
@pytest.mark.parametrize("mark", SEPARATED)
def test_another_separator_is_one_fault_by_its_name(name: str, mark: str, graph: Path) -> None:
    path = graph / name
    path.write_text(path.read_text("utf-8").replace("\t", mark), "utf-8")
    assert only_fault(graph)[:2] == ("table-header", f"the cells are separated by {SEPARATED[mark]}")


def test_a_column_that_is_not_there_is_named(graph: Path) -> None:
    path = graph / "readers.tsv"
    path.write_text(path.read_text("utf-8").replace("label", "name"), "utf-8")
    assert only_fault(graph)[1] == "the columns are not those expected; label is not there"


def test_lines_of_an_old_macintosh_are_one_fault(graph: Path) -> None:
    path = graph / "terms.tsv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r"))
    assert only_fault(graph)[1] == "lines end with a carriage return alone"


@pytest.mark.parametrize("name", ["terms.tsv", "readers.tsv", "clusters.tsv", "excluded.tsv"])
def test_lines_of_windows_are_read(name: str, graph: Path) -> None:
    path = graph / name
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert check_graph(read_graph(graph)) == []


@pytest.mark.parametrize(
    ("curie", "fault"),
    [
        ("GO:0016055", None),
        ("HGNC:6551", None),
        ("mirbase.mature:MIMAT0000076", None),
        ("UniProtKB:P01308", None),
        ("ensembl:ENSMUSG00000022346", None),
        ("term:hair-density", None),
        ("HGNC:9999999", "9999999 is not a number that HGNC gives"),
        ("GO:16055", "16055 is not a number that GO gives"),
        ("go:0016055", "the prefix go is not known; it is written GO"),
        ("hgnc:6551", "the prefix hgnc is not known; it is written HGNC"),
        ("FOO:0000001", "the prefix FOO is not known"),
        ("term:Hair Density", "Hair Density is not a number that term gives"),
        ("CL0000312", "CL0000312 is not a CURIE"),
        (":1", ":1 is not a CURIE"),
        ("", "the empty cell is not a CURIE"),
    ],
)
def test_a_curie_is_of_a_known_vocabulary_and_in_its_form(curie: str, fault: str | None) -> None:
    assert curie_fault(curie) == fault


@pytest.mark.parametrize("prefix", OUTSIDE)
def test_every_prefix_makes_an_iri_and_back(prefix: str) -> None:
    assert compress(expand(f"{prefix}:0000001")) == f"{prefix}:0000001"


def test_an_unknown_prefix_is_a_fault_of_the_table_and_not_of_the_build(graph: Path) -> None:
    path = graph / "terms.tsv"
    path.write_text(path.read_text("utf-8").replace("CHEBI:6942", "FOO:6942"), "utf-8")
    found = check_graph(read_graph(graph))
    assert "the prefix FOO is not known" in {
        fault.message for fault in found if fault.rule == "malformed-term"
    }
    with pytest.raises(InvalidGraphError):
        build(graph, graph.parent / "store", ontology=ROOT / "ontology.ttl")


def test_every_table_of_the_graph_is_declared() -> None:
    assert {path.name for path in (ROOT / "graph").glob("*.tsv")} == {*TABLES, "terms.tsv"}


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (("hair densty", "hairs/cm2", "0", "9"), "hair densty is not a term of terms.tsv"),
        (("hair density", "hairs per cm2", "0", "9"), "hairs per cm2 is not a term of terms.tsv"),
        (("hair density", "hairs/cm2", "none", "9"), "none is not a number"),
        (("hair density", "hairs/cm2", "0", ""), "high is empty"),
        (("any", "hairs/cm2", "0", "9"), None),
    ],
)
def test_a_range_names_what_there_is(cells: tuple[str, ...], message: str | None, graph: Path) -> None:
    head = "\t".join(column.name for column in TABLES["plausible.tsv"])
    (graph / "plausible.tsv").write_text(f"{head}\n{chr(9).join(cells)}\twhy\n", "utf-8")
    found = [fault.message for fault in check_graph(read_graph(graph), ["table-cell"])]
    assert found == ([] if message is None else [message])
