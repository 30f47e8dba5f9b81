"""A second reading is tied to what was read: an edit ends it, in every answer."""

from __future__ import annotations

import copy
import functools
import shutil
from pathlib import Path
from typing import Any

import pytest

from exokg.authoring import read_again
from exokg.cli import main
from exokg.curation.reading import read_graph, read_record
from exokg.curation.rules import check_graph
from exokg.curation.yamltext import read_document
from exokg.errors import InputError
from exokg.model.fingerprints import APART, REMARKS, checked_parts, fingerprint, is_checked
from exokg.model.records import MODELS, StudyRecord
from exokg.model.slots import Slot, part_at, slots
from exokg.model.types import RefersTo
from exokg.rdf.context import Context
from exokg.rdf.namespaces import mint
from exokg.rdf.statements import record_statements

GRAPH = Path(__file__).parent / "rules" / "_graph"
RECORD = "studies/other-study.yaml"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GRAPH, tmp_path / "graph"))


def changed(graph: Path, old: str, new: str) -> list[str]:
    path = graph / RECORD
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return [fault.message for fault in check_graph(read_graph(graph), ["second-read-expired"])]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("effect: increases", "effect: decreases"),
        ("target: hair density", "target: hair thickness"),
        ("locator: abstract", "locator: page 2"),
        ("contrast: between-group", "contrast: unclear"),
        ("In other mice density rose as well.", "In other mice density fell."),
        ("    rung: animal", "    rung: in vitro"),
        ("    taxon: mouse", "    taxon: human"),
        ("    source: kelp", "    source: source:kelp"),
        ("    type: extracellular vesicle", "    type: vesicle mimetic"),
        ("    against: saline", "    against: minoxidil"),
        ("title: Vesicles of other kelp make mice hairy", "title: Vesicles of other kelp make rats hairy"),
        ("    reported-as: mouse back skin", "    reported-as: back skin of mice"),
        ("designs: [animal]", "designs: [animal, in vitro]"),
        ("designs: [animal]", "designs: [animal]\nn: {animals: 12}"),
        ("read: abstract", "read: full text"),
        ("  type: primary", "  type: case report"),
    ],
)
def test_an_edit_of_a_result_ends_its_second_reading(old: str, new: str, graph: Path) -> None:
    assert changed(graph, old, new) == ["f1 was edited after its second reading; it counts as read once"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  year: 2023", "  year: 2022"),
        ("confidence: high", "confidence: low"),
        ("sources: [", "notes: Read on paper.\nsources: ["),
    ],
)
def test_an_edit_elsewhere_does_not(old: str, new: str, graph: Path) -> None:
    assert changed(graph, old, new) == []


KELP = read_document((Path(__file__).parent / "careless" / "record.yaml").read_text("utf-8")).value
PARTS: dict[str, tuple[str | int, ...]] = {
    "record": (),
    "publication": ("publication",),
    "finding": ("findings", 0),
    "perturbed": ("findings", 0, "perturbed"),
    "quantity": ("findings", 0, "quantity"),
    "seed": ("findings", 0, "seed"),
    "preparation": ("preparations", "kelp-ev"),
    "preparation it is made from": ("preparations", "raw"),
    "size": ("preparations", "kelp-ev", "size-nm"),
    "system": ("systems", "back-skin"),
    "other system": ("systems", "dish"),
    "arm": ("arms", "treated"),
    "dose": ("arms", "treated", "dose"),
    "schedule": ("arms", "treated", "schedule"),
    "co-intervention": ("arms", "treated", "co-interventions", 0),
    "comparison": ("comparisons", "saline"),
    "arm of the comparison": ("arms", "saline"),
    "condition": ("condition",),
}
"""The parts that the first finding of the record depends on, by name."""
LISTS = {"preparations", "systems", "arms", "comparisons", "findings", "harms", "statements"}


def rich() -> dict[str, Any]:
    """The worked example with all parts that a finding can depend on."""
    value: dict[str, Any] = copy.deepcopy(KELP)
    value["findings"][0] |= {"also-in": ["dish"], "seed": {"support": "supported"}}
    value["findings"][0]["perturbed"] = {"what": "WNT3A", "how": "inhibitor"}
    value["systems"]["dish"] = {"reported-as": "dish", "rung": "in vitro"}
    value["comparisons"]["baseline"] = {"kind": "own baseline", "against": "before"}
    value["preparations"]["raw"] = {"reported-as": "raw kelp", "type": "non-vesicle"}
    value["preparations"]["kelp-ev"] |= {"derived-from": "raw", "size-nm": {"mean": 90.0}}
    value["arms"]["treated"]["co-interventions"] = [{"given": "minoxidil", "in-comparator": "no"}]
    value["condition"] = {"reported": "bald mice"}
    return value


def at(value: Any, place: tuple[str | int, ...]) -> Any:
    return functools.reduce(lambda held, step: held[step], place, value)


def other_value(slot: Slot, now: Any) -> Any:
    """A value of a field that is not the one it has."""
    one: Any = (
        next((word for word in slot.words if word not in (now, *(now or ()))), None) if slot.words else None
    )
    one = one or {str: "another", int: 77, float: 77.5, bool: not now}[slot.item]
    if isinstance(slot.mark, RefersTo) and slot.mark.kind != "record":
        one = next(key for key in rich()[f"{slot.mark.kind}s"] if key not in (now, *(now or ())))
    keys = slot.keys[0] if slot.keys else "another"
    return {"one": one, "list": [one], "dict": {keys: one}}[slot.holds]


def fields_of(part: str) -> list[Slot]:
    found = part_at(StudyRecord, PARTS[part])
    assert found is not None
    return [slot for slot in slots(found) if slot.part is None and (part, slot.name) != ("record", "kind")]


def is_apart(part: str, slot: Slot) -> bool:
    """Whether the second reading of a result leaves a field out."""
    if part == "record":
        return slot.attribute in APART
    if part == "publication":
        return slot.name != "type"
    return slot.attribute in REMARKS and PARTS[part][0] in LISTS - {"findings"} and len(PARTS[part]) == 2


@pytest.mark.parametrize("part", PARTS)
def test_each_field_is_covered_or_says_why_it_is_not(part: str) -> None:
    before = StudyRecord.model_validate(rich(), by_alias=True, by_name=False)
    for slot in fields_of(part):
        value = rich()
        held = at(value, PARTS[part])
        held[slot.name] = other_value(slot, held.get(slot.name))
        after = StudyRecord.model_validate(value, by_alias=True, by_name=False)
        expired = fingerprint(before, before.findings[0]) != fingerprint(after, after.findings[0])
        assert expired != is_apart(part, slot), slot.name


def test_what_no_second_reading_covers_is_a_field_of_a_record_and_has_a_reason() -> None:
    known = {slot.attribute for model in MODELS.values() for slot in slots(model)}
    assert set(APART) <= known
    assert all(APART.values())


def test_a_result_that_was_added_was_not_read_again(graph: Path) -> None:
    other = "findings:\n  - id: f2\n    about: kelp-ev\n    effect: increases\n    target: LEF1\n"
    other += "    system: skin\n    locator: abstract\n    summary: More LEF1.\n"
    assert changed(graph, "findings:\n", other) == [
        "f2 was added after its second reading; it counts as read once"
    ]


def said_again(graph: Path) -> bool:
    """Whether the finding says in the built graph that it was read a second time."""
    finding, found = mint("finding", "other-study", "f1"), read_graph(graph)
    made = [
        one.triple
        for one in record_statements(Context(found, "other-study", found.records["other-study"].record))
    ]
    said = {str(triple.predicate) for triple in made if triple.subject == finding}
    assert len(said) > 5
    return any("secondRead" in name for name in said)


def test_an_edited_finding_says_in_the_graph_that_it_was_read_once(graph: Path) -> None:
    assert said_again(graph)
    changed(graph, "effect: increases", "effect: decreases")
    assert not said_again(graph)


def test_reading_again_writes_what_was_read(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert changed(graph, "effect: increases", "effect: decreases") != []
    path = graph / RECORD
    assert main(["second-read", str(path), "--by", "r2", "--graph", str(graph)]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    record, faults = read_record(path)
    assert faults == []
    assert record is not None
    assert record.record.second_read is not None
    assert record.record.second_read.by == "r2"
    assert record.record.second_read.checksums == checked_parts(record.record)
    assert all(is_checked(record.record, finding) for finding in record.record.findings)
    assert check_graph(read_graph(graph), ["second-read-expired"]) == []


@pytest.mark.parametrize(
    ("by", "message"), [("r1", "r1 entered the record"), ("r9", "r9 is not in readers.tsv")]
)
def test_who_cannot_be_the_second_reader_is_refused(by: str, message: str, graph: Path) -> None:
    before = (graph / RECORD).read_bytes()
    with pytest.raises(InputError, match=message):
        read_again(graph / RECORD, by, graph=graph)
    assert (graph / RECORD).read_bytes() == before


def test_a_record_with_errors_is_not_read_again(graph: Path) -> None:
    changed(graph, "kind: study", "kind: studdy")
    with pytest.raises(InputError, match="kind cannot be studdy"):
        read_again(graph / RECORD, "r2", graph=graph)


def test_a_published_name_needs_a_reason_to_go(graph: Path) -> None:
    (graph / "published.tsv").write_text(
        "record\tparts\tsince\nother-study\tf1\t0.1.0\ngone-2020\tf1\t0.1.0\n"
    )
    assert changed(graph, "  - id: f1", "  - id: f7") != []
    found = check_graph(read_graph(graph), ["published-name-gone"])
    assert [fault.message for fault in found] == [
        "gone-2020 was published and is gone",
        "other-study_f1 was published and is gone",
    ]
    rows = "".join(f"{name}\twhy\t\t2026-01-07\n" for name in ("study:gone-2020", "other-study_f1"))
    (graph / "changes.tsv").write_text("what\treason\treplaced-by\ton\n" + rows)
    assert check_graph(read_graph(graph), ["published-name-gone"]) == []


def test_a_row_for_a_record_explains_none_of_its_parts(graph: Path) -> None:
    (graph / "published.tsv").write_text("record\tparts\tsince\nother-study\tf1 f9\t0.1.0\n")
    (graph / "changes.tsv").write_text("what\treason\treplaced-by\ton\nother-study\twhy\t\t2026-01-07\n")
    (fault,) = check_graph(read_graph(graph), ["published-name-gone"])
    assert fault.message == "other-study_f9 was published and is gone"
