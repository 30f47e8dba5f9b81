"""What the graph says of one thing, as values: its facts, the results about it, and what points to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model.absences import ABSENCES, NOT_APPLICABLE
from ..rdf.namespaces import PREFIXES, compress

__all__ = ["Fact", "Mention", "StatedResult", "Thing", "Value", "Verdict"]


@dataclass(frozen=True)
class Value:
    """A term as people read it.

    Attributes:
        text: its label, its IRI in short, or the literal's text.
        iri: its IRI, empty for a literal.
        language: the literal's language tag.
    """

    text: str
    iri: str = ""
    language: str = ""

    def __str__(self) -> str:
        """The label with the short IRI, where both are known."""
        short = compress(self.iri)
        return self.text if self.text == short or not self.iri else f"{self.text} ({short})"


@dataclass(frozen=True)
class Fact:
    """A property of a thing and all its values."""

    property: Value
    values: list[Value]


@dataclass(frozen=True)
class StatedResult:
    """One result, harm, position or conclusion that mentions the thing, with its place in a source.

    Attributes:
        iri: the node.
        role: the property under which it mentions the thing, shortened.
        text: what it says, in a line.
        record: the record that reports it, shortened.
        locator: where in the source; empty for a conclusion, which is about the whole record.
        summary: the curator's words.
        rung: strength of the study system; of what is no finding, *not applicable*, as in the next two.
        contrast: what was compared.
        support: how a mechanism is supported.
        separability: whether the effect, or a harm, can be told apart from other treatments.
        setting: where it was measured, and against what.
        values: its numbers, with those of the comparator.
        parts: subject, effect and target, with their IRIs; empty where the result has no such three.

    A missing contrast, support, setting or value says what absence means in the record: *not reported* or
    *not read*.
    """

    iri: str
    role: str
    text: str
    record: str
    locator: str
    summary: str
    rung: str = NOT_APPLICABLE
    contrast: str = NOT_APPLICABLE
    support: str = NOT_APPLICABLE
    separability: str = NOT_APPLICABLE
    setting: str = NOT_APPLICABLE
    values: str = NOT_APPLICABLE
    parts: list[Value] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """How strong it is, where it was measured, and its numbers: a line for each that applies."""
        judged = {name: getattr(self, name) for name in ("rung", "contrast", "support", "separability")}
        known = [_clear(name, word) for name, word in judged.items() if word != NOT_APPLICABLE]
        lines = ["; ".join(known), self.setting, _clear("values", self.values)]
        return [line for line in lines if line and not line.endswith(NOT_APPLICABLE)]


def _clear(name: str, word: str) -> str:
    """A word that says nothing by itself, with what it is about."""
    return f"{name} {word}" if word in ABSENCES else word


@dataclass(frozen=True)
class Mention:
    """Another node that points to the thing: its IRI, its label, and the property with its IRI."""

    iri: str
    label: str
    role: str
    role_iri: str


@dataclass(frozen=True)
class Verdict:
    """What all results of one source on one target say together.

    Attributes:
        source: what was given.
        target: what was looked at.
        text: the sentence.
        studies: how many independent studies are behind it.
    """

    source: Value
    target: Value
    text: str
    studies: int


@dataclass(frozen=True)
class Thing:
    """A node of the graph with all that leaves it and all that points to it.

    Attributes:
        iri: the node.
        label: its name.
        types: its classes.
        facts: its properties, in the order of their names.
        statements: what is said about it, with locators.
        mentions: whatever else points to it.
        verdicts: what all studies say of each source and target that it is about.
    """

    iri: str
    label: str
    types: list[Value]
    facts: list[Fact]
    statements: list[StatedResult] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def properties(self) -> dict[str, list[str]]:
        """The facts as text for reading: property → values."""
        return {fact.property.text: list(map(str, fact.values)) for fact in self.facts}

    def first(self, name: str) -> str:
        """Return the first value of a property of exokg's, or with this IRI, as text; or nothing."""
        wanted = name if ":" in name else PREFIXES["exokg"] + name
        return next((fact.values[0].text for fact in self.facts if fact.property.iri == wanted), "")
