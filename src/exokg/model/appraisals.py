"""Judgements of how far a study can be trusted, as somebody made them; exokg itself makes none."""

from __future__ import annotations

from typing import ClassVar

from .declarations import Part, needed, optional
from .nodes import Node, labelled
from .types import Key, RecordKey


class Appraisal(Part):
    """One judgement: of one study, in one domain of one tool."""

    NODE: ClassVar = Node(
        "appraisal",
        {"": "Appraisal"},
        of="reportedBy",
        named_by="id",
        composed=(
            labelled(lambda spot: f"{spot.part.tool}, {spot.part.domain or 'all domains'} ({spot.key})"),
        ),
    )

    id: Key = needed("its name in this record; never changes", because="its IRI is made of it", example="a1")
    tool: str = needed("the tool, as worded", "appraisalTool", column="tool", example="RoB 2")
    domain: str | None = optional(
        "the domain of the tool; missing where the study is judged as a whole",
        "appraisalDomain",
        column="domain",
        example="randomisation",
    )
    judgement: str | None = optional(
        "the judgement, as worded", "judgement", column="judgement", example="some concerns"
    )
    judge: str = needed("who judged", "judge", column="judged by", example="the authors of the review")
    study: RecordKey | None = optional(
        "the record of the study that is judged; missing where it has none, or where it is this one",
        "appraises",
        column="study judged",
        example="kim-2022-colostrum",
    )
    study_reported: str | None = optional(
        "the study in the words of the source", "studyReported", column="study as worded", example="Oak 2019"
    )
    locator: str = needed("where in the source", "locator", example="table 3")
