"""What each kind of figure shows is what find and count answer, mark by mark."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from exokg.errors import InputError
from exokg.knowledge_graph import KnowledgeGraph, load
from exokg.model.groups import GROUPS
from exokg.plots.figures import KINDS
from exokg.plots.flow import draw_flow
from exokg.plots.harvest import SHARE, direction_of, size_of
from exokg.plots.selection import HIGHEST_FIRST, MARK_WORDS, Selection, kind_of_mark
from scripts import draw_figures

if TYPE_CHECKING:
    from collections.abc import Sequence


ROOT = Path(__file__).parents[2]
FILTERS: list[dict[str, Any]] = [
    {"outcome": "hair density", "rung": "people"},
    {"subject": "vesicles of dermal papilla cells"},
    {},
]


@pytest.mark.parametrize("given", FILTERS, ids=str)
def test_the_ladder_has_a_mark_for_each_independent_study_and_place(
    kg: KnowledgeGraph, given: dict[str, Any], found: Any, drawn: Any
) -> None:
    plot = kg.plot("ladder", **given)
    places = {
        (row["subject"], row["rung"], row["cohort"]) for row in found("subject", "rung", "cohort", **given)
    }
    of_findings = [row for row in plot.rows.records() if "harm" not in str(row["mark"])]
    assert len(of_findings) == len(places)
    assert len(of_findings) < len(plot.rows) if not given else len(of_findings) == len(plot.rows)
    assert len(drawn(plot).marks) == len(plot.rows)


def test_the_rungs_of_the_ladder_have_the_studies_that_count_counts(kg: KnowledgeGraph) -> None:
    """Studies of one subject without narrower ones: what count says of that subject alone."""
    subject = "vesicles of myeloid-derived suppressor cells"
    counted = {row["rung"]: row["studies"] for row in kg.count("rung", subject=subject).records()}
    rows = [row for row in kg.plot("ladder", subject=subject).rows.records() if row["subject"] == subject]
    shown = {rung: sum(row["rung"] == rung for row in rows) for rung in counted}
    assert shown == counted


def finding(effect: str, separability: str, claims: str = "yes") -> dict[str, str]:
    return {"effect": effect, "separability": separability, "claims": claims}


@pytest.mark.parametrize(
    ("findings", "kind"),
    [
        ([("increases", "separable")], "separable"),
        ([("increases", "not separable"), ("decreases", "not known")], "together"),
        ([("no detected effect on", "separable")], "nothing"),
        ([("no detected effect on", "separable"), ("increases", "not known")], "together"),
        ([("comparable on", "separable")], "nothing"),
        ([("has component", "separable")], "content"),
        ([("delivers", "separable"), ("increases", "not separable")], "together"),
    ],
)
def test_the_mark_of_a_study_says_the_most_that_it_shows(findings: list[tuple[str, str]], kind: str) -> None:
    assert kind_of_mark([finding(effect, said) for effect, said in findings]) == kind
    assert kind_of_mark([finding(effect, said, claims="") for effect, said in findings]) == "aside"
    extra = finding("increases", "separable", claims="")
    assert kind_of_mark([extra, *(finding(effect, said) for effect, said in findings)]) == kind


def test_harms_and_trials_appear_only_where_nothing_is_filtered(kg: KnowledgeGraph) -> None:
    harms = {row["mark"] for row in kg.plot("ladder").rows.records()} & {
        MARK_WORDS["harm"],
        MARK_WORDS["harm together"],
    }
    assert len(harms) == 2
    filtered = kg.plot("ladder", rung="people")
    assert not any("harm" in str(row["mark"]) for row in filtered.rows.records())
    assert any(note.startswith("Harm reports") for note in filtered.notes)


# --- the map ---


def claimed(kg: KnowledgeGraph, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of findings that claim an effect on an outcome."""
    claims = kg.query("SELECT DISTINCT ?finding { ?claim exokg:supportedBy ?finding }")
    assert not isinstance(claims, bool | list)
    supporting = {row["finding"] for row in claims.records()}
    return [row for row in rows if row["outcome"] != "not applicable" and row["finding"] in supporting]


def test_a_placebo_has_no_bar_and_is_no_molecule(kg: KnowledgeGraph) -> None:
    ladder = kg.plot("ladder", outcome="hair count").rows.records()
    placebos = {row["subject"] for row in ladder if row["mark"] == MARK_WORDS["aside"]}
    assert placebos
    assert {row["family"] for row in ladder if row["subject"] in placebos} == {"not vesicles"}
    bars = kg.plot("map", outcome="hair count").rows.records()
    assert bars
    assert placebos.isdisjoint(row["subject"] for row in bars)


@pytest.mark.parametrize("kind", ["map", "harvest"])
def test_one_study_is_no_studies(kg: KnowledgeGraph, kind: str) -> None:
    assert kg.plot(kind, study="kim-2022-colostrum").title.endswith("in 1 independent study.")


@pytest.mark.parametrize("given", FILTERS, ids=str)
def test_the_map_has_a_bar_for_each_rung_of_a_cell(
    kg: KnowledgeGraph, given: dict[str, Any], found: Any, drawn: Any
) -> None:
    plot = kg.plot("map", **given)
    about = claimed(kg, found("subject", "rung", "cohort", "outcome", **given))
    rows = plot.rows.records()
    studies = {(row["subject"], row["rung"], row["cohort"]) for row in about}
    subjects = Counter((subject, rung) for subject, rung, _ in studies)
    for row in rows:
        assert 1 <= int(str(row["studies"])) == len(str(row["names"]).split("; "))
        assert int(str(row["studies"])) <= subjects[row["subject"], row["rung"]]
    assert {(row["subject"], row["rung"]) for row in rows} == subjects.keys()
    assert len(drawn(plot).marks) == len(rows)
    assert f"in {len({row['cohort'] for row in about})} independent studies" in plot.title


def test_the_bars_of_a_column_are_the_studies_that_count_counts(kg: KnowledgeGraph) -> None:
    """One subject without narrower ones: each cell of the map is a cell of count's table."""
    subject = "vesicles of macrophages"
    shown = {
        (row["outcomes"], row["rung"]): row["studies"]
        for row in kg.plot("map", subject=subject).rows.records()
        if row["subject"] == subject
    }
    counted = kg.count("outcome", "rung", level="group", subject=subject).records()
    assert shown
    assert shown == {(row["outcome"], row["rung"]): row["studies"] for row in counted if row["studies"]}


def test_a_blank_of_the_map_says_what_it_means(kg: KnowledgeGraph, drawn: Any) -> None:
    seen = drawn(kg.plot("map", outcome="hair density"))
    subjects = {row["subject"] for row in kg.plot("map", outcome="hair density").rows.records()}
    states = {row["state"] for row in kg.count("subject", "rung", outcome="hair density").records()} - {
        "found"
    }
    assert states == {"not read"}
    assert seen.texts.count("not read") == len(subjects)
    assert "Left out" in drawn(kg.plot("map", subject="vesicles of macrophages")).text


@pytest.mark.parametrize("kind", ["map", "harvest"])
def test_findings_about_no_outcome_draw_no_outcomes(kg: KnowledgeGraph, kind: str) -> None:
    with pytest.raises(InputError, match="about an outcome: there is nothing"):
        kg.plot(kind, outcome="not applicable")


# --- the timeline ---


@pytest.mark.parametrize("given", FILTERS, ids=str)
def test_the_timeline_has_a_mark_for_each_study_rung_and_year(
    kg: KnowledgeGraph, given: dict[str, Any], found: Any, drawn: Any
) -> None:
    plot = kg.plot("timeline", **given)
    rows = [row for row in plot.rows.records() if row["mark"] != MARK_WORDS["planned"]]
    places = {(row["rung"], row["cohort"]) for row in found("rung", "cohort", **given)}
    assert Counter(row["rung"] for row in rows) == Counter(rung for rung, _ in places)
    years = {
        (row["study"], str(row["year"]) if str(row["year"]).isdigit() else "no year")
        for row in found("study", "year", **given)
    }
    assert {(row["study"], row["year"]) for row in rows if " and " not in str(row["study"])} <= years
    assert len(drawn(plot).marks) == len(plot.rows)


@pytest.mark.parametrize("given", FILTERS, ids=str)
def test_filled_marks_are_the_studies_that_count_calls_separable(
    kg: KnowledgeGraph, given: dict[str, Any]
) -> None:
    """A placebo, an association and a test of what was blocked fill no mark, whatever the record says."""
    moved = ["increases", "decreases"]
    counted = {row["rung"]: row["separable"] for row in kg.count("rung", effect=moved, **given).records()}
    rows = kg.plot("timeline", **given).rows.records()
    filled = Counter(row["rung"] for row in rows if row["mark"] == MARK_WORDS["separable"])
    assert filled
    assert filled == Counter({rung: number for rung, number in counted.items() if number})


def test_planned_trials_are_those_of_the_ladder_of_the_explorer(kg: KnowledgeGraph) -> None:
    rows = [row for row in kg.plot("timeline").rows.records() if row["mark"] == MARK_WORDS["planned"]]
    registered = [
        row
        for row in kg.ask("trials").records()
        if row["recordKind"] == "registry entry" and row["stateName"] != "withdrawn"
    ]
    assert 0 < len(rows) <= len({row["record"] for row in registered})
    assert {row["study"] for row in rows} <= {str(row["registryId"]) for row in registered} | {
        str(row["record"]).rpartition("/")[2] for row in registered
    }


# --- the effect-direction plot ---


@pytest.mark.parametrize("given", FILTERS, ids=str)
def test_the_harvest_has_an_arrow_for_each_study_rung_and_domain(
    kg: KnowledgeGraph, given: dict[str, Any], found: Any, drawn: Any
) -> None:
    plot = kg.plot("harvest", **given)
    about = claimed(kg, found("rung", "cohort", "outcome", "favourability", **given))
    rows = plot.rows.records()
    assert Counter(row["rung"] for row in rows).keys() == {row["rung"] for row in about}
    assert sum(int(str(row["number"])) for row in rows) == len(
        {(one["rung"], one["cohort"], one["outcome"]) for one in about}
    )
    assert {row["outcomes"] for row in rows} <= GROUPS.keys()
    assert [HIGHEST_FIRST.index(row["rung"]) for row in rows] == sorted(
        HIGHEST_FIRST.index(row["rung"]) for row in rows
    )
    assert len(drawn(plot).marks) == len(rows)


UP, DOWN, STILL, OPEN = ["favourable"], ["unfavourable"], ["not applicable"], ["not agreed"]


@pytest.mark.parametrize(
    ("outcomes", "direction"),
    [
        ([UP], "up"),
        ([DOWN], "down"),
        ([STILL], "sideways"),
        ([OPEN], "not agreed"),
        ([UP, DOWN], "sideways"),
        ([UP] * 7 + [DOWN] * 3, "up"),
        ([UP] * 69 + [DOWN] * 31, "sideways"),
        ([DOWN] * 3 + [STILL], "down"),
        ([UP + DOWN], "sideways"),
        ([UP + UP], "up"),
        ([OPEN, UP], "sideways"),
    ],
)
def test_a_domain_moves_as_seventy_percent_of_its_outcomes(outcomes: list[list[str]], direction: str) -> None:
    assert direction_of(outcomes) == direction


@for_all(st.lists(st.sampled_from([UP, DOWN, STILL]), min_size=1, max_size=30))
def test_a_direction_has_its_share(outcomes: Sequence[list[str]]) -> None:
    word = {"up": UP, "down": DOWN}.get(direction_of(outcomes))
    shares = [sum(one == way for one in outcomes) / len(outcomes) for way in (UP, DOWN)]
    assert (word is None) == (max(shares) < SHARE)
    if word is not None:
        assert sum(one == word for one in outcomes) >= SHARE * len(outcomes)


@pytest.mark.parametrize(
    ("numbers", "size"),
    [
        (["301"], "more than 300"),
        (["300"], "50 to 300"),
        (["50", "not read"], "50 to 300"),
        (["49", "12"], "fewer than 50"),
        (["not read"], "size not known"),
        ([], "size not known"),
    ],
)
def test_arrows_have_the_size_of_their_study(numbers: list[str], size: str) -> None:
    assert size_of(numbers) == size


# --- values ---


def test_the_forest_shows_every_value_as_the_graph_has_it(kg: KnowledgeGraph, drawn: Any) -> None:
    plot = kg.plot("forest", outcome="hair density", unit="hairs/cm2")
    query = """SELECT ?study ?before ?after ?change { ?f a exokg:Finding ; exokg:reportedBy ?study ;
      exokg:target/rdfs:label "hair density" ; exokg:unit/rdfs:label "hairs/cm2" .
      OPTIONAL { ?f exokg:baseline ?before } OPTIONAL { ?f exokg:after ?after }
      OPTIONAL { ?f exokg:change ?change } }"""
    said = kg.query(query)
    assert not isinstance(said, bool | list)
    recorded = Counter(
        (
            row["before"] if row["after"] is not None else None,
            row["change"] if row["after"] is None else row["after"],
        )
        for row in said.records()
    )
    rows = plot.rows.records()
    assert Counter((row["before"], row["value"]) for row in rows) == recorded
    assert len(drawn(plot).marks) == len(rows) > 3
    assert {row["panel"] for row in rows} == {"change", "values before and after"}


def test_studies_without_a_value_are_named(kg: KnowledgeGraph, found: Any) -> None:
    plot = kg.plot("forest", outcome="hair density", unit="hairs/cm2")
    shown = {str(row["study"]) for row in plot.rows.records()}
    (line,) = (note for note in plot.notes if note.startswith("Without a value in hairs/cm2: "))
    named = line.partition(": ")[2].rstrip(".").split("; ")
    assert sorted([*shown, *named]) == sorted(
        {row["study"] for row in found("study", outcome="hair density")}
    )


def test_contrasts_are_kept_apart(kg: KnowledgeGraph, drawn: Any) -> None:
    plot = kg.plot("forest", outcome="hair count", unit="hairs")
    assert {row["contrast"] for row in plot.rows.records()} == {"within-group", "between-group"}
    text = drawn(plot).text
    assert "change, against its own baseline, hairs" in text
    assert "change, against a comparator, hairs" in text
    assert "pooled" in plot.title


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"outcome": "hair density"},
            "values in % and % more than the placebo gain and hairs/cm2 do not belong",
        ),
        ({"outcome": "hair density", "unit": "mm"}, "--unit mm: these findings have values in % and"),
        ({"outcome": "hair density", "unit": ["%", "hairs/cm2"]}, "--unit % hairs/cm2: "),
        (
            {"outcome": "calibre, diameter", "unit": "%", "not_outcome": "hair shaft diameter"},
            "nothing to draw",
        ),
        ({"rung": "people", "unit": "%"}, "do not belong in one figure"),
        ({"outcome": "satisfaction"}, "none of these findings has a value"),
    ],
)
def test_values_that_do_not_belong_together_are_refused(
    kg: KnowledgeGraph, given: dict[str, Any], message: str
) -> None:
    with pytest.raises(InputError, match=message.replace("(", "[(]")) as caught:
        kg.plot("forest", **given)
    assert "\n" not in caught.value.message


# --- the flow ---


def table(name: str) -> list[dict[str, str]]:
    with (ROOT / "graph" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_flow_has_the_numbers_of_the_files_and_no_others(kg: KnowledgeGraph, drawn: Any) -> None:
    plot = kg.plot("flow")
    rows = {(row["box"], row["part"]): row["number"] for row in plot.rows.records()}
    searches, excluded = table("searches.tsv"), table("excluded.tsv")
    records = {
        folder.name: len(list(folder.glob("*.yaml")))
        for folder in (ROOT / "graph").iterdir()
        if folder.is_dir()
    }
    reasons = Counter(row["reason"] for row in excluded)
    assert rows[f"Hits of {len(searches)} searches", ""] == sum(int(row["hits"]) for row in searches)
    assert rows["Documents not retrieved (not readable)", ""] == reasons.pop("not readable")
    assert {
        part: number for (box, part), number in rows.items() if str(box).endswith("left out") and part
    } == reasons
    assert rows["Documents and findings left out", ""] == reasons.total()
    assert rows["Records in the graph", "study"] == records["studies"]
    assert rows["Records in the graph", ""] == sum(
        records[name] for name in ("studies", "reviews", "trials", "statements")
    )
    unknown = [box for (box, _), number in rows.items() if number == "not recorded"]
    assert len(unknown) == 5
    text = drawn(plot).text
    assert all(f"{part}: {number}" in text for (_, part), number in rows.items() if part)
    assert text.count("not recorded") >= len(unknown)


def test_the_flow_takes_no_filter_and_needs_the_folder(kg: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="whole graph"):
        kg.plot("flow", rung="people")
    (tmp_path / "graph.nt").write_text("<urn:a> <urn:b> <urn:c> .\n")
    elsewhere = load(store=tmp_path / "graph.nt").store
    with pytest.raises(InputError, match="graph folder"):
        draw_flow(Selection(elsewhere, [], ""))


def test_every_kind_has_a_test_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert all(f'kg.plot("{kind}"' in text for kind in KINDS)


@pytest.mark.slow  # and other versions of matplotlib write other bytes
def test_the_pictures_of_the_page_are_current(kg: KnowledgeGraph) -> None:
    """One picture of each kind, drawn by the command that the page shows: run `make pictures`."""
    pictures = draw_figures.draw(kg)
    assert {words[0] for words in draw_figures.commands().values()} == KINDS.keys()
    stale = [name for name, data in pictures.items() if (ROOT / "docs/pictures" / name).read_bytes() != data]
    assert stale == []
