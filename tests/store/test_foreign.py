"""Hostile RDF: refused in a line, or read; never fetched, never a crash of ours."""

from __future__ import annotations

import re
import subprocess
import sys
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
    "r18_gzip_named_ttl.ttl": "r18_gzip_named_ttl.ttl:1: needs more than 256 MB of memory",
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


RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">'
ENTITY = '[<!ENTITY a "' + "x" * 1000 + '">]'
HOSTILE_TEXTS = {
    "a doctype in small letters": ("a.rdf", f"<!doctype rdf {ENTITY}>{RDF}", r":1:\d+: syntax error"),
    "quadratic entities": (
        "a.owl",
        f"<?xml version='1.0'?>\n<!DOCTYPE r {ENTITY}>{RDF}&a;&a;",
        ":2: DOCTYPE",
    ),
    "a doctype after a comment": ("a.xml", f"<!-- a -->\n\n<!DOCTYPE rdf {ENTITY}>{RDF}", ":3: DOCTYPE"),
    "an undefined entity": ("a.rdf", f"{RDF}<e:a>&lol;</e:a></rdf:RDF>", ":1:.*undefined entity"),
    "an attribute twice": ("a.rdf", f"{RDF}<e:a e:b='' e:b=''/></rdf:RDF>", "duplicate attribute"),
    "brackets of JSON": ("a.jsonld", "[\n" * 501 + "]" * 501, r":501: brackets are nested deeper than 500"),
    "blanks after a context": ("a.jsonld", '{"@context":' + " " * 1_000_000 + "1}", ":1:"),
    "half a character": (
        "a.nt",
        '<a> "' + "é" * 600_000 + '\udcc3" .',
        r":1: not UTF-8 text \(byte 1200005\)",
    ),
    "a NUL": ("a.ttl", "<urn:s> <urn:p\0> 1 .", ":1:"),
}


@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_hostile_text_is_one_line(tmp_path: Path, name: str) -> None:
    file, text, said = HOSTILE_TEXTS[name]
    path = tmp_path / file
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match=said) as raised:
        foreign.read_dataset(path)
    assert raised.value.message.isprintable()


def test_brackets_in_a_string_are_text(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonld"
    path.write_text('{"@id": "urn:s", "urn:p": "\\"' + "[" * 5000 + '"}')
    assert len(list(foreign.read_dataset(path).quads())) == 1


LARGE_TEXTS = {
    "elements within elements": ("a.rdf", f"{RDF}\n{'<e:a><e:b>' * 200_000}", "nested deeper than 500"),
    "a string of JSON without end": ("a.jsonld", '{"a": "' + '\\"' * 2_000_000, r":1:\d+: "),
    "names without end": (
        "a.ttl",
        f"@prefix a: <urn:{'x' * 10**6}> . {'a:b a:b a:b. ' * 40}",
        "longer than 100 MB",
    ),
    "small statements": ("a.ttl", f"<urn:s> <urn:p> {','.join(map(str, range(400_001)))} .", "than 400,000"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE_TEXTS)
def test_hostile_text_takes_little_memory(tmp_path: Path, name: str) -> None:
    file, text, said = LARGE_TEXTS[name]
    path = tmp_path / file
    path.write_text(text)
    command = [sys.executable, "-c", MEASURED, str(path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    message, ours, its = run.stdout.rsplit(maxsplit=2)
    assert max(int(ours), int(its)) < 300_000  # kB
    assert re.search(said, message), message
    assert message.isprintable()


MEASURED = """
import resource, sys
from pathlib import Path
from exokg.errors import InputError
from exokg.store.foreign import read_dataset
try:
    read_dataset(Path(sys.argv[1]))
except InputError as error:
    print(error.message, end=" ")
status = Path("/proc/self/status").read_text()
print(status.partition("VmHWM:")[2].split()[0], resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Reads a file, and prints the peak of resident memory of its process and of the parser, in kB.

The peak that getrusage(2) has of a process counts what its parent held when it was forked."""


def test_memory_size_and_time_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.ttl"
    path.write_text("<urn:s> <urn:p> " + " , ".join(map(str, range(6000))) + " .\n")
    for limit, value, said in (
        ("memory_mb", 20, "gave up"),
        ("megabytes", 0, "larger than 0 MB"),
        ("statements", 5999, "more than 5,999 statements"),
        ("cpu_s", 0, "not parsed within 0 s"),
    ):
        with monkeypatch.context() as patch:
            patch.setitem(foreign.LIMITS, limit, value)
            with pytest.raises(InputError, match=said):
                foreign.read_dataset(path)
    monkeypatch.setitem(foreign.LIMITS, "statements", 6000)
    assert len(list(foreign.read_dataset(path).quads())) == 6000


@pytest.mark.parametrize(("name", "text"), [("a.n3", "x"), ("a", "x")])
def test_an_unknown_kind_names_the_known(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(FormatError) as raised:
        open_store(tmp_path / name)
    assert ".ttl" in str(raised.value.hint)
