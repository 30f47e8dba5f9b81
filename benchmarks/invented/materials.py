"""What was given and where it was measured: preparations and systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.invented.draws import Counts, Draws, Fields, share, shares
from exokg.model.rungs import HUMAN_RUNGS, RUNGS_OF_DESIGNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.invented.draws import Place
    from exokg.model.rungs import Design

PREPARATIONS = Counts({1: 46, 2: 17, 3: 1})
OF_ONE_SOURCE = share(13, 18)
"""Of the preparations that stand beside another."""
MADE_FROM_ANOTHER = share(6, 19)
TYPES = Counts(
    {
        "extracellular vesicle": 57,
        "vesicle formulation": 12,
        "non-vesicle": 9,
        "vesicle mimetic": 3,
        "membrane nanoparticle": 1,
        "product class": 1,
    }
)
PREPARATION = shares(
    83,
    source=73,
    source_reported=65,
    source_condition=54,
    taxon=40,
    product=3,
    isolation=13,
    characterisation=14,
    markers=2,
    size_nm=6,
    cargo=16,
    lacks=1,
    engineering=17,
)
CONDITIONS = Counts({"native": 20, "primed": 12, "engineered": 12, "3D-cultured": 10})
"""Of sources. The native were counted; of the others hardly two are worded alike."""
ISOLATIONS = Counts({"aqueous two-phase system": 6, "ultracentrifugation": 4, "serial extrusion": 3})
CHARACTERISATIONS = Counts(
    {
        ("western blot assay",): 4,
        ("dynamic light scattering", "transmission electron microscopy"): 7,
        ("flow cytometry assay", "proteomics", "Nanoparticle Tracking Analysis"): 3,
    }
)
CARGO = Counts({1: 13, 2: 2, 6: 1})

SYSTEMS = {
    "people": Counts({1: 7, 2: 9, 3: 4, 4: 2}),
    "elsewhere": Counts({1: 14, 2: 7, 3: 6, 4: 6, 5: 5, 6: 2, 7: 1, 9: 1}),
}
RUNG_NOT_SHOWN = {"people": share(1, 45), "elsewhere": share(29, 122)}
SYSTEM = {
    "in vitro": shares(45, cell=31, taxon=12),
    "ex vivo": shares(11, tissue=11, taxon=11),
    "animal": shares(39, cell=1, tissue=23, taxon=35, condition=19),
    "uncontrolled human": shares(38, tissue=22, taxon=38, condition=35),
    "controlled human": shares(4, tissue=3, taxon=4, condition=3),
    "not shown": shares(30, cell=7, tissue=7, taxon=1, condition=3),
}
ANIMALS = Counts({"Mus musculus": 31, "Ovis aries": 2, "Rattus norvegicus": 2})


def preparation(draws: Draws, number: int, source: str) -> Fields:
    return {"reported_as": f"vesicles {number}", "type": draws.deal(TYPES)} | draws.some(
        PREPARATION,
        source=source,
        source_reported=f"{source} as worded",
        source_condition=CONDITIONS,
        taxon="Homo sapiens",
        product="Invented Complex",
        isolation=lambda one: [one.deal(ISOLATIONS)],
        characterisation=lambda one: list(one.deal(CHARACTERISATIONS)),
        markers=["CD9", "TSG101"],
        size_nm={"mean": draws.number(90, 150), "low": 30.0, "high": 150.0},
        cargo=lambda one: one.terms("molecule", one.deal(CARGO)),
        lacks=lambda one: [one.term("molecule")],
        engineering="loaded",
    )


def preparations(draws: Draws) -> dict[str, Fields]:
    """One or more; most of one study are of one source, some made from another."""
    source = draws.term("source")
    made = {"prep-0": preparation(draws, 0, source)}
    for number in range(1, draws.deal(PREPARATIONS)):
        own = source if draws.deal(OF_ONE_SOURCE) else draws.term("source")
        made[f"prep-{number}"] = preparation(draws, number, own)
        if draws.deal(MADE_FROM_ANOTHER):
            made[f"prep-{number}"]["derived_from"] = "prep-0"
    return made


def product(source: str, kind: str = "product class") -> dict[str, Fields]:
    """The one preparation of a record that is about products in general."""
    return {"prep-0": {"reported_as": "exosome products", "type": kind, "source": source}}


def place(designs: Sequence[Design]) -> Place:
    """Where a study of these designs is made."""
    rungs = {rung for design in designs for rung in RUNGS_OF_DESIGNS.get(design, (None, ()))[1]}
    return "people" if rungs.intersection(HUMAN_RUNGS) else "elsewhere"


def rung(draws: Draws, design: Design) -> str:
    """The rung of one system of a study of this design."""
    implied, allowed = RUNGS_OF_DESIGNS.get(design, (None, ()))
    if not allowed or draws.deal(RUNG_NOT_SHOWN[place([design])]):
        return "not shown"
    return draws.random.choice(allowed) if implied is None or implied in HUMAN_RUNGS else implied


def system(draws: Draws, on: str) -> Fields:
    return {"reported_as": f"system {on}", "rung": on} | draws.some(
        SYSTEM[on],
        cell=lambda one: one.term("cell"),
        tissue=lambda one: one.term("anatomy"),
        taxon=ANIMALS if on == "animal" else "Homo sapiens",
        condition=lambda one: one.term("condition"),
    )


def systems(draws: Draws, designs: Sequence[Design]) -> dict[str, Fields]:
    """The systems of a study, its designs in turn."""
    count = draws.deal(SYSTEMS[place(designs)])
    rungs = [rung(draws, designs[number % len(designs)]) for number in range(count)]
    return {f"system-{number}": system(draws, on) for number, on in enumerate(rungs)}
