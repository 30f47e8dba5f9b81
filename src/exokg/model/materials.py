"""The parts of a record about what was given, where it was measured, and against what."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal

from .declarations import Part, keyed, needed, optional, several
from .lists import Codes, PreparationItem, ReportingState, YesNo
from .names import Curie
from .nodes import Composed, Made, Node, Spot, labelled
from .rungs import Rung
from .types import (
    ArmKey,
    CellTerm,
    ConditionTerm,
    InterventionTerm,
    MoleculeTerm,
    PreparationKey,
    SourceTerm,
    TaxonTerm,
    TechniqueTerm,
    TissueTerm,
)

PreparationType = Annotated[
    Literal[
        "extracellular vesicle",
        "vesicle mimetic",
        "membrane nanoparticle",
        "vesicle formulation",
        "non-vesicle",
        "product class",
    ],
    Codes("PreparationType"),
]
"""``product class``: products in general; ``vesicle formulation``: loaded, gelled, dried or mixed."""

VESICLE_TYPES: Final = ("extracellular vesicle", "vesicle formulation")
"""Preparation types whose members are typed as vesicles of the Gene Ontology."""

ComparatorKind = Annotated[
    Literal[
        "own baseline",
        "placebo or vehicle",
        "untreated",
        "active drug",
        "other preparation",
        "other dose",
        "source cell or medium",
        "inhibitor or knockdown",
        "disease model",
        "other treatment",
        "ambiguous",
        "not shown",
    ],
    Codes("ComparatorKind"),
]

_SHOWN_IN: Final = Composed("displayGroup", "group that pictures show it in", column="group shown")


def _vesicle(spot: Spot) -> Made:
    """A preparation of vesicles is one of the Gene Ontology's; an exosome only where biogenesis was shown."""
    if spot.part.type in VESICLE_TYPES:
        exosome = spot.part.biogenesis_shown
        kind = Curie("GO:0070062") if exosome else Curie("GO:1903561")
        yield kind, spot.at("biogenesis-shown" if exosome else "type")


class SizeNm(Part):
    """Vesicle diameter in nm."""

    mean: float | None = optional("mean diameter", "sizeMeanNm", column="mean diameter (nm)", example=95.5)
    sd: float | None = optional("its standard deviation", "sizeSdNm", column="SD (nm)", example=12.0)
    low: float | None = optional("lower end of the range", "sizeLowNm", column="smallest (nm)", example=30.0)
    high: float | None = optional(
        "upper end of the range", "sizeHighNm", column="largest (nm)", example=150.0
    )


class Preparation(Part):
    """What was given: one vesicle preparation of one study."""

    NODE: ClassVar = Node(
        "preparation",
        {"": "VesiclePreparation"},
        of="usedIn",
        composed=(
            labelled(lambda spot: f"{spot.part.reported_as} ({spot.key})"),
            Composed("rdf:type", "vesicles, or exosomes where their origin was shown", _vesicle),
            Composed("obo:RO_0003001", "the cells or material that set the vesicles free"),
            _SHOWN_IN,
            Composed(
                "ofSubject",
                "vesicles, or other preparations, of its kind and source",
                column="kind and source",
            ),
        ),
    )

    reported_as: str = needed(
        "its name in the words of the source", "reportedName", column="name", example="ADSC-Exo"
    )
    type: PreparationType = needed(
        "kind of preparation", "preparationType", column="preparation", dimension=True
    )
    source: SourceTerm | None = optional(
        "cells or material it comes from", "source", dimension=True, example="adipose-derived stem cell"
    )
    source_reported: str | None = optional(
        "the source as worded, where the term is wider", "sourceReported", example="human lipoaspirate cells"
    )
    source_condition: str | None = optional(
        "state of the source: native, primed, engineered …", "sourceCondition", example="hypoxia"
    )
    taxon: TaxonTerm | None = optional(
        "species of the source",
        "obo:RO_0002162",
        column="source species",
        dimension=True,
        example="human",
    )
    product: str | None = optional("product name", "product", dimension=True, example="ASCE+")
    isolation: list[TechniqueTerm] = several(
        "how it was separated", "isolation", dimension=True, example=["ultracentrifugation"]
    )
    characterisation: list[TechniqueTerm] = several(
        "how it was characterised",
        "characterisation",
        dimension=True,
        example=["nanoparticle tracking analysis"],
    )
    markers: list[MoleculeTerm] = several(
        "vesicle markers shown", "marker", column="marker", dimension=True, example=["CD63"]
    )
    size_nm: SizeNm | None = optional("diameter in nm", because="its fields are said of the preparation")
    cargo: list[MoleculeTerm] = several(
        "cargo named by the source", "obo:RO_0002180", dimension=True, example=["WNT3A"]
    )
    loaded_with: list[InterventionTerm] = several(
        "drug, miRNA or protein put into the vesicles, which count as loaded vesicles then",
        "loadedWith",
        column="loaded with",
        dimension=True,
        example=["minoxidil"],
    )
    engineering: str | None = optional(
        "what was changed, loaded, dried or mixed", "engineering", example="loaded with minoxidil"
    )
    lacks: list[MoleculeTerm] = several(
        "cargo silenced or removed in it; such a necessity control never counts under its source",
        "lacks",
        example=["WNT3A"],
    )
    biogenesis_shown: str | None = optional(
        "ground for typing it exosome; without it: extracellular vesicle",
        "biogenesisShown",
        example="CD63 pulled down from endosomes",
    )
    derived_from: PreparationKey | None = optional(
        "the preparation of this record it was made from", "madeFrom", column="made from"
    )
    substance: InterventionTerm | None = optional(
        "what it is, where it holds no vesicles and comes from no source",
        "substance",
        example="sodium chloride",
    )
    reporting: dict[PreparationItem, ReportingState] = keyed(
        "items of the reporting checklist that the fields above do not show",
        because="the checklist joins it with what the fields show: exokg:ReportingItem",
    )
    note: str | None = optional("a remark", "note", example="sold as a cosmetic")


class System(Part):
    """Where something was measured."""

    NODE: ClassVar = Node(
        "system",
        {"": "ExperimentalSystem"},
        of="ofRecord",
        composed=(
            labelled(lambda spot: spot.part.reported_as),
            _SHOWN_IN,
        ),
    )

    reported_as: str = needed(
        "the system in the words of the source", "reportedName", column="name", example="C57BL/6 mice"
    )
    rung: Rung = needed("its rung on the ladder from dish to controlled human study", "rung", dimension=True)
    cell: CellTerm | None = optional(
        "cell type", "cellType", column="cell", dimension=True, example="dermal papilla cell"
    )
    tissue: TissueTerm | None = optional("tissue or site", "tissue", dimension=True, example="scalp")
    taxon: TaxonTerm | None = optional(
        "species or strain", "obo:RO_0002162", column="species", dimension=True, example="C57BL/6"
    )
    condition: ConditionTerm | None = optional(
        "condition it models or has",
        "modelsCondition",
        column="condition",
        dimension=True,
        example="androgenetic alopecia",
    )
    preparation_itself: bool | None = optional(
        "true where nothing was treated: content, membrane or stability of the preparation was measured",
        "preparationItself",
        column="the preparation itself",
        example=False,
    )


class Comparison(Part):
    """Against what a finding was measured."""

    NODE: ClassVar = Node(
        "comparison",
        {"": "Comparison"},
        of="ofRecord",
        composed=(labelled(lambda spot: spot.part.against),),
    )

    kind: ComparatorKind = needed("kind of comparator", "comparatorKind", column="comparator", dimension=True)
    against: str = needed(
        "the comparator in the words of the source",
        "comparatorReported",
        column="compared with",
        example="saline",
    )
    preparation: PreparationKey | None = optional(
        "the other preparation of this record, where that is the comparator",
        "comparatorPreparation",
        column="other preparation",
    )
    drug: InterventionTerm | None = optional(
        "the drug, where the comparator is one",
        "comparatorDrug",
        column="drug",
        dimension=True,
        example="minoxidil",
    )
    arm: ArmKey | None = optional(
        "the comparator's arm, where it is described", "comparatorArm", column="comparator's arm"
    )
    control_for_non_vesicle_material: YesNo | None = optional(
        "whether the comparator holds what the preparation holds besides vesicles",
        "nonVesicleControl",
        column="non-vesicle control",
        dimension=True,
    )


class Condition(Part):
    """The condition studied."""

    reported: str = needed(
        "the condition in the words of the source",
        "conditionReported",
        column="condition as worded",
        example="male pattern hair loss",
    )
    terms: list[ConditionTerm] = several(
        "its terms", "condition", column="condition", dimension=True, example=["androgenetic alopecia"]
    )
    severity: str | None = optional("severity as given", "severity", example="Norwood III–V")
