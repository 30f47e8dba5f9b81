"""Answers of find and count: rows, columns, sentences and notes."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from exokg.answers.find.counting import LEVELS, MEASURES
from exokg.answers.find.filters import WITHOUT, without
from exokg.answers.find.listing import SHOWN
from exokg.answers.find.sentences import counted
from exokg.answers.find.verbs import count, find
from exokg.errors import InputError, UnknownTermError

if TYPE_CHECKING:
    from exokg.answers.find.table import Findings


def test_rows_are_findings_with_the_usual_columns(table: Findings) -> None:
    found = find(table, given={"outcome": "hair density", "rung": "people"})
    assert found.variables == [*SHOWN, "differs", "finding"]
    assert {row["target"].value for row in found} >= {"hair density"}
    assert all("hair density" in row["target"].value for row in found)
    assert len(list(found)) == len(list(found)) == len(found) > 5
    assert found[0].record()["rung"] in {"controlled human", "uncontrolled human"}
    assert "finding" not in found.shown.variables
    assert repr(found).startswith("<")
    assert found.sentence in found._repr_html_()
    assert str(found.coverage) in found._repr_html_()


def test_named_columns_and_a_wide_table(table: Findings) -> None:
    found = find(table, given={"study": "Bento 2025"}, columns=["study", "n", "time", "summary", "direction"])
    assert found.variables == ["study", "n", "time", "summary", "effect", "finding"]
    assert found[0]["n"].value == "1"
    assert len(find(table, given={"study": "Bento 2025"}, wide=True).variables) > 20


def test_columns_that_nobody_read_become_one_line(table: Findings) -> None:
    found = find(table, given={"study": "Bento 2025"}, columns=["target", "isolation", "assay", "p"])
    assert found.shown.variables == ["target", "assay"]
    assert any(note.startswith("not ") and "isolation" in note for note in found.notes)
    assert "isolation" in found.variables


def test_where_nothing_fits_all_words_the_nearest_are_given(table: Findings) -> None:
    found = find(table, "hair density in vitro")
    assert found.sentence.startswith("Nothing matched all of it; nearest first (see the column unmatched).")
    assert len(found) > 0


def test_values_by_dimension_list_only_what_fits_all_of_them(table: Findings) -> None:
    """A program that asks for both gets no row that lacks one; how many do is said."""
    given = {"outcome": "hair density", "rung": "in vitro"}
    found = find(table, given=given)
    assert len(found) == 0
    assert "unmatched" not in found.variables
    assert found.sentence == "No finding fits."
    for name, other in permutations(given):
        near = len(find(table, given={name: given[name]}))
        assert f"near, without {other} = {given[other]}: {near} findings" in found.notes


def test_a_negated_filter_is_dropped_before_the_last_thing_asked_for(table: Findings) -> None:
    found = find(table, "hair density except people")
    assert found
    assert all("hair density" in row["target"].value for row in found)


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"source": "unicorn"}, UnknownTermError, "unicorn"),
        ({"outcome": "hair densty"}, UnknownTermError, "hair density"),
        ({"rung": "in vivo"}, UnknownTermError, "no value of rung"),
        ({"year": "soon"}, InputError, "neither a number nor a range"),
        ({"year": ".."}, InputError, "neither a number nor a range"),
        ({"soruce": "macrophage"}, InputError, "source"),
        ({"study": "Nobody 1999"}, UnknownTermError, "no study"),
        ({"author": "Rajendrn"}, UnknownTermError, ""),
        ({"effect": "improves"}, UnknownTermError, "no value of effect"),
    ],
)
def test_what_is_not_known_is_an_error_with_a_remedy(
    table: Findings, given: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as caught:
        find(table, given=given)
    assert message in f"{caught.value} {caught.value.hint}"  # type: ignore[attr-defined]
    assert caught.value.hint  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"rung": "people"}, {"rung": ["uncontrolled human", "controlled human"]}),
        ({"outcome": "HAIR  density"}, {"outcome": "term:hair-density"}),
        ({"direction": "promotes"}, {"effect": "increases"}),
        ({"cell_type": "dermal papilla cell"}, {"cell": "CL:0000346"}),
        ({"year": 2022}, {"year": "2022..2022"}),
        ({"source": "adipose-derived stem cell"}, {"source": "ADSC"}),
        ({"route": "topical"}, {"route": "topical administration"}),
    ],
)
def test_two_ways_of_asking_one_thing(table: Findings, one: dict[str, Any], other: dict[str, Any]) -> None:
    rows = [row["finding"].value for row in find(table, given=one)]
    assert rows
    assert rows == [row["finding"].value for row in find(table, given=other)]


def test_a_group_holds_its_terms(table: Findings) -> None:
    grouped = {row["finding"].value for row in find(table, given={"outcome": "density, count, coverage"})}
    one = {row["finding"].value for row in find(table, given={"outcome": "hair density"})}
    assert one < grouped


@pytest.mark.parametrize("name", WITHOUT)
def test_evidence_is_left_out(table: Findings, name: str) -> None:
    """Alone it leaves a part of the findings, and together no more than each."""
    rows = without(table, [name])
    assert rows <= table.current
    assert rows or name == "read-once"
    assert without(table, WITHOUT) <= rows
    told = count(table, ["rung"], left_out=[name])
    assert any(note.startswith("with them: ") for note in told.notes)


def test_unknown_measures_levels_and_evidence(table: Findings) -> None:
    for bad in ({"of": "mice"}, {"level": "family"}, {"left_out": ["nulls"]}):
        with pytest.raises(InputError, match="not known") as caught:
            count(table, ["rung"], **bad)
        assert caught.value.hint
    for by in ([], ["rung", "rung"], ["rung", "source", "cell"]):
        with pytest.raises(InputError, match="one dimension"):
            count(table, by)


@pytest.mark.parametrize("of", MEASURES)
@pytest.mark.parametrize("level", LEVELS)
def test_a_cross_table_has_the_cells_of_the_rows(table: Findings, of: str, level: str) -> None:
    found = count(table, ["outcome", "rung"], of=of, level=level)
    shown = {row[0].value: row for row in found.shown}
    assert "total" in shown
    for row in found:
        cell = shown[row["outcome"].value][row["rung"].value].value
        if row["state"].value == "not read":
            assert cell in {"·", "not read"}
        elif row["state"].value == "not applicable":
            assert (cell, row[of], of in {"people", "animals"}) == ("not applicable", None, True)
        elif of != "rung":
            assert cell.split(" ")[0] == row[of].value
        else:
            assert cell == (row["highest_rung"].value if row["highest_rung"] else "not separable")


def test_a_table_too_wide_to_read_is_a_list(table: Findings) -> None:
    found = count(table, ["source", "outcome"], level="group")
    assert found.shown.variables == ["source", "outcome", "studies"]
    cells = {(row["source"].value, row["outcome"].value): row["studies"] for row in found if row["studies"]}
    assert {(row[0].value, row[1].value) for row in list(found.shown)[:-1]} == set(cells)
    assert list(found.shown)[-1][0].value == "total"


def test_nothing_is_called_not_studied_that_was_not_read(table: Findings) -> None:
    """Nobody may say so while no record is read in full."""
    found = count(table, ["source", "rung"])
    assert {row["state"].value for row in found} == {"found", "not read"}
    assert all(row["studies"] is None for row in found if row["state"].value == "not read")
    assert any(note.startswith("·: none found") for note in found.notes)


def test_the_sentence_says_what_was_shown(table: Findings) -> None:
    told = find(table, given={"source": "Centella asiatica"}).sentence
    assert "no finding is known to be separable from other treatments" in told
    assert "none known to be separable" in told
    told = find(table, given={"study": "Kim 2022"}).sentence
    assert told == "1 independent study from 1 group; highest in animals; none in people."


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [(0, "finding", "no finding"), (1, "group", "1 group"), (3, "study", "3 studies"),
     (2, "independent study", "2 independent studies")],
)  # fmt: skip
def test_numbers_have_their_nouns(number: int, noun: str, text: str) -> None:
    assert counted(number, noun) == text


def test_every_study_of_a_table_is_listed(table: Findings) -> None:
    """By rung every finding is in one cell, so the list has each once, and as many studies as find."""
    listed = count(table, ["rung"], studies=True)
    found = find(table)
    assert {row["study"].value for row in listed} == {row["study"].value for row in found}
    assert sum(int(row["findings"].value) for row in listed) == len(found) == len(table.current)


def test_rows_are_sliced_as_of_a_list(table: Findings) -> None:
    found = find(table, "hair density")
    assert [row.record() for row in found[1:3]] == found.records()[1:3]
    assert found[-2:][1].record() == found[-1].record()
    assert len(found[:0]) == 0


def test_pandas_reads_numbers_as_numbers(table: Findings) -> None:
    pandas = pytest.importorskip("pandas")
    frame = count(table, ["rung"]).to_pandas()
    assert pandas.api.types.is_numeric_dtype(frame["studies"])


def test_nobody_is_counted_as_none(table: Findings) -> None:
    """A study that does not say how many animals it had, and one in people, are not studies of 0 animals."""
    counts = count(table, ["rung"], of="animals")
    by_rung = {row["rung"].value: row for row in counts}
    assert by_rung["controlled human"]["state"].value == "not applicable"
    assert by_rung["controlled human"]["animals"] is None
    assert all(row["animals"] is None or int(row["animals"].value) > 0 for row in counts)
    assert any("without a stated number of animals" in note for note in counts.notes)


@pytest.mark.parametrize("of", ["people", "animals"])
def test_a_count_of_people_says_whom_it_counts(table: Findings, of: str) -> None:
    """The half-side comparison of Fukuoka 2015 had 10 people; the 22 of the study are counted."""
    said = f"all {of} of the studies, also where a finding is about some of them"
    assert any(said in note for note in count(table, ["study"], of=of).notes)
    assert not any(said in note for note in count(table, ["study"]).notes)


@pytest.mark.parametrize("by", ["rung", "route", "design"])
def test_a_table_says_what_its_list_says(table: Findings, by: str) -> None:
    """The studies listed for a cell are those counted in it, their groups and findings too."""
    found: dict[str, dict[str, int]] = {}
    for of in ("studies", "groups", "findings"):
        for row in count(table, [by], of=of):
            found.setdefault(row[by].value, {})[of] = int(row[of].value)
    listed: dict[str, list[tuple[str, int]]] = {}
    for row in count(table, [by], studies=True):
        listed.setdefault(row[by].value, []).append((row["study"].value, int(row["findings"].value)))
    known = {table.label(one.iri): one for one in table.studies}
    assert listed.keys() == found.keys()
    for label, rows in listed.items():
        studies = [known[name] for name, _ in rows]
        assert found[label] == {
            "studies": len({cohort for study in studies for cohort in study.cohorts}),
            "groups": len({group for study in studies for group in study.groups}),
            "findings": sum(number for _, number in rows),
        }


def test_values_joined_by_an_ampersand_must_all_be_there(table: Findings) -> None:
    one, other = (
        {row["finding"].value for row in find(table, given={"marker": name})} for name in ("CD9", "CD63")
    )
    both = {row["finding"].value for row in find(table, given={"marker": "CD9 & CD63"})}
    assert both == one & other
    assert both < {row["finding"].value for row in find(table, given={"marker": ["CD9", "CD63"]})}
    for given in ({"not-marker": "CD9 & CD63"}, {"marker": ["CD9 & CD63", "CD81"]}):
        with pytest.raises(InputError, match="must all be there"):
            find(table, given=given)


def test_what_no_finding_has_is_said_without_a_table_of_something_else(table: Findings) -> None:
    found = find(table, given={"drug": "platelet-rich plasma"})
    assert (len(found), found.sentence) == (0, "No study finding has drug = platelet-rich plasma.")


@pytest.mark.parametrize("name", ["given-too", "drug", "cargo", "time"])
def test_reported_is_whatever_has_a_value(table: Findings, name: str) -> None:
    held = {row["finding"].value for row in find(table, given={name: "reported"})}
    absent = {
        row["finding"].value
        for row in find(table, given={name: ["not read", "not reported", "not applicable"]})
    }
    assert held
    assert not held & absent
    assert len(held | absent) == len(table.current)
