"""What the graph says of one thing, as values: its facts, the results about it, and what points to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Self

from ..model.absences import ABSENCES, NOT_APPLICABLE
from ..rdf.namespaces import PREFIXES, compress


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
        cited: author and year of the record, or its key where it has neither.

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
    cited: str = ""

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


@dataclass(frozen=True)
class ShownThing(Thing):
    """A thing with the first of what is said of it, and how much there is: what a page shows.

    Attributes:
        stated: how many statements there are.
        judged: how many verdicts.
        values_of: how many values of each property, by its IRI.
        named_by: how many nodes point to the thing with each property, by its IRI.
    """

    stated: int = 0
    judged: int = 0
    values_of: dict[str, int] = field(default_factory=dict)
    named_by: dict[str, int] = field(default_factory=dict)

    @classmethod
    def first_of(cls, thing: Thing, stated: int, named: dict[str, int], most: int) -> Self:
        """Return the first of what is said of a thing.

        Args:
            thing: with at least ``most`` of its statements and of its mentions by each property.
            stated: how many statements it has.
            named: how many nodes point to it with each property.
            most: how many to keep: statements, verdicts, values of each property, and nodes that point to it
                with each property.
        """
        kept: Counter[str] = Counter()
        mentions = []
        for mention in thing.mentions:
            kept[mention.role_iri] += 1
            if kept[mention.role_iri] <= most:
                mentions.append(mention)
        return cls(
            thing.iri,
            thing.label,
            thing.types[:most],
            [Fact(fact.property, fact.values[:most]) for fact in thing.facts],
            thing.statements[:most],
            mentions,
            thing.verdicts[:most],
            stated,
            len(thing.verdicts),
            {fact.property.iri: len(fact.values) for fact in thing.facts},
            named,
        )

    @classmethod
    def read(cls, found: dict[str, Any]) -> Self:
        """Return the thing that :func:`dataclasses.asdict` wrote."""
        lists = {
            "types": [Value(**value) for value in found["types"]],
            "facts": [
                Fact(Value(**fact["property"]), [Value(**value) for value in fact["values"]])
                for fact in found["facts"]
            ],
            "statements": [
                StatedResult(**one | {"parts": [Value(**part) for part in one["parts"]]})
                for one in found["statements"]
            ],
            "mentions": [Mention(**mention) for mention in found["mentions"]],
            "verdicts": [
                Verdict(Value(**one["source"]), Value(**one["target"]), one["text"], one["studies"])
                for one in found["verdicts"]
            ],
        }
        return cls(**found | lists)
