"""What is stated of a part of a record and needs more than the record: terms, groups, other records.

The model declares these properties (:class:`exokg.model.nodes.Composed`) and leaves their values to here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from pyoxigraph import NamedNode

from ..curation.document import Loc
from ..model.nodes import Spot
from ..model.perturbations import BLOCKING
from .clusters import is_cohort
from .context import Context
from .grouping import display_group
from .namespaces import mint
from .subject_triples import subject_of, subject_of_result
from .term_triples import PRODUCED_BY, mappings

Made = Iterator[tuple[NamedNode | None, Loc]]


def _produced_by(context: Context, spot: Spot) -> Made:
    source = context.named(spot.part, "source", spot.part.source)
    makers = [] if source is None else [node for name, node in mappings(source) if name == PRODUCED_BY]
    yield from ((node, spot.at("source")) for node in makers[:1])


def _of_subject(context: Context, spot: Spot) -> Made:
    subject = subject_of(context, spot.part)
    if subject is not None:
        yield subject.node, spot.at("type")


def _counted_under(context: Context, spot: Spot) -> Made:
    subject = subject_of_result(context, spot.part)
    if subject is not None:
        yield subject.node, spot.at("about")
    if getattr(spot.part, "molecule", None) is not None:
        yield context.term(spot.part, "molecule"), spot.at("molecule")


def _clusters(context: Context, kind: str) -> list[NamedNode]:
    """The groups or cohorts of a record; a study that the table does not name has its own."""
    rows = context.graph.memberships.get(context.key, [])
    named = [mint(kind, row["cluster"]) for row in rows if is_cohort(row["kind"]) == (kind == "cohort")]
    return named or ([mint(kind, context.key)] if context.record.kind == "study" else [])


def _groups(context: Context, _spot: Spot) -> Made:
    yield from ((node, ()) for node in _clusters(context, "group"))


def _cohorts(context: Context, _spot: Spot) -> Made:
    yield from ((node, ()) for node in _clusters(context, "cohort"))


def owner_of_entry(context: Context, registry_id: str | None) -> str:
    """The key of the record that describes an entry: its own record, else the first study that names it."""
    return context.key if registry_id is None else context.graph.registered[registry_id.lower()]


def registered_node(context: Context) -> NamedNode:
    """The node of the registry entry that this record names.

    A trial record's own node where one describes the entry, else one named by the registry's id.
    """
    record: Any = context.record
    if record.kind == "trial":
        return context.node
    registry_id = record.registration.id if getattr(record, "registration", None) else None
    owner = owner_of_entry(context, registry_id)
    if context.graph.records[owner].record.kind == "trial":
        return mint("trial", owner)
    return mint("trial", registry_id.lower() if registry_id else context.key)


def _registration(context: Context, spot: Spot) -> Made:
    yield registered_node(context), spot.loc


def _paper(context: Context, spot: Spot) -> Made:
    if spot.part.paper is not None:
        yield context.other(spot.part.paper), spot.at("paper")
    elif context.record.kind == "study":
        yield context.node, spot.loc


def _display_group(context: Context, spot: Spot) -> Made:
    yield display_group(context, spot.part), spot.loc


def _tests_role_of(context: Context, spot: Spot) -> Made:
    """What was blocked, or added to see what becomes of an effect; else what an addition does is its own."""
    perturbed = spot.part.perturbed
    if perturbed is not None and (perturbed.how in BLOCKING or perturbed.effect_became is not None):
        yield context.term(perturbed, "what"), spot.at("perturbed", "what")


COMPOSERS: Final[dict[str, Callable[[Context, Spot], Made]]] = {
    "displayGroup": _display_group,
    "inCohort": _cohorts,
    "inGroup": _groups,
    "obo:RO_0003001": _produced_by,
    "ofSubject": _of_subject,
    "ofRegistration": _registration,
    "paper": _paper,
    "countedUnder": _counted_under,
    "testsRoleOf": _tests_role_of,
}
"""Property → its values for one part of a record, each with the way to the field it comes from."""
