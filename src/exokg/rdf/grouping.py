"""The group in which a picture shows a preparation or a system: that of its term, or of its kind or rung."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode

from ..curation.terms import Term, Terms
from ..model.groups import DISPLAY_GROUP
from ..model.materials import Preparation, System
from ..model.names import coded
from ..model.rungs import Rung
from .context import Context
from .namespaces import expand

_OF_RUNG: Final[dict[Rung, str]] = {
    "in vitro": "cells, type not shown",
    "ex vivo": "follicles in culture",
    "animal": "other animals",
    "uncontrolled human": "people, no control",
    "controlled human": "people, controlled",
    "not shown": "model not shown",
}
"""The group of a system whose terms say no more."""


def display_group(context: Context, part: Preparation | System) -> NamedNode:
    """The node of the group that pictures show a part of a record in."""
    name = group_given(context, part) if isinstance(part, Preparation) else group_tested(context, part)
    return expand(coded(DISPLAY_GROUP, name))


def group_given(context: Context, preparation: Preparation) -> str:
    """The group of what was given: that of its source, unless it holds no vesicles."""
    if preparation.type == "non-vesicle":
        return "not vesicles"
    absent = "source not reported" if context.record.read == "full text" else "source not read"
    return group_of(context.graph.terms, context.named(preparation, "source", preparation.source)) or absent


def group_tested(context: Context, system: System) -> str:
    """The group of what was measured in: the animal's in an animal, the cell's in a dish, else the rung's.

    A cell says more than that nobody shows whether it was in a dish.
    """
    if system.preparation_itself:
        return "the preparation itself"
    field = {"in vitro": "cell", "not shown": "cell", "animal": "taxon"}.get(system.rung)
    term = context.named(system, field, getattr(system, field)) if field else None
    return group_of(context.graph.terms, term) or _OF_RUNG[system.rung]


def group_of(terms: Terms, term: Term | None) -> str | None:
    """The group of a term, or of the nearest term above it that has one."""
    terms_above = () if term is None else (term, *terms.above(term))
    return next((one.group for one in terms_above if one.group is not None), None)
