"""What is made from the models is current, and the worked example is a record that the rules accept."""

import functools
import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml
from pyoxigraph import RdfFormat, parse

from exokg.curation.checking import check_paths
from exokg.curation.formatting import format_text
from exokg.curation.reading import read_graph, record_files, template_remarks
from exokg.curation.template import template
from exokg.curation.terms import Terms
from exokg.curation.yamltext import read_document
from exokg.model.declarations import Part
from exokg.model.records import MODELS
from exokg.model.slots import parts_of, slots
from exokg.rdf.context import Context
from exokg.rdf.namespaces import PREFIXES, mint
from exokg.rdf.statements import record_statements
from scripts.pages.records import form_fields

ROOT = Path(__file__).parents[2]


def _all_fields(model: type[Part], at: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    found = set()
    for slot in slots(model):
        found.add((*at, slot.name))
        if slot.part is not None:
            found |= _all_fields(slot.part, (*at, slot.name))
    return found


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_template_holds_every_field_of_the_model(kind: str) -> None:
    seen: set[tuple[str, ...]] = set()
    stack: list[tuple[int, str]] = []
    for line in template(kind).splitlines()[3:]:
        text = re.sub(r"^# ", "", line)
        match = re.match(r"( *)(- )?([a-z0-9-]+):", text)
        assert match is not None, line
        depth = len(match[1]) + len(match[2] or "")
        stack = [(at, name) for at, name in stack if at < depth] + [(depth, match[3])]
        seen.add(tuple(name for _at, name in stack if name not in ("a-key", "particles")))
    assert seen >= _all_fields(MODELS[kind])


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_template_is_yaml_of_the_kind_allowed_once_comments_are_dropped(kind: str) -> None:
    document = read_document(template(kind), template_remarks())
    assert {fault.rule for fault in document.faults} == {"comment-inside"}
    assert document.value["kind"] == kind


def test_issue_form_has_the_fields_of_the_models_in_their_order() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/add-paper.yml").read_text(encoding="utf-8"))
    asked = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert asked == [field.id for field in form_fields()]
    for model in MODELS.values():
        names = [info.alias or name for name, info in model.model_fields.items() if name != "publication"]
        assert [name for name in asked if name in names] == names
    assert len(set(asked)) == len(asked)


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft7Validator:
    text = (ROOT / "docs/record.schema.json").read_text(encoding="utf-8")
    jsonschema.Draft7Validator.check_schema(json.loads(text))
    return jsonschema.Draft7Validator(json.loads(text))


def test_schema_accepts_every_record(schema: jsonschema.Draft7Validator) -> None:
    for path in record_files(ROOT / "graph"):
        value = read_document(path.read_text(encoding="utf-8")).value
        assert [error.message for error in schema.iter_errors(value)] == [], path


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "letter"},
        {"read": "abstrakt"},
        {"reed": "abstract"},
        {"title": 1.1},
        {"sources": "x"},
        {"sex": None},
    ],
)
def test_schema_refuses_what_the_models_refuse(
    schema: jsonschema.Draft7Validator, change: dict[str, object]
) -> None:
    value = read_document(_example()).value
    assert list(schema.iter_errors(value)) == []
    assert list(schema.iter_errors({**value, **change}))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("publication", "doi"), "https://doi.org/10.1000/kelp.12"),
        (("publication", "doi"), "10.1000"),
        (("publication", "pmid"), "PMC35359449"),
        (("publication", "pmid"), "0123"),
        (("publication", "pmcid"), "35359449"),
        (("publication", "notice-date"), "22.11.2026"),
        (("entered", "date"), "2026-13-01"),
        (("entered", "date"), "2026-11"),
        (("second-read", "date"), "22/11/2026"),
        (("second-read", "checked"), "f1"),
        (("findings", 0, "effect"), "raises"),
        (("findings", 0, "quantity", "after"), "142"),
        (("findings", 0, "id"), "F 1"),
        (("arms", "treated", "n"), 9.5),
        (("systems", "back-skin", "rung"), "in vivo"),
    ],
)
def test_the_editor_underlines_it_where_it_is(
    schema: jsonschema.Draft7Validator, place: tuple[str | int, ...], value: object
) -> None:
    record = read_document(_example()).value
    holder = functools.reduce(lambda held, step: held[step], place[:-1], record)
    holder[place[-1]] = value
    assert [tuple(error.absolute_path) for error in schema.iter_errors(record)] == [place]


def test_the_editor_proposes_every_label_that_a_field_takes(schema: jsonschema.Draft7Validator) -> None:
    parts, terms = schema.schema["definitions"], Terms.read(ROOT / "graph" / "terms.tsv")
    proposed = 0
    for model in {part for kind in MODELS.values() for part in parts_of(kind)}:
        for slot in slots(model):
            if not slot.categories:
                continue
            field = parts[model.__name__]["properties"][slot.name]
            text = field.get("items", field.get("additionalProperties", field))
            labels = parts[text["anyOf"][0]["$ref"].rpartition("/")[2]]["enum"]
            used = [term for term in terms if term.category in slot.categories and not term.obsolete]
            assert labels == sorted({term.label for term in used}), slot.name
            proposed += 1
    assert proposed > 15


def _example() -> str:
    page = (ROOT / "docs/curating.md").read_text(encoding="utf-8")
    return re.search(r"```yaml\n(.*?)```", page, re.DOTALL)[1]  # type: ignore[index]


def test_worked_example_passes_every_rule_and_is_in_canonical_form(tmp_path: Path) -> None:
    graph = Path(shutil.copytree(ROOT / "graph", tmp_path / "graph"))
    path = graph / "studies" / "smith-2025-kelp.yaml"
    path.write_text(_example(), encoding="utf-8")
    assert [str(fault) for fault in check_paths([path], graph).violations] == []
    assert format_text(_example()) == _example()


def test_the_page_shows_the_triples_that_the_example_becomes(tmp_path: Path) -> None:
    graph = Path(shutil.copytree(ROOT / "graph", tmp_path / "graph"))
    path = graph / "studies" / "smith-2025-kelp.yaml"
    path.write_text(_example(), encoding="utf-8")
    read = read_graph(graph, ["smith-2025-kelp"])
    context = Context(read, "smith-2025-kelp", read.records["smith-2025-kelp"].record)
    finding = mint("finding", "smith-2025-kelp", "f1")
    made = {one.triple for one in record_statements(context) if one.triple.subject == finding}
    page = (ROOT / "docs/curating.md").read_text(encoding="utf-8")
    shown = re.search(r"```turtle\n(.*?)```", page, re.DOTALL)[1]  # type: ignore[index]
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    triples = {quad.triple for quad in parse(prefixes + shown, format=RdfFormat.TURTLE)}
    assert len(triples) == 7
    assert triples <= made
