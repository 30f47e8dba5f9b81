"""Sentences mapped to questions by rules alone: no language model, the same answer every time.

A sentence is read in three steps. Names of terms are marked, longest first. Each question has cues
(groups of words that must all be met) and says which kinds of names it takes; the question with the
most telling cues whose parameters can hold every name found is the one meant. What is left over must
be words known to carry no meaning of their own. If a name cannot be placed, a word is not known, or two
questions are equally near, the sentence is refused and the nearest questions are named: a wrong
mapping that looks right is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from ..errors import InputError
from .cues import (
    CUES,
    DEFAULT_QUESTION,
    EFFECT_CUES,
    EFFECT_PHRASES,
    FILLERS,
    RUNG_CUES,
    SYNONYMS,
    WEAK_NAMES,
    Cue,
)
from .parameters import Values
from .questions import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..rdf.catalogue import Parameter, Question
    from ..store import Store

__all__ = ["Match", "Matcher"]

_WORD: Final = re.compile(r"[a-z0-9]+(?:[-/+'’.][a-z0-9]+)*|\+", re.IGNORECASE)
_IDENTIFIER: Final = re.compile(
    r"(?i)\b(10\.\d{4,}/\S+|(?:PMID|PMCID|DOI)[:\s]+\S+|NCT\d{6,}|ACTRN\d+|PMC\d{4,}|"
    r"(?:GO|CL|UBERON|MONDO|CHEBI|HGNC|NCBITaxon):\d+)"
)
_AFTER_CELL: Final = ("in", "on", "of", "by", "inside", "within")


@dataclass(frozen=True)
class Match:
    """What a sentence was understood as: a question, its parameters, and the labels of their terms."""

    question: Question
    given: dict[str, list[str]]
    labels: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The command that asks the same, with the names of its terms as a comment."""
        words = [f"--{name} {_quoted(text)}" for name, texts in self.given.items() for text in texts]
        comment = [f" # {', '.join(self.labels)}"] if self.labels else []
        return " ".join(["exokg ask", self.question.name, *words, *comment])


@dataclass(frozen=True)
class _Name:
    """A term's name found in a sentence: its CURIE by category, and where it stands."""

    curies: dict[str, str]
    start: int
    end: int


@dataclass(frozen=True)
class _Reading:
    """A cue that is met, and the words of the sentence it does not explain."""

    cue: Cue
    unknown: list[str]


class Matcher:
    """Maps sentences to the questions of a store.

    Args:
        store: whose catalogue and terms are known.
    """

    def __init__(self, store: Store) -> None:
        self._values = Values(store.select)
        self._questions = {question.name: question for question in catalogue(store)}

    @cached_property
    def _names(self) -> dict[tuple[str, ...], dict[str, str]]:
        """Words of a name → category → CURIE."""
        names: dict[tuple[str, ...], dict[str, str]] = {}
        asked = {of for question in self._questions.values() for p in question.parameters for of in p.of}
        for term in self._values.terms:
            if term.category not in asked:
                continue
            for text in (term.label, *term.synonyms, *SYNONYMS.get(term.curie, ())):
                words = tuple(_words(text))
                if words and (len(words) > 1 or words[0] not in FILLERS):
                    names.setdefault(words, {}).setdefault(term.category, term.curie)
                    names.setdefault(_plural(words), {}).setdefault(term.category, term.curie)
        return names

    def match(self, sentence: str) -> Match:
        """The question and parameters that a sentence means.

        Raises:
            InputError: it cannot be mapped surely; the hint names the nearest questions.
        """
        identifier = _IDENTIFIER.search(sentence)
        if identifier and "by-identifier" in self._questions:
            return Match(self._questions["by-identifier"], {"id": [identifier[0].rstrip(".,;?!)")]})
        words = _words(sentence)
        try:
            return self._read(sentence, words, weak=False)
        except InputError:
            return self._read(sentence, words, weak=True)

    def _read(self, sentence: str, words: Sequence[str], *, weak: bool) -> Match:
        """One reading, with or without the names that are also plain words."""
        names = [
            name
            for name in self._found(words)
            if weak or "-".join(words[name.start : name.end]) not in WEAK_NAMES
        ]
        outside = _outside(words, names)
        ranked = self._ranked(outside, names)
        if not ranked:
            raise self._refused(sentence, words, "no question fits")
        whole = [entry for entry in ranked if not entry.unknown]
        if not whole:
            raise self._refused(sentence, words, f"not understood: {', '.join(ranked[0].unknown)}")
        best = whole[0]
        if any(
            entry.cue.question != best.cue.question for entry in whole if entry.cue.weight == best.cue.weight
        ):
            raise self._refused(sentence, words, "it may mean more than one question")
        question = self._questions[best.cue.question]
        given = self._given(question, words, names, outside)
        if given is None:
            raise self._refused(sentence, words, f"{question.name} cannot take all the names in it")
        known = [self._values.terms.get(text) for texts in given.values() for text in texts]
        return Match(question, given, tuple(term.label for term in known if term is not None))

    def _found(self, words: Sequence[str]) -> list[_Name]:
        """Names in a sentence, longest first at each place, none within another."""
        found: list[_Name] = []
        longest = max((len(words_) for words_ in self._names), default=0)
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + longest), start, -1):
                categories = self._names.get(tuple(words[start:end]))
                if categories:
                    curies = dict(sorted(categories.items()))
                    found.append(_Name(curies, start, end))
                    start = end
                    break
            else:
                start += 1
        return found

    def _ranked(self, outside: Sequence[str], names: Sequence[_Name]) -> list[_Reading]:
        """Cues that are met, most telling first, each with the words it leaves unexplained."""
        cues = [(cue, cue.met(outside)) for cue in CUES if cue.question in self._questions]
        met = [(cue, used) for cue, used in cues if used is not None]
        if names:
            met.append((DEFAULT_QUESTION, set()))
        readings = []
        for cue, used in met:
            question = self._questions.get(cue.question)
            if question is not None and self._takes(question, names):
                known = FILLERS | used | _common(question, outside)
                readings.append(_Reading(cue, list(dict.fromkeys(w for w in outside if w not in known))))
        return sorted(readings, key=lambda reading: (-reading.cue.weight, reading.cue.question))

    @staticmethod
    def _takes(question: Question, names: Sequence[_Name]) -> bool:
        """Whether each name fits some parameter."""
        return all(
            any(
                set(name.curies) & set(parameter.of)
                for parameter in question.parameters
                if parameter.type == "term"
            )
            for name in names
        )

    def _given(
        self, question: Question, words: Sequence[str], names: Sequence[_Name], outside: Sequence[str]
    ) -> dict[str, list[str]] | None:
        given: dict[str, list[str]] = {}
        open_ = [parameter for parameter in question.parameters if parameter.type == "term"]
        for name in sorted(names, key=lambda name: (len(_fitting(open_, name)), name.start)):
            parameter = _placed(words, name, [p for p in _fitting(open_, name) if p.name not in given])
            if parameter is None:
                return None
            category = next(kind for kind in parameter.of if kind in name.curies)
            given[parameter.name] = [name.curies[category]]
        given |= _words_given(question, outside)
        return {
            parameter.name: given[parameter.name]
            for parameter in question.parameters
            if parameter.name in given
        }

    def _refused(self, sentence: str, words: Sequence[str], why: str) -> InputError:
        near = self.nearest(words)
        return InputError(f"not sure what is asked by {sentence!r}: {why}", f"perhaps: {'; '.join(near)}")

    def nearest(self, words: Iterable[str], limit: int = 3) -> list[str]:
        """Names and titles of the questions that share most words with a sentence."""
        said = {_stem(word) for word in words} - {_stem(word) for word in FILLERS}
        scored = []
        for question in self._questions.values():
            own = {_stem(word) for word in _words(f"{question.title} {' '.join(question.keywords)}")}
            scored.append((-len(said & own), question.name, question.title))
        return [f"{name} ({title})" for _, name, title in sorted(scored)[:limit]]


def _fitting(parameters: Sequence[Parameter], name: _Name) -> list[Parameter]:
    return [parameter for parameter in parameters if set(parameter.of) & set(name.curies)]


def _placed(words: Sequence[str], name: _Name, fitting: Sequence[Parameter]) -> Parameter | None:
    """The parameter a name belongs to: by what stands before it where it fits more than one."""
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    by_name = {parameter.name: parameter for parameter in fitting}
    before = words[name.start - 1] if name.start else ""
    after = words[name.end] if name.end < len(words) else ""
    vesicles = {"exosome", "exosomes", "vesicle", "vesicles", "ev", "evs", "exo", "derived", "sourced"}
    if {"source", "cell"} <= set(by_name):
        if after in vesicles or before in {"from", "do", "does", "did", "exosomes", "vesicles", "evs"}:
            return by_name["source"]
        return by_name["cell"] if before in _AFTER_CELL else None
    if {"source", "target"} <= set(by_name):
        if after in vesicles or before in {"from", "do", "does", "did"} or name.start == 0:
            return by_name["source"]
        return by_name["target"]
    return fitting[0]


def _words_given(question: Question, outside: Sequence[str]) -> dict[str, list[str]]:
    """Effects and rungs said in words, where the question takes them."""
    given: dict[str, list[str]] = {}
    joined = " ".join(outside)
    for parameter in question.parameters:
        if parameter.type == "effect" and (effects := _effects(outside)):
            given[parameter.name] = effects
        if parameter.of == ("rung",):
            rungs = [rung for phrase, rung in RUNG_CUES.items() if phrase in joined]
            given |= {parameter.name: rungs} if rungs else {}
    return given


def _effects(outside: Sequence[str]) -> list[str]:
    joined = " ".join(outside)
    phrases = [effect for phrase, effect in EFFECT_PHRASES.items() if phrase in joined]
    return phrases[:1] or [effect for effect, cues in EFFECT_CUES.items() if cues & set(outside)]


def _common(question: Question, outside: Sequence[str]) -> set[str]:
    """Words that say an effect or a rung to a question that takes one; two directions are not one."""
    joined = " ".join(outside)
    known: set[str] = set()
    kinds = {parameter.type for parameter in question.parameters} | {
        of for p in question.parameters for of in p.of
    }
    if "effect" in kinds and len(_effects(outside)) == 1:
        known |= {word for cues in EFFECT_CUES.values() for word in cues}
        known |= {word for phrase in EFFECT_PHRASES if phrase in joined for word in phrase.split()}
    if "rung" in kinds:
        known |= {word for phrase in RUNG_CUES if phrase in joined for word in phrase.split()}
    return known


def _outside(words: Sequence[str], names: Sequence[_Name]) -> list[str]:
    taken = {place for name in names for place in range(name.start, name.end)}
    return [word for place, word in enumerate(words) if place not in taken]


def _words(text: str) -> list[str]:
    return [word.casefold().rstrip(".") for word in _WORD.findall(text)]


def _plural(words: tuple[str, ...]) -> tuple[str, ...]:
    last = words[-1]
    return (*words[:-1], last if last.endswith("s") else f"{last}s")


def _stem(word: str) -> str:
    return re.sub(r"(ies|ing|ed|es|s|e)$", "", word)


def _quoted(text: str) -> str:
    return f"'{text}'" if " " in text else text
