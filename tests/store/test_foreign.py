"""Hostile RDF: refused in a line, or read; never fetched, never a crash of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from exokg.errors import FormatError, InputError
from exokg.store import foreign, open_store

HOSTILE = Path(__file__).parent / "hostile"
REFUSED = {
    "r01_xxe_file.rdf": "r01_xxe_file.rdf:2: DOCTYPE is refused",
    "r02_xxe_http.rdf": "r02_xxe_http.rdf:2: DOCTYPE is refused",
    "r03_laughs9.rdf": "DOCTYPE is refused",
    "r04_quadratic.rdf": "DOCTYPE is refused",
    "r05_internal_entity_ok.rdf": "DOCTYPE is refused",
    "r06_jsonld_remote_context.jsonld": "fetches nothing",
    "r07_jsonld_file_context.jsonld": "fetches nothing",
    "r08_jsonld_import.jsonld": "fetches nothing",
    "r09_jsonld_deep_3000.jsonld": "r09_jsonld_deep_3000.jsonld:1: brackets are nested deeper than 500",
    "r16_utf16.ttl": "r16_utf16.ttl:1: not UTF-8",
    "r18_gzip_named_ttl.ttl": "r18_gzip_named_ttl.ttl:1: gzip data",
}
READ = {
    "r10_turtle_list_deep_2000.ttl": 3999,
    "r12_label_script.ttl": 1,
    "r13_javascript_iri.ttl": 2,
    "r14_csv_formula.ttl": 6,
    "r15_bom_crlf_nul.ttl": 1,
    "r19_bnode_clique.ttl": 132,
}


def test_every_file_has_an_outcome() -> None:
    names = {path.name for path in HOSTILE.iterdir()}
    assert names == {*REFUSED, *READ, "r11_owl_imports.ttl"}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_refused_with_place_and_reason(name: str) -> None:
    with pytest.raises(InputError) as raised:
        foreign.read_dataset(HOSTILE / name)
    assert REFUSED[name] in raised.value.message
    assert raised.value.exit_code == 2
    assert "root:" not in raised.value.message


@pytest.mark.parametrize("name", sorted(READ))
def test_read_in_full(name: str) -> None:
    assert len(list(open_store(HOSTILE / name).quads())) == READ[name]


def test_imports_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "imports.ttl"
    path.write_text("<urn:o> <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:1/other> .")
    (only,) = foreign.read_dataset(path).quads()
    assert only.object == NamedNode("http://127.0.0.1:1/other")


def test_nesting_that_kills_the_parser_is_an_error(tmp_path: Path) -> None:
    """A triple term 40,000 deep ends the child by a signal, and us with a line."""
    path = tmp_path / "deep.nt"
    depth = 40_000
    path.write_text("<urn:s> <urn:p> " + "<<( <urn:s> <urn:p> " * depth + '"x"' + " )>>" * depth + " .\n")
    with pytest.raises(InputError, match="gave up"):
        foreign.read_dataset(path)
    path.write_text("<urn:s> <urn:p> " + "<<( <urn:s> <urn:p> " * 40 + '"x"' + " )>>" * 40 + " .\n")
    with pytest.raises(InputError, match="nested deeper than 32"):
        foreign.read_dataset(path)


def test_a_fault_has_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<urn:s> <urn:p> 1 .\n<urn:s> <urn:p> 2 ,, 3 .\n")
    with pytest.raises(InputError, match=r"broken\.ttl:2:\d+: "):
        foreign.read_dataset(path)


def test_memory_and_size_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.ttl"
    path.write_text("<urn:s> <urn:p> " + " , ".join(map(str, range(600_000))) + " .\n")
    monkeypatch.setitem(foreign.LIMITS, "memory_mb", 120)
    with pytest.raises(InputError, match="memory"):
        foreign.read_dataset(path)
    monkeypatch.setitem(foreign.LIMITS, "megabytes", 0)
    with pytest.raises(InputError, match="larger than 0 MB"):
        foreign.read_dataset(path)


@pytest.mark.parametrize(("name", "text"), [("a.n3", "x"), ("a", "x")])
def test_an_unknown_kind_names_the_known(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(FormatError) as raised:
        open_store(tmp_path / name)
    assert ".ttl" in str(raised.value.hint)
