"""A new record: its template holds every field, reads as YAML, and is refused where the paper is known."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from exokg.authoring import format_record, new_record
from exokg.curation.reading import read_record
from exokg.curation.template import begin_record, template
from exokg.errors import GraphNotFoundError, InputError
from exokg.model.records import MODELS
from exokg.model.slots import parts_of, slots

if TYPE_CHECKING:
    from exokg.model.slots import Slot

GRAPH = Path(__file__).parent / "rules" / "_graph"
DOI = ("publication", "doi")
KEPT = re.compile(r"( *(?:# )?[ -]*)([a-z][a-z-]*):(?: (.*?))?  # (.*)")
"""A line of a template: margin, field, value and help."""


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GRAPH, tmp_path / "graph"))


def fields(kind: str) -> list[tuple[str, str]]:
    """Field and help of every line of a template."""
    found = [KEPT.fullmatch(line) for line in template(kind).splitlines()]
    return [(line[2], line[4]) for line in found if line is not None]


def expected(kind: str) -> list[Slot]:
    return [slot for part in parts_of(MODELS[kind]) for slot in slots(part)]


@pytest.mark.parametrize("kind", MODELS)
def test_a_template_holds_every_field_with_its_help(kind: str) -> None:
    shown = set(fields(kind))
    assert {(slot.name, slot.explained) for slot in expected(kind)} <= shown
    names = {slot.name for slot in expected(kind)}
    assert {name for name, _ in shown} <= names


@pytest.mark.parametrize("kind", MODELS)
def test_a_template_is_yaml_and_names_its_kind(kind: str) -> None:
    value = yaml.safe_load(template(kind))
    assert value["kind"] == kind
    needed = {slot.name for slot in slots(MODELS[kind]) if slot.needed}
    assert needed <= set(value)


@pytest.mark.parametrize("kind", MODELS)
def test_all_uncommented_a_template_is_still_yaml_of_known_fields(kind: str, tmp_path: Path) -> None:
    _schema, *lines = template(kind).splitlines()
    open_lines = [re.sub(r"^# (?=[ -]*[a-z][a-z-]*:)", "", line) for line in lines]
    path = tmp_path / "studies" / "ash-2020.yaml"
    path.parent.mkdir()
    path.write_text("\n".join(open_lines) + "\n", "utf-8")
    record, faults = read_record(path)
    assert record is None
    assert {fault.rule for fault in faults} & {"yaml-syntax", "unknown-field", "hash-after-value"} == set()


@pytest.mark.parametrize("kind", MODELS)
def test_values_that_are_known_are_filled_in_and_shown(kind: str) -> None:
    filled = template(kind, {("entered", "by"): "reader-one", DOI: "10.1234/x"})
    value = yaml.safe_load(filled)
    assert value["entered"]["by"] == "reader-one"
    assert value["publication"]["doi"] == "10.1234/x"


@pytest.mark.parametrize("kind", MODELS)
def test_a_new_record_lies_in_its_folder_and_nothing_is_overwritten(kind: str, graph: Path) -> None:
    path = begin_record(graph, "ash-2020-new", kind, filled={})
    assert path.parent.name == {"study": "studies", "statement": "statements"}.get(kind, f"{kind}s")
    before = path.read_bytes()
    with pytest.raises(InputError, match="there is such a record"):
        begin_record(graph, "ash-2020-new", kind, filled={})
    other = next(name for name in MODELS if name != kind)
    with pytest.raises(InputError, match="there is such a record"):
        begin_record(graph, "ash-2020-new", other, filled={})
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("key", "kind", "doi", "message"),
    [
        ("ash-2020", "letter", None, "there is no kind letter"),
        ("Ash 2020", "study", None, "'Ash 2020' cannot be a key"),
        ("", "study", None, "'' cannot be a key"),
        ("-ash", "study", None, "'-ash' cannot be a key"),
        ("a" * 82, "study", None, "cannot be a key"),
        ("ash-2020", "study", "banana", "banana is not a DOI"),
        ("ash-2020", "study", "35359449", "35359449 is a PMID, not a DOI"),
        ("ash-2020", "study", "NCT05658094", "NCT05658094 is a registry number, not a DOI"),
        ("ash-2020", "study", "PMC8960251", "PMC8960251 is a PMCID, not a DOI"),
    ],
)
def test_what_cannot_become_a_record_is_refused(
    key: str, kind: str, doi: str | None, message: str, graph: Path
) -> None:
    with pytest.raises(InputError, match=message):
        begin_record(graph, key, kind, filled={} if doi is None else {DOI: doi})
    assert not [path for path in graph.rglob("*.yaml") if path.stem == key]


@pytest.mark.parametrize(
    "spelled", ["10.1234/known", "https://doi.org/10.1234/KNOWN", "doi:10.1234/known", "10.1234/known.v2"]
)
def test_a_document_that_is_recorded_or_left_out_is_refused_in_any_spelling(
    spelled: str, graph: Path
) -> None:
    path = begin_record(graph, "elm-2020", "study", filled={DOI: "10.1234/known"})
    example = (graph / "studies" / "other-study.yaml").read_text("utf-8")
    doi = re.search(r"  doi: (\S+)", example)
    assert doi is not None
    path.write_text(example.replace(doi[1], "10.1234/known"), "utf-8")
    with pytest.raises(InputError, match="is recorded already"):
        begin_record(graph, "ash-2020", "study", filled={DOI: spelled})
    path.unlink()
    table = graph / "excluded.tsv"
    row = "10.1234/known\tno result shown\t2026-11-22\tonly a plan\n"
    table.write_text(table.read_text("utf-8") + row, "utf-8")
    with pytest.raises(InputError, match="was read and left out: no result shown") as refused:
        begin_record(graph, "ash-2020", "study", filled={DOI: spelled})
    assert refused.value.hint == "only a plan"


def test_a_doi_is_written_bare(graph: Path) -> None:
    path = new_record("ash-2020", graph=graph, doi="https://doi.org/10.1234/ABC.", reader="reader-one")
    value = yaml.safe_load(path.read_text("utf-8"))
    assert value["publication"]["doi"] == "10.1234/ABC"
    assert value["entered"]["by"] == "reader-one"
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value["entered"]["date"]))


def test_there_is_no_record_without_a_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphNotFoundError):
        begin_record(tmp_path, "ash-2020", "study", filled={})


@pytest.mark.parametrize("kind", MODELS)
def test_a_formatted_template_without_its_comments_keeps_what_it_holds(kind: str, graph: Path) -> None:
    path = begin_record(graph, "ash-2020", kind, filled={DOI: "10.1234/x"})
    shown = format_record(path, drop_comments=True)
    assert yaml.safe_load(shown) == yaml.safe_load(path.read_text("utf-8"))
    assert shown.count("#") == 1, "the line that names the schema"
