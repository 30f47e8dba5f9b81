"""Whole records: studies, reviews, trials and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.invented import arms, documents, findings, materials, registrations, remarks
from benchmarks.invented.draws import Counts, Draws, Fields, share, shares
from exokg.model.records import ReviewRecord, StatementRecord, StudyRecord, TrialRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.invented.draws import Place
    from exokg.model.documents import SourceReading
    from exokg.model.rungs import Design

DOCUMENTS = Counts({"primary": 54, "case report": 8, "conference abstract": 2})
DESIGNS: Counts[tuple[Design, ...]] = Counts(
    {
        ("in vitro", "animal"): 12,
        ("animal",): 9,
        ("in vitro",): 7,
        ("single arm",): 6,
        ("in vitro", "ex vivo", "animal"): 6,
        ("case series",): 5,
        ("in vitro", "ex vivo"): 4,
        ("case report",): 3,
        ("randomized controlled",): 2,
        ("ex vivo",): 2,
        ("retrospective",): 2,
        ("allocation not shown",): 2,
        ("randomized controlled", "split scalp"): 1,
        ("in vitro", "ex vivo", "single arm"): 1,
        ("single arm", "split scalp", "allocation not shown"): 1,
        ("not shown",): 1,
    }
)
STUDY = {
    "people": shares(
        22,
        condition=22,
        features=12,
        n=21,
        sex=13,
        age=11,
        comparators=19,
        follow_up=15,
        caution=12,
        interests=2,
        not_applicable=3,
        registration=4,
    ),
    "elsewhere": shares(42, condition=30, n=3, comparators=23, follow_up=1, caution=10, interests=6),
}
FEATURES = Counts(
    {
        ("double blind", "placebo controlled"): 5,
        ("prospective", "open label"): 3,
        ("prospective",): 1,
        ("placebo controlled",): 1,
        ("multicentre",): 1,
        ("phase 1/2",): 1,
    }
)
NUMBERS = shares(24, participants=21, donors=3, animals=1, analysed=5)
"""Invented: analysed."""

REVIEWS = Counts({"narrative review": 11, "systematic review": 7})
LISTS = Counts({"not read": 12, "partly read": 3, "read": 3})
"""Invented: of the real lists one was read in part and none whole, so no two reviews can overlap."""
INCLUDED, INCLUDED_ELSEWHERE = 12, 4
FINDINGS_OF_REVIEWS = Counts({0: 8, 1: 3, 2: 1, 3: 1, 4: 4, 6: 1})
RESTS_ON = share(1, 30)
SOURCE_OPEN = share(11, 18)

TRIALS: Counts[tuple[Design, ...]] = Counts(
    {
        ("randomized controlled",): 8,
        ("allocation not shown",): 5,
        ("split scalp",): 1,
        ("single arm",): 1,
        ("split scalp", "allocation not shown"): 1,
    }
)

TRIAL = shares(23, countries=6, primary_endpoint=11)
STATEMENTS = Counts({"regulatory notice": 9, "society statement": 4, "reporting guideline": 3})
STATEMENT = shares(20, authority=12, jurisdiction=11, issued=15)
JURISDICTIONS = Counts({"United States": 4, "Japan": 2, "Canada": 2, "South Korea": 1, "European Union": 2})


def investigation(draws: Draws, place: Place, designs: Sequence[Design], number: int) -> Fields:
    """Designs, and who and what was looked at; the number is that of its registry entry if it has one."""
    species = ["Mus musculus"] if "animal" in designs else ["Homo sapiens"]
    return {"designs": list(designs), "species": species} | draws.some(
        STUDY[place],
        condition=documents.condition,
        features=lambda one: list(one.deal(FEATURES)),
        n=lambda one: one.some(NUMBERS, participants=60, analysed=55, donors=3, animals=24),
        sex="male and female",
        age="18-60 years",
        comparators=["control group"],
        follow_up="24 weeks",
        caution="Larger studies are said to be needed.",
        interests=documents.interests,
        not_applicable=["n per arm", "p value", "spread"],
        registration=lambda one: registrations.registration(one, number),
    )


def given(draws: Draws, place: Place, designs: Sequence[Design]) -> Fields:
    """Preparations, systems, arms and comparisons."""
    preparations = materials.preparations(draws)
    return {
        "preparations": preparations,
        "systems": materials.systems(draws, designs),
        "arms": arms.arms(draws, place, list(preparations), draws.deal(arms.ARMS)),
        "comparisons": arms.comparisons(draws, place, list(preparations)),
    }


def study(draws: Draws, key: str, number: int, reading: SourceReading) -> StudyRecord:
    designs, status = draws.deal(DESIGNS), draws.deal(documents.STATUSES)
    place = materials.place(designs)
    record = documents.document(draws, "study", key, reading, type=draws.deal(DOCUMENTS), status=status)
    record |= {"read": draws.deal(documents.DEPTHS)} | investigation(draws, place, designs, number)
    record |= given(draws, place, designs)
    record["findings"] = findings.findings(draws, place, record, draws.deal(findings.FINDINGS[place]))
    record["harms"] = remarks.harms(draws, place, record)
    record["statements"] = remarks.positions(draws, draws.deal(remarks.POSITIONS))
    record["conclusions"] = remarks.conclusions(draws, draws.deal(remarks.CONCLUSIONS))
    return StudyRecord.model_validate(record)


def included(draws: Draws, keys: Sequence[str]) -> Fields:
    """The inclusion list of a review, as far as it was read."""
    state = draws.deal(LISTS)
    if state == "not read":
        return {"inclusion_list": state}
    elsewhere = draws.random.sample(range(100), k=INCLUDED_ELSEWHERE)
    return {
        "inclusion_list": state,
        "includes": sorted(draws.random.sample(keys, k=min(INCLUDED, len(keys)))),
        "includes_elsewhere": [f"Author {number} et al., 2020" for number in sorted(elsewhere)],
    }


def reviewed(draws: Draws, record: Fields, keys: Sequence[str]) -> list[Fields]:
    """What a review says of effects; now and then with the study it rests on."""
    said = findings.findings(draws, "elsewhere", record, draws.deal(FINDINGS_OF_REVIEWS))
    for finding in said:
        if draws.deal(RESTS_ON):
            finding["rests_on"] = [draws.random.choice(keys)]
    return said


def review(draws: Draws, key: str, keys: Sequence[str], reading: SourceReading) -> ReviewRecord:
    kind = draws.deal(REVIEWS)
    record = documents.document(draws, "review", key, reading, type=kind)
    source = "mixed or not specified" if draws.deal(SOURCE_OPEN) else draws.term("source")
    record |= included(draws, keys) | {"designs": [kind], "condition": documents.condition(draws)}
    record |= {"preparations": materials.product(source), "arms": {}, "comparisons": {}}
    record["systems"] = {"system-0": materials.system(draws, "not shown")}
    record["findings"] = reviewed(draws, record, keys)
    record["statements"] = remarks.positions(draws, draws.deal(remarks.POSITIONS_OF_REVIEWS))
    record["conclusions"] = remarks.conclusions(draws, draws.deal(remarks.CONCLUSIONS_OF_REVIEWS))
    return ReviewRecord.model_validate(record)


def trial(draws: Draws, key: str, number: int, reading: SourceReading) -> TrialRecord:
    record = documents.document(draws, "trial", key, reading, type="registry entry", status="registered")
    record |= {"read": "registry entry", "designs": [*draws.deal(TRIALS)], "species": ["Homo sapiens"]}
    record |= {"condition": documents.condition(draws), "n": {"planned": draws.random.randint(10, 90)}}
    record["preparations"] = materials.product(draws.term("source"), "extracellular vesicle")
    record["arms"] = arms.arms(draws, "people", ["prep-0"], draws.deal(arms.TRIAL_ARMS))
    record["registration"] = registrations.registration(draws, number)
    record |= draws.some(TRIAL, countries=["Iran"], primary_endpoint="hair density at week 24")
    return TrialRecord.model_validate(record)


def statement(draws: Draws, key: str, reading: SourceReading) -> StatementRecord:
    record = documents.document(draws, "statement", key, reading, type=draws.deal(STATEMENTS))
    record |= {"designs": ["not a study"], "preparations": materials.product("mixed or not specified")}
    record |= draws.some(
        STATEMENT, authority="An invented authority", jurisdiction=JURISDICTIONS, issued="2025-03-07"
    )
    count = draws.deal(remarks.POSITIONS_OF_STATEMENTS)
    return StatementRecord.model_validate(record | {"statements": remarks.positions(draws, count)})
