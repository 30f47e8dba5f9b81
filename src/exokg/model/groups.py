"""The groups in which pictures and roll-ups show what is given, tested in, moved and measured.

One table for the column ``group`` of ``graph/terms.tsv``, the triples and every picture: a group's place here
is its place on the screen. A group gathers terms for reading; it is no parent of them, and the directions of
its terms are never added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from .lists import Codes

Lane = Literal["source", "tested in", "mechanism", "outcome"]
"""The columns of the network picture that have groups; the studies between them have none."""

DISPLAY_GROUP: Final = Codes("DisplayGroup")
"""How the IRI of a group is made of its name."""


@dataclass(frozen=True)
class DisplayGroup:
    """One group.

    Attributes:
        lane: the column of the network picture that it is shown in.
        name: as ``terms.tsv`` and the screen say it.
        definition: what belongs to it.
    """

    lane: Lane
    name: str
    definition: str


_ALL: Final = (
    DisplayGroup(
        "source",
        "mesenchymal stromal cells",
        "Vesicles of mesenchymal stromal cells, whatever tissue they come from.",
    ),
    DisplayGroup(
        "source",
        "follicle and skin cells",
        "Vesicles of cells that live in the hair follicle or in the skin.",
    ),
    DisplayGroup("source", "immune cells", "Vesicles of immune cells."),
    DisplayGroup(
        "source",
        "other stem and progenitor cells",
        "Vesicles of stem or progenitor cells that are not known to be mesenchymal stromal cells.",
    ),
    DisplayGroup("source", "plasma, milk, tissue", "Vesicles of a body fluid or of a whole tissue."),
    DisplayGroup("source", "plants and bacteria", "Vesicles of plants, plant cells or bacteria."),
    DisplayGroup("source", "source not shown", "Vesicles whose source the page does not show."),
    DisplayGroup(
        "source",
        "not vesicles",
        "What was given holds no isolated vesicles: conditioned medium, secretome, cells, a vehicle.",
    ),
    DisplayGroup("source", "molecule on its own", "A molecule or drug that was given or blocked by itself."),
    DisplayGroup(
        "tested in",
        "dermal papilla cells",
        "Cells of the dermal papilla, in culture unless the page does not show it.",
    ),
    DisplayGroup(
        "tested in",
        "follicle stem cells",
        "Stem cells of the hair follicle, in culture unless the page does not show it.",
    ),
    DisplayGroup(
        "tested in",
        "root sheath cells and keratinocytes",
        "Cells of root sheath or matrix and other keratinocytes, in culture unless not shown.",
    ),
    DisplayGroup(
        "tested in",
        "fibroblasts",
        "Fibroblasts of skin or follicle, in culture unless the page does not show it.",
    ),
    DisplayGroup("tested in", "melanocytes", "Melanocytes, in culture unless the page does not show it."),
    DisplayGroup(
        "tested in", "other cells", "Cells of any other kind, in culture unless the page does not show it."
    ),
    DisplayGroup("tested in", "cells, type not shown", "Cultured cells whose type the page does not show."),
    DisplayGroup(
        "tested in",
        "the preparation itself",
        "Nothing was treated: the content, the membrane or a property of the preparation was measured.",
    ),
    DisplayGroup("tested in", "model not shown", "The page does not show in what was measured."),
    DisplayGroup("tested in", "follicles in culture", "Follicles or tissue kept alive outside the body."),
    DisplayGroup("tested in", "mice", "Living mice."),
    DisplayGroup("tested in", "other animals", "Other living animals, and animals the page does not name."),
    DisplayGroup("tested in", "people, no control", "People who were not compared with a control."),
    DisplayGroup("tested in", "people, controlled", "People who were compared with a control."),
    DisplayGroup("mechanism", "Wnt and beta-catenin", "Wnt signalling, its members and what it switches on."),
    DisplayGroup("mechanism", "other signalling", "Other signalling pathways, hormones and their members."),
    DisplayGroup(
        "mechanism", "proliferation, migration", "How cells divide, move, live on and become active."
    ),
    DisplayGroup(
        "mechanism",
        "hair induction, identity",
        "What makes a cell a cell of the follicle, and able to induce hair.",
    ),
    DisplayGroup("mechanism", "cell death, survival", "How cells die, age or are spared."),
    DisplayGroup("mechanism", "growth factors, vessels", "Growth factors and the growth of blood vessels."),
    DisplayGroup("mechanism", "immune, inflammation", "Immune cells, cytokines and inflammation."),
    DisplayGroup("mechanism", "pigment synthesis", "How melanocytes make, hand on and break down pigment."),
    DisplayGroup(
        "mechanism", "microRNA, gene expression", "MicroRNAs, and changes of expression not named one by one."
    ),
    DisplayGroup(
        "mechanism",
        "uptake, delivery, stability",
        "The vesicles themselves and their load: markers, uptake, delivery, stability.",
    ),
    DisplayGroup("mechanism", "no mechanism named", "A finding about an outcome that names no step between."),
    DisplayGroup("outcome", "growth and regrowth", "Whether hair grows, returns or gets longer."),
    DisplayGroup("outcome", "density, count, coverage", "How many hairs there are, or how much they cover."),
    DisplayGroup("outcome", "calibre, diameter", "How thick hairs are."),
    DisplayGroup("outcome", "follicle number and size", "How many follicles there are, and how large."),
    DisplayGroup("outcome", "cycle phase", "Which phase of the hair cycle follicles are in, or pass into."),
    DisplayGroup(
        "outcome",
        "shedding, breakage, severity",
        "How much hair is lost or broken, how severe the disease.",
    ),
    DisplayGroup("outcome", "colour", "Colour of hair, and pigment seen in tissue."),
    DisplayGroup("outcome", "scalp, skin, wound", "The state of scalp and skin, and how wounds heal."),
    DisplayGroup("outcome", "satisfaction", "What those treated think of it."),
    DisplayGroup("outcome", "safety", "Adverse events."),
)

GROUPS: Final[dict[str, DisplayGroup]] = {group.name: group for group in _ALL}
"""Every group by its name, in the order in which they are shown."""

LANES: Final[tuple[Lane, ...]] = ("source", "tested in", "mechanism", "outcome")
"""The lanes from left to right."""

GROUPED: Final[dict[str, tuple[Lane, ...]]] = {
    "source": ("source",),
    "cell": ("tested in",),
    "pathway": ("mechanism",),
    "process": ("mechanism", "outcome"),
    "molecule": ("mechanism",),
    "delivery outcome": ("mechanism",),
    "hair outcome": ("outcome",),
    "clinical outcome": ("outcome",),
    "skin outcome": ("outcome",),
    "safety outcome": ("outcome",),
}
"""Category of terms → the lanes that its groups are of; every term of these categories has a group."""
