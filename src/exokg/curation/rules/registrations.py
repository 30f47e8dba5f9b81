"""Rules about registry entries and the papers that belong to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .registry import Found, Place, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph import Graph, Located

rules: Final = Register()


@rules.on_record("registration-without-id", "ERROR")
def registration_without_id(record: Located, _graph: Graph) -> Iterator[Found]:
    """A registration names its registry or its number."""
    part = getattr(record.record, "registration", None)
    if part is not None and part.id is None and part.registry is None:
        yield ("registration",), "the registration has neither id nor registry", "add id or registry"


@rules.on_record("differences-without-paper", "ERROR")
def differences_without_paper(record: Located, _graph: Graph) -> Iterator[Found]:
    """A difference between registry and paper names both sides."""
    part = getattr(record.record, "registration", None)
    if part is None:
        return
    with_paper = any(difference.kind == "registry and paper" for difference in part.differences)
    if with_paper and record.record.kind == "trial" and part.paper is None and part.paper_note is None:
        message = "the record lists differences but names no paper"
        yield ("registration", "differences"), message, "add paper or paper-note"
    for position, difference in enumerate(part.differences):
        if difference.registry.strip().casefold() == difference.paper.strip().casefold():
            loc = ("registration", "differences", position)
            yield loc, f"both sides of {difference.id} are the same", "delete the difference"


@rules.on_graph("paper-names-other-trial", "ERROR")
def paper_names_other_trial(graph: Graph) -> Iterator[Place]:
    """A trial and its paper name each other."""
    for record in graph.records.values():
        mine = getattr(record.record, "registration", None)
        paper = graph.records.get(mine.paper or "") if mine is not None else None
        theirs = getattr(paper.record, "registration", None) if paper is not None else None
        if mine is None or theirs is None or mine.id is None or theirs.id is None:
            continue
        if record.record.kind == "trial" and mine.id.lower() != theirs.id.lower():
            message = f"{mine.paper} is registered as {theirs.id}, not {mine.id}"
            hint = "correct paper, or the registration of the paper"
            yield record.path, *record.at(("registration", "paper")), message, hint
