"""The table of dimensions is what the model declares, and each of them can be asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from exokg.answers.answering import answer, find_question
from exokg.answers.find.filters import index
from exokg.answers.find.table import ABSENT, Findings
from exokg.answers.find.verbs import count, find
from exokg.errors import InputError
from exokg.model.dimensions import FILE, dimension_named, dimensions
from exokg.model.records import StudyRecord
from exokg.model.slots import parts_of, slots
from exokg.model.subjects import WORDINGS
from scripts.pages import ROOT
from scripts.pages.dimensions import pages

if TYPE_CHECKING:
    from exokg.model.dimensions import Dimension

    from .second_road import Road

NOT_OF_FINDINGS = {"Harm", "Position", "Conclusion", "Appraisal"}


def test_the_file_is_what_is_declared() -> None:
    assert FILE.read_text(encoding="utf-8") == pages()[str(FILE.relative_to(ROOT))]


def test_the_page_lists_every_value_that_findings_have(table: Findings) -> None:
    """With what it means: a user need not run anything to know what may be written."""
    page = pages()["docs/dimensions.md"]
    for name, dimension in dimensions().items():
        if dimension.kind in {"code", "direction"}:
            part = page.partition(f"### `{name}`")[2].partition("###")[0]
            held = {table.label(value) for values in table.column(dimension).values() for value in values}
            listed = dict(re.findall(r"^\| (.+?) \| (.+) \|$", part, re.MULTILINE))
            assert held <= listed.keys(), name
            assert "None" not in listed.values(), name


def test_every_declared_field_has_its_dimension() -> None:
    """By its property, so that a new field is found and counted by without a word elsewhere."""
    paths = " ".join(dimension.path for dimension in dimensions().values())
    asked = 0
    for part in parts_of(StudyRecord):
        for slot in slots(part) if part.__name__ not in NOT_OF_FINDINGS else ():
            property_ = slot.declared.property
            if slot.declared.dimension and isinstance(property_, str) and property_ != "subject":
                asked += 1
                assert re.search(rf"[:/|(]{property_.rpartition(':')[2]}\b", paths), (
                    part.__name__,
                    slot.name,
                )
    assert asked > 40


def test_names_and_aliases_are_told_apart() -> None:
    names = [name for one in dimensions().values() for name in (one.name, *one.aliases)]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)
    assert not [name for name in names if name.startswith("not-")]
    assert all(dimension.help for dimension in dimensions().values())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("source", "source"), ("Cell-Type", "cell"), ("cell_type", "cell"), ("direction", "effect"),
        ("sample size", "n"), ("readingDepth", ""), ("soruce", ""), ("", ""), ("funder_kind", "funder-kind"),
        ("with", "given-too"), ("days", "time"), ("designs", "design"),
    ],
)  # fmt: skip
def test_a_dimension_by_its_name(text: str, name: str) -> None:
    if name:
        assert dimension_named(text).name == name
        return
    with pytest.raises(InputError) as caught:
        dimension_named(text)
    assert caught.value.hint


def test_a_slip_is_proposed() -> None:
    with pytest.raises(InputError, match="there is no dimension soruce") as caught:
        dimension_named("soruce")
    assert "source" in str(caught.value.hint)


@pytest.mark.parametrize("dimension", dimensions().values(), ids=lambda one: one.name)
def test_every_column_is_read(table: Findings, dimension: Dimension) -> None:
    """Values are known rows, have labels, and lack has a reason where the row has no value."""
    column = table.column(dimension)
    assert column, "nothing in the graph has it"
    assert set(column) <= set(range(len(table.iris)))
    assert all(table.label(value).strip() for values in column.values() for value in values)
    missing = set(range(len(table.iris))) - set(column)
    assert {*table.absences(missing, dimension).values()} <= set(ABSENT)
    if not dimension.owner:
        assert {*table.absences(missing, dimension).values()} <= {"not applicable"}


@pytest.mark.parametrize("dimension", dimensions().values(), ids=lambda one: one.name)
def test_an_index_holds_the_rows_of_its_values(table: Findings, dimension: Dimension) -> None:
    column, known = table.column(dimension), index(table, dimension)
    for row, values in column.items():
        assert all(row in known[value] for value in values)
    assert frozenset().union(*known.values()) == frozenset(column)


@pytest.mark.parametrize("kind", [*WORDINGS, "molecule or drug alone"])
def test_a_kind_means_the_same_to_find_count_and_claims(table: Findings, kind: str) -> None:
    """Every claim of a kind rests on findings that are found by it, and nothing of another kind is."""
    question = find_question(table.store, "claims")
    claimed = {
        (row[0].value, row[1].value)
        for row in answer(table.store, question, {"kind": kind}, ("subject-name", "target-name"))
    }
    found = find(table, given={"kind": kind}, columns=("subject", "target", "kind")).records()
    assert claimed <= {(str(row["subject"]), str(row["target"])) for row in found}
    assert {row["kind"] for row in found} <= {kind}
    assert bool(claimed) is bool(found)
    cells = {row["kind"]: row["studies"] for row in count(table, ["kind"]).records()}
    assert cells.get(kind) == (
        count(table, ["kind"], {"kind": kind}).records()[0]["studies"] if found else None
    )


def test_what_is_counted_under_nothing_is_called_as_its_source_does(table: Findings) -> None:
    """A placebo is no subject of an effect: its kind does not apply, and there is no effect to tell apart."""
    rows = find(table, given={"study": "Amini 2025", "kind": "not applicable"}).records()
    assert [(row["subject"], row["separability"]) for row in rows] == [
        ("sodium chloride 0.9% (placebo)", "not applicable")
    ]
    assert "can be separated" not in find(table, given={"study": "Amini 2025"}).sentence


def test_a_count_says_how_many_of_its_studies_gave_no_vesicles(table: Findings, road: Road) -> None:
    given: dict[str, set[str]] = {}
    cohorts: dict[str, set[str]] = {}
    for line in road.lines:
        key = line.key.rpartition("_")[0]
        cohorts.setdefault(key, set()).update(line.cohorts)
        given.setdefault(key, set()).update(road.given(key))
    none = set().union(*(cohorts[key] for key in given if given[key] == {"non-vesicle"}))
    some = set().union(*(cohorts[key] for key in given if given[key] != {"non-vesicle"}))
    told = f"{len(none - some)} of these studies gave no vesicles "
    assert len(none - some) > 3
    assert [note for note in count(table, ["rung"]).notes if note.startswith(told)]
    vesicles = count(table, ["rung"], {"not-kind": "holds no vesicles"}).notes
    assert not [note for note in vesicles if "gave no vesicles" in note]


@pytest.mark.parametrize("text", ["UK", "United Kingdom", "hair density in the UK"])
def test_a_country_of_no_study_is_one_all_the_same(table: Findings, text: str) -> None:
    assert "No study finding has country = United Kingdom." in find(table, text).sentence


def test_what_is_printed_otherwise_than_as_a_number_is_not_compared(table: Findings) -> None:
    paths = (ROOT / "graph/studies").glob("*.yaml")
    records = [yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) for path in paths]
    quantities = [one.get("quantity", {}) for record in records for one in record.get("findings", ())]
    printed = [str(one["p"]) for one in quantities if "p" in one]
    numbers = [text for text in printed if re.fullmatch(r"0?\.\d+", text)]
    told = (
        f"printed otherwise, so not compared: p of {len(printed) - len(numbers)} findings (column p-reported)"
    )
    assert told in find(table, given={"p": ["<0.05"]}).notes
    assert len(find(table, given={"p": ["0..1"]})) == len(numbers)
    assert told in count(table, ["rung"], {"p": ["<0.05"]}).notes
    assert not any("printed otherwise" in note for note in find(table, given={"rung": ["animal"]}).notes)
