"""What every record says first, and the studies' people: who wrote, who paid, who belongs together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.invented.draws import Counts, Draws, Fields, shares
from exokg.model.documents import SecondReading

if TYPE_CHECKING:
    from exokg.model.documents import SourceReading

STATUSES = Counts({"published": 60, "preprint": 3, "retracted": 1, "corrected": 1})
"""Of studies. Invented: retracted, corrected."""
DEPTHS = Counts({"abstract": 57, "secondary summary": 7, "full text": 16})
"""Of studies. Invented: full text, without which nothing is *not reported*."""
CONFIDENCE = Counts({"high": 34, "medium": 22, "low": 8})
PUBLICATION = shares(
    64, doi=42, pmid=13, pmcid=14, year=54, journal=49, volume=31, issue=26, pages=33, authors=45, preprint=1
)
AUTHORS = Counts({1: 2, 2: 3, 3: 4, 4: 2, 5: 5, 6: 4, 7: 10, 8: 6, 9: 3, 10: 1, 11: 1, 12: 1, 13: 2, 14: 1})
FUNDERS = Counts({"unclear": 3, "public": 3, "commercial": 2})
INTERESTS = shares(8, funders=5, product_tie=4)
TIES = Counts({"unclear": 3, "yes": 1})
CONDITION = shares(52, terms=49, severity=12)


def authors(draws: Draws) -> list[str]:
    people = [f"Author {number}" for number in range(1, 1000)]
    return draws.random.sample(people, k=draws.deal(AUTHORS))


def publication(draws: Draws, key: str, said: Fields) -> Fields:
    """The document; its identifiers are made of the record's key, so that no two have the same."""
    digits = str(10_000_000 + draws.random.randrange(80_000_000))
    made = draws.some(
        PUBLICATION,
        doi=f"10.5555/{key}",
        pmid=digits,
        pmcid=f"PMC{digits}",
        year=draws.random.randint(2015, 2026),
        journal="Journal of Invented Results",
        volume="12",
        issue="3",
        pages="100-110",
        authors=authors,
        preprint=f"10.5555/{key}.preprint",
    )
    if said.get("status") == "retracted":
        made |= {"retraction_notice": f"10.5555/{key}.notice", "notice_date": "2025-06-01"}
    if said.get("status") == "preprint":
        made["published_as"] = f"10.5555/{key}.paper"
    return made | said


def document(draws: Draws, kind: str, key: str, reading: SourceReading, **published: Any) -> Fields:
    """What every record begins with; the same person read it again."""
    return {
        "kind": kind,
        "title": f"Invented {kind} {key}",
        "title_status": "shown",
        "publication": publication(draws, key, {"status": "published"} | published),
        "read": "abstract",
        "confidence": draws.deal(CONFIDENCE),
        "entered": reading,
        "second_read": SecondReading(date=reading.date, by=reading.by),
        "sources": [f"https://example.org/{key}"],
        "notes": "Nobody wrote this record.",
    }


def condition(draws: Draws) -> Fields:
    made = draws.some(CONDITION, terms=lambda one: [one.term("condition")], severity="mild to moderate")
    return {"reported": draws.term("condition")} | made


def interests(draws: Draws) -> Fields:
    made = {"statement": "A funder is named.", "funder_kind": draws.deal(FUNDERS)}
    return made | draws.some(INTERESTS, funders=["A funder"], product_tie=TIES)
