"""Registry entries and where they part from their papers, as triples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..curation.records import StudyRecord, TrialRecord
from .description import Description
from .namespaces import code, mint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode, Triple

    from ..curation.records import Registration
    from .context import Context

__all__ = ["registered_node", "registration_triples"]


def _owner(context: Context, registry_id: str | None) -> str:
    """The key of the record that describes an entry: its own record, else the first study that names it."""
    return context.key if registry_id is None else context.graph.registered[registry_id.lower()]


def registered_node(context: Context) -> NamedNode:
    """The node of the entry that this study or trial record names.

    A trial record's own node where one describes the entry, else one named by the registry's id.
    """
    record = context.record
    if isinstance(record, TrialRecord):
        return context.node
    registry_id = record.registration.id if isinstance(record, StudyRecord) and record.registration else None
    owner = _owner(context, registry_id)
    if context.graph.records[owner].record.kind == "trial":
        return mint("trial", owner)
    return mint("trial", registry_id.lower() if registry_id else context.key)


def _entry(context: Context, registration: Registration) -> Iterator[Triple]:
    about = Description(
        registered_node(context), *([] if context.record.kind == "trial" else ["TrialRegistration"])
    )
    if context.record.kind != "trial":
        name = registration.id or f"registration of {context.key}"
        about.say("rdfs:label", name).say("dcterms:identifier", name)
    about.say("registryId", registration.id).say("registry", registration.registry)
    about.say("registryState", code("registrystate", registration.state))
    about.say("stateReported", registration.state_reported).say("asOf", registration.as_of)
    about.say("plannedN", registration.planned_n).say("registeredN", registration.registered_n)
    about.say("start", registration.start).say("completion", registration.completion)
    about.say("phase", registration.phase).say("sponsor", registration.sponsor)
    about.say_all("endpoint", registration.endpoints).say("paperNote", registration.paper_note)
    paper = context.other(registration.paper)
    return iter(
        about.say("paper", context.node if paper is None and context.record.kind == "study" else paper)
    )


def registration_triples(context: Context, registration: Registration) -> Iterator[Triple]:
    """The entry itself, unless another record describes it, and its differences from the paper."""
    if _owner(context, registration.id) == context.key:
        yield from _entry(context, registration)
    for difference in registration.differences:
        about = Description(context.part("difference", difference.id), "RegistryDifference")
        about.say("rdfs:label", f"{context.key}: {difference.field}")
        about.say("ofRegistration", registered_node(context)).say("field", difference.field)
        about.say("differenceKind", code("differencekind", difference.kind))
        about.say("registryValue", difference.registry).say("paperValue", difference.paper)
        yield from about.say("locator", difference.locator)
