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


_DEFINED: Final[dict[Lane, dict[str, str]]] = {
    "source": {
        "mesenchymal stromal cells": "Vesicles of mesenchymal stromal cells, whatever tissue they come from.",
        "follicle and skin cells": "Vesicles of cells that live in the hair follicle or in the skin.",
        "immune cells": "Vesicles of immune cells.",
        "other stem and progenitor cells": "Vesicles of stem or progenitor cells that are not "
        "known to be mesenchymal stromal cells.",
        "plasma, milk, tissue": "Vesicles of a body fluid or of a whole tissue.",
        "plants and bacteria": "Vesicles of plants, plant cells or bacteria.",
        "source not reported": "Vesicles of several sources, or of one that the document does not name.",
        "source not read": "Vesicles whose source is not in the part that was read.",
        "not vesicles": "What was given holds no isolated vesicles: conditioned medium, "
        "secretome, cells, a vehicle.",
        "molecule on its own": "A molecule or drug that was given or blocked by itself.",
    },
    "tested in": {
        "dermal papilla cells": "Cells of the dermal papilla, in culture unless the page does not show it.",
        "follicle stem cells": "Stem cells of the hair follicle, in culture unless the page "
        "does not show it.",
        "root sheath cells and keratinocytes": "Cells of root sheath or matrix and other "
        "keratinocytes, in culture unless not shown.",
        "fibroblasts": "Fibroblasts of skin or follicle, in culture unless the page does not show it.",
        "melanocytes": "Melanocytes, in culture unless the page does not show it.",
        "other cells": "Cells of any other kind, in culture unless the page does not show it.",
        "cells, type not shown": "Cultured cells whose type the page does not show.",
        "the preparation itself": "Nothing was treated: the content, the membrane or a "
        "property of the preparation was measured.",
        "model not shown": "The page does not show in what was measured.",
        "follicles in culture": "Follicles or tissue kept alive outside the body.",
        "mice": "Living mice.",
        "other animals": "Other living animals, and animals the page does not name.",
        "people, no control": "People who were not compared with a control.",
        "people, controlled": "People who were compared with a control.",
    },
    "mechanism": {
        "Wnt and beta-catenin": "Wnt signalling, its members and what it switches on.",
        "other signalling": "Other signalling pathways, hormones and their members.",
        "proliferation, migration": "How cells divide, move, live on and become active.",
        "hair induction, identity": "What makes a cell a cell of the follicle, and able to induce hair.",
        "cell death, survival": "How cells die, age or are spared.",
        "growth factors, vessels": "Growth factors and the growth of blood vessels.",
        "immune, inflammation": "Immune cells, cytokines and inflammation.",
        "pigment synthesis": "How melanocytes make, hand on and break down pigment.",
        "microRNA, gene expression": "MicroRNAs, and changes of expression not named one by one.",
        "uptake, delivery, stability": "The vesicles themselves and their load: markers, "
        "uptake, delivery, stability.",
        "no mechanism named": "A finding about an outcome that names no step between.",
    },
    "outcome": {
        "growth and regrowth": "Whether hair grows, returns or gets longer.",
        "density, count, coverage": "How many hairs there are, or how much they cover.",
        "calibre, diameter": "How thick hairs are.",
        "follicle number and size": "How many follicles there are, and how large.",
        "cycle phase": "Which phase of the hair cycle follicles are in, or pass into.",
        "shedding, breakage, severity": "How much hair is lost or broken, how severe the disease.",
        "colour": "Colour of hair, and pigment seen in tissue.",
        "scalp, skin, wound": "The state of scalp and skin, and how wounds heal.",
        "satisfaction": "What those treated think of it.",
        "safety": "Adverse events.",
    },
}

GROUPS: Final[dict[str, DisplayGroup]] = {
    name: DisplayGroup(lane, name, definition)
    for lane, groups in _DEFINED.items()
    for name, definition in groups.items()
}
"""Every group by its name, in the order in which they are shown."""

LANES: Final[tuple[Lane, ...]] = tuple(_DEFINED)
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
