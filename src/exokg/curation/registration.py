"""The part of a record that a trial registry holds, and where it disagrees with the paper.

The text below a field is its help: editors show it, and docs/template is made from it.
"""

from __future__ import annotations

from pydantic import Field

from . import vocabulary as v  # noqa: TC001 - pydantic evaluates the annotations
from .fields import Key, Part

__all__ = ["Difference", "Registration"]


class Difference(Part):
    """One point on which two sources of one trial disagree, such as its registry entry and its paper."""

    id: Key
    """its name in this record"""
    kind: v.DifferenceKind
    """which two sources disagree"""
    field: str
    """what differs"""
    registry: str
    """what the registry, or the first source, says"""
    paper: str
    """what the paper, or the other source, says"""
    locator: str | None = None
    """where"""


class Registration(Part):
    """A registry entry as seen on one day."""

    id: str | None = None
    """registry identifier, such as NCT05658094"""
    registry: str | None = None
    """name of the registry"""
    state: v.RegistryState
    """state of recruitment"""
    state_reported: str | None = None
    """the state in the words of the source"""
    as_of: str | None = None
    """the day on which the entry said so"""
    planned_n: int | None = None
    """participants planned"""
    registered_n: int | None = None
    """participants registered as enrolled"""
    start: str | None = None
    """start, as a date"""
    completion: str | None = None
    """completion, as a date"""
    phase: str | None = None
    """phase as shown"""
    sponsor: str | None = None
    """sponsor"""
    endpoints: list[str] = Field(default_factory=list)
    """registered endpoints"""
    paper: Key | None = None
    """the record of the paper, where one is known"""
    paper_note: str | None = None
    """what is known of a paper"""
    differences: list[Difference] = Field(default_factory=list)
    """on what registry, paper and other sources disagree"""
