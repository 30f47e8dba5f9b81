"""What the page holds of the graph: one table for each kind of thing, one column for each property.

A table is declared, not coded: the classes whose instances are its rows, and the properties that are
its columns. ``name*`` marks a property that may have several values. A column is called after the
local name of its property, or as ``name=prefix:property`` says. Columns *made* are no properties:
:mod:`.made` and :mod:`.payload` work them out. ``scripts/payload_types.py`` writes the tables as types for
the page's scripts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ..model.categories import CATEGORIES

__all__ = ["TABLES", "TERM_CLASSES", "Column", "Table"]


@dataclass(frozen=True)
class Column:
    """One column: its name in the page, the CURIE of its property, and whether it holds many values."""

    name: str
    property: str
    many: bool


@dataclass(frozen=True)
class Table:
    """Rows are the instances of some classes of ``ontology.ttl``; columns are properties of them, or made."""

    name: str
    classes: tuple[str, ...]
    text: str
    made: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in the order declared.

        >>> Table("t", ("Term",), "via* label=rdfs:label").columns[0]
        Column(name='via', property='exokg:via', many=True)
        """
        return tuple(map(_column, self.text.split()))


def _column(word: str) -> Column:
    name, _, told = word.rstrip("*").partition("=")
    return Column(name, told or f"exokg:{name}", word.endswith("*"))


_QUANTITY: Final = """
    statistic baseline baselineSpread after change spread spreadType ciLow ciHigh comparatorChange
    comparatorSpread sampleSize unit pText timepoint quantityNote

"""

_TERM_TEXT: Final = """
    label=rdfs:label altLabel=skos:altLabel* parent=rdfs:subClassOf* sourceKind definition=obo:IAO_0000115
    producedBy=obo:RO_0003001

"""

TERM_CLASSES: Final = tuple(category.cls for category in CATEGORIES.values() if category.name != "evidence")
"""Kinds of term, in the order in which one that has several is shown as."""

TABLES: Final = (
    Table("terms", TERM_CLASSES, _TERM_TEXT, made=("studiesNotReadInFull",)),
    Table(
        "records",
        ("Study", "Review", "TrialRegistration", "RegulatoryStatement"),
        """
        label=rdfs:label titleStatus readingDepth absenceMeans confidence design* designFeature*
        taxon=obo:RO_0002162* strain conditionReported condition* severity status year describedIn sex age
        comparatorReported* primaryEndpoint followUp nAnalysed nNote rung
        inGroup* inCohort* caution interestStatement funderKind funder*
        productTie notApplicable* sourcePage* note entered enteredBy secondRead secondReadBy registeredAs
        searchStatement searchedTo inclusionList includesStudy* includesElsewhere* registryId registry
        registryState stateReported asOf plannedN registeredN start completion phase sponsor endpoint*
        paper paperNote authority jurisdiction issued domain*

        """,
        made=("at", "rungSeparability"),
    ),
    Table(
        "publications",
        ("Publication",),
        """
        documentType status doi pmid pmcid year yearInferred dateText journal journalInferred volume issue
        pages authorList authorsComplete licence retractionNotice

        """,
    ),
    Table(
        "preparations",
        ("VesiclePreparation",),
        """
        usedIn reportedName preparationType source sourceReported taxon=obo:RO_0002162 sourceCondition
        product isolation* characterisation* marker* cargo=obo:RO_0002180* sizeMeanNm sizeSdNm sizeLowNm
        sizeHighNm engineering biogenesisShown madeFrom note lacks* reportingLow reportingHigh reportingItems

        """,
    ),
    Table(
        "systems",
        ("ExperimentalSystem",),
        "ofRecord reportedName rung cellType tissue taxon=obo:RO_0002162 strain modelsCondition",
    ),
    Table(
        "arms",
        ("Arm",),
        """
        ofRecord ofPreparation reportedName doseReported dose* route routeReported depth scheduleReported
        sessions intervalDays followUp coIntervention* n nAnalysed

        """,
    ),
    Table("doses", ("Dose",), "amount unit dimension"),
    Table("cointerventions", ("CoIntervention",), "given inComparator note"),
    Table(
        "comparisons",
        ("Comparison",),
        """
        ofRecord comparatorKind comparatorReported comparatorPreparation comparatorDrug comparatorArm
        nonVesicleControl
        """,
    ),
    Table(
        "findings",
        ("Finding", "ReviewFinding"),
        f"""
        reportedBy subject subjectSource effect verb target targetReported inSystem inArm comparison
        contrast support separability necessityTested via* measure modifier doseReported locator summary rung
        {_QUANTITY} seedSupport seedBasis restsOn*

        """,
        made=("at", "separable"),
    ),
    Table(
        "harms",
        ("HarmReport",),
        f"""
        reportedBy subject subjectSource harmState event eventReported inArm inSystem population count
        countReported denominator serious followUp comparison contrast measure {_QUANTITY} locator summary
        seedSupport seedBasis

        """,
    ),
    Table(
        "positions",
        ("Position",),
        f"""
        reportedBy stance topic subject subjectSource scope asOf measure {_QUANTITY} locator summary
        seedSupport seedBasis

        """,
    ),
    Table("conclusions", ("Conclusion",), "reportedBy conclusionKind summary seedSupport seedBasis"),
    Table(
        "differences",
        ("RegistryDifference",),
        "ofRegistration differenceKind field registryValue paperValue locator",
    ),
    Table("reporting", ("ReportingItem",), "ofPreparation ofRecord item state"),
    Table(
        "claims",
        ("Claim",),
        """
        claimSource claimEffect claimTarget supportedBy* findingCount independentStudies independentGroups
        separableStudies highestRung agreement bestContrast bestSupport against shallowestReading
        deepestReading lowestConfidence highestConfidence reportingLow reportingHigh disagreesWith*

        """,
        made=("place",),
    ),
    Table("conflicts", ("Conflict",), "conflictKind findingA findingB differsIn"),
)
"""Every table of the page, but for the numbers a record gives: curators name them (:mod:`.reading`)."""
