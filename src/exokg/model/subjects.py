"""What claims are about: a kind of preparation from one source, and what people call it.

The kind follows from the type of a preparation, from what it is loaded with and from what was changed in it.
A molecule or drug given alone is a subject of its own and needs none of this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final, Literal

from .lists import Codes

if TYPE_CHECKING:
    from .materials import Comparison, Preparation
    from .records import Record

SubjectKind = Annotated[
    Literal[
        "native vesicles",
        "loaded or engineered vesicles",
        "vesicle formulation",
        "vesicle mimetic",
        "vesicle product",
        "non-vesicle preparation",
        "load or carrier",
        "molecule or drug alone",
    ],
    Codes("SubjectKind"),
]
"""What a claim is about. ``load or carrier``: what was put into vesicles, compared with those without it."""


@dataclass(frozen=True)
class Wording:
    """How subjects of one kind are called: ``{source}`` stands for many of the source.

    Attributes:
        cls: their class of ``ontology.ttl``.
        name: how they are called where no load is known.
        loaded: how they are called where it is; ``{load}`` stands for it.
    """

    cls: str
    name: str
    loaded: str = ""


WORDINGS: Final[dict[SubjectKind, Wording]] = {
    "native vesicles": Wording("VesicleSubject", "vesicles of {source}"),
    "loaded or engineered vesicles": Wording(
        "VesicleSubject", "engineered vesicles of {source}", "{load}-loaded vesicles of {source}"
    ),
    "vesicle formulation": Wording("VesicleSubject", "formulated vesicles of {source}"),
    "vesicle mimetic": Wording(
        "VesicleSubject", "vesicle mimetics of {source}", "{load}-loaded vesicle mimetics of {source}"
    ),
    "vesicle product": Wording("VesicleSubject", "vesicle products of {source}"),
    "non-vesicle preparation": Wording("OtherSubject", "non-vesicle preparations of {source}"),
    "load or carrier": Wording("OtherSubject", "{load} loaded into vesicles of {source}"),
}
"""Every kind but a molecule alone, which has the name of its term."""

_BY_TYPE: Final[dict[str, SubjectKind]] = {
    "extracellular vesicle": "native vesicles",
    "vesicle formulation": "vesicle formulation",
    "vesicle mimetic": "vesicle mimetic",
    "membrane nanoparticle": "vesicle mimetic",
    "non-vesicle": "non-vesicle preparation",
    "product class": "vesicle product",
}
_CHANGEABLE: Final = ("native vesicles", "vesicle formulation")


def kind_of(preparation: Preparation) -> SubjectKind:
    """The kind of a preparation.

    Vesicles that hold a load, or whose cells were changed, are *loaded or engineered*; a formulation that is
    only gelled, dried or mixed stays a *vesicle formulation*.
    """
    kind = _BY_TYPE[preparation.type]
    changed = preparation.engineering and preparation.type == "extracellular vesicle"
    if kind in _CHANGEABLE and (preparation.loaded_with or changed):
        return "loaded or engineered vesicles"
    return kind


def added_to(record: Record, preparation: Preparation, comparison: Comparison | None) -> Preparation | None:
    """The preparation without its load with which a loaded one was compared.

    None where the comparator is something else, or where nothing that is known was put in: vesicles that
    were dried, mixed or changed are still what was given, whatever they were compared with. The difference
    between the two is an effect of the load, and says nothing of the vesicles that both hold.
    """
    if comparison is None or comparison.preparation is None:
        return None
    other = record.preparations[comparison.preparation]
    made_from = preparation.derived_from == comparison.preparation
    same_cells = (
        bool(other.source) and preparation.source == other.source and kind_of(other) == "native vesicles"
    )
    loaded = kind_of(preparation) == "loaded or engineered vesicles"
    put_in = loaded and set(preparation.loaded_with) - set(other.loaded_with)
    return other if put_in and (made_from or same_cells) else None


def plural(source: str, kind: str | None) -> str:
    """What people call many of a source: cells and their kin are counted, fluids, tissues and plants are not.

    Args:
        source: label of the source.
        kind: what the source is, as ``terms.tsv`` says it.

    >>> plural("stromal cell of pluripotent stem cells", "cell"), plural("macrophage", "cell")
    ('stromal cells of pluripotent stem cells', 'macrophages')
    >>> plural("bovine colostrum", "tissue or fluid")
    'bovine colostrum'
    """
    if re.search(r"\bcells\b", source.partition(" of ")[0]) or source.endswith("membrane"):
        return source
    counted = re.sub(r"\bcell\b", "cells", source, count=1)
    return f"{source}s" if kind == "cell" and counted == source else counted
