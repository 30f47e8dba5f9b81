"""A sentence taken apart: its words, the names of terms in it, and what it says in set phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Final

from ..curation.spelling import normal_form, words_of
from .wordings import (
    BE,
    CLAUSES,
    CONTAINED,
    DESCRIBING,
    DETERMINERS,
    FILLERS,
    FOUND,
    LEADING,
    PHRASES,
    SPECIES,
    SYNONYMS,
    VERBS,
    VESICLES,
    WEAK_NAMES,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..curation.terms import Term, Terms

__all__ = ["Lexicon", "Name", "Phrase", "Sentence", "Span"]

_IDENTIFIER: Final = re.compile(
    r"(?i)\b(10\.\d{4,}/\S+|(?:PMID|PMCID|DOI)[:\s]+\S+|NCT\d{6,}|ACTRN\d+|PMC\d{4,}|"
    r"(?:GO|CL|UBERON|MONDO|CHEBI|HGNC|NCBITaxon):\d+)"
)
_STROMAL: Final = re.compile("mesenchymal (stromal|stem) cells?")
_SAID_AGAIN: Final = {
    "pathway": ("signaling", "signalling", "pathway", "pathways", "cascade"),
    "molecule": ("expression", "level", "levels"),
    "cell": ("cell", "cells"),
    "source": ("cell", "cells"),
}
"""Words that add nothing behind a name of this category."""


_COURTESY: Final = re.compile(
    r"(?i)\b(I|we)( need| want|['’]d (like|love)| would (like|love))( to (know|see))?\b"
)
"""What only says that something is wished for."""


@dataclass(frozen=True)
class Span:
    """A place among the words of a sentence, from ``start`` up to ``end``."""

    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Name(Span):
    """The name of one or more terms: CURIEs by category."""

    text: str
    curies: dict[str, tuple[str, ...]]

    @property
    def weak(self) -> bool:
        """Whether it is a plain word too."""
        return normal_form(self.text) in WEAK_NAMES


@dataclass(frozen=True, eq=False)
class Phrase(Span):
    """A set phrase: values by key of a parameter."""

    said: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Sentence:
    """What stands in a sentence.

    Args:
        words: as written, in lower case.
        names: names of terms, in order, none within another.
        phrases: set phrases, in order, apart from the names.
        identifiers: DOIs, PMIDs, registry numbers and CURIEs; not among the words.
    """

    words: tuple[str, ...]
    names: tuple[Name, ...]
    phrases: tuple[Phrase, ...]
    identifiers: tuple[str, ...]

    def outside(self, parts: Iterable[Span]) -> list[str]:
        """The words outside these parts, in order, each once."""
        taken = {place for part in parts for place in range(part.start, part.end)}
        return list(dict.fromkeys(word for place, word in enumerate(self.words) if place not in taken))

    @cached_property
    def vesicles(self) -> tuple[Span, ...]:
        """Where vesicles are spoken of, each with the words that only describe them."""
        found = []
        for described, run in groupby(enumerate(self.words), lambda at: at[1] in VESICLES | DESCRIBING):
            places = [place for place, _ in run]
            nouns = [place for place in places if self.words[place] in VESICLES]
            if described and nouns:
                found.append(Span(places[0], max([*nouns, *self._secreted(places)]) + 1))
        return tuple(found)

    def _secreted(self, places: Sequence[int]) -> list[int]:
        """Of these places, where vesicles are said to be secreted by something."""
        return [place for place in places if self.words[place : place + 2] == ("secreted", "by")]

    @cached_property
    def leading(self) -> tuple[Span, ...]:
        """Words that only lead to the name behind them: findings that concern Wnt, against hair loss."""
        places = [name.start - 1 for name in self.names if name.start and self._leads(name)]
        return tuple(Span(place, place + 1) for place in places)

    def _leads(self, name: Name) -> bool:
        word = self.words[name.start - 1]
        return word in LEADING or (word == "against" and "condition" in name.curies)

    @cached_property
    def verb(self) -> Phrase | None:
        """The first phrase that says a direction."""
        return next((phrase for phrase in self.phrases if "effect" in phrase.said), None)

    @property
    def passive(self) -> bool:
        """Whether what stands before the verb is acted on: is raised by, are in."""
        if self.verb is None:
            return False
        start = self.verb.start
        be = max((place for place in range(max(0, start - 4), start) if self.words[place] in BE), default=-1)
        own = be >= 0 and CLAUSES.isdisjoint(self.words[be + 1 : start])  # not that of another clause
        return self.verb.said is CONTAINED or (self.words[self.verb.end - 1].endswith("ed") and own)

    @cached_property
    def acted_on(self) -> int:
        """The place of what stands right behind a verb that is not passive; -1 without one."""
        if self.verb is None or self.passive:
            return -1
        places = range(self.verb.end, len(self.words))
        return next((place for place in places if self.words[place] not in DETERMINERS), -1)

    @property
    def lone(self) -> str:
        """The one name or identifier that the sentence consists of; empty where there is more."""
        parts = [*(name.text for name in self.names), *self.identifiers]
        return parts[0] if len(parts) == 1 and not self.outside(self.names) else ""


class Lexicon:
    """Finds names and phrases in sentences.

    Args:
        terms: whose names are known.
        categories: the categories that matter; names of others are plain words.
    """

    def __init__(self, terms: Terms, categories: Iterable[str]) -> None:
        self._terms = terms
        self._categories = frozenset(categories)

    @cached_property
    def _names(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Normal form → category → CURIEs."""
        names: dict[str, dict[str, tuple[str, ...]]] = {}
        for term in self._terms:
            if term.category in self._categories:
                for text in _texts(term):
                    found = names.setdefault(normal_form(text), {})
                    known = found.get(term.category, ())
                    found[term.category] = tuple(dict.fromkeys([*known, term.curie]))
        for filler in FILLERS:
            names.pop(filler, None)
        for found in names.values():
            if (
                "condition" in found
            ):  # the severity of a condition goes by its name too, but is asked for as such
                found.pop("hair outcome", None)
        return names

    @cached_property
    def _longest(self) -> int:
        texts = (text for term in self._terms for text in (term.label, *term.synonyms))
        return max((len(words_of(text)) for text in texts), default=0)

    def read(self, text: str) -> Sentence:
        """A sentence taken apart; of two parts at one place the longer counts."""
        text = _COURTESY.sub(" ", text)
        identifiers = tuple(found.rstrip(".,;?!)") for found in _IDENTIFIER.findall(text))
        words = tuple(words_of(_IDENTIFIER.sub(" ", text)))
        names: list[Name] = []
        phrases: list[Phrase] = []
        start = 0
        while start < len(words):
            phrase, name = self._phrase_at(words, start), self._name_at(words, start)
            if name is not None and (phrase is None or name.end > phrase.end):
                names.append(name)
            elif phrase is not None:
                phrases.append(phrase)
            start = max((part.end for part in (phrase, name) if part is not None), default=start + 1)
        if not any(words[phrase.start : phrase.end] in VERBS for phrase in phrases):
            phrases += [Phrase(*place, CONTAINED) for place in _contained(words, names)]
        return Sentence(words, _either(words, names), _each(words, phrases), identifiers)

    @staticmethod
    def _phrase_at(words: tuple[str, ...], start: int) -> Phrase | None:
        for end in range(min(len(words), start + 5), start, -1):
            if words[start:end] in PHRASES:
                return Phrase(start, end, PHRASES[words[start:end]])
        return None

    def _name_at(self, words: Sequence[str], start: int) -> Name | None:
        for end in range(min(len(words), start + self._longest), start, -1):
            text = " ".join(words[start:end])
            curies = self._names.get(normal_form(text))
            if curies:
                while end < len(words) and any(words[end] in _SAID_AGAIN.get(kind, ()) for kind in curies):
                    end += 1
                return Name(start, end, text, dict(sorted(curies.items())))
        return None


def _texts(term: Term) -> Iterator[str]:
    """What a term is called in sentences: pathways without the word too, stromal cells as stem cells and MSC.

    Cells and sources are of any species, though a curator's synonym may say one: who names it, asks for it.
    """
    for text in (term.label, *term.synonyms, *SYNONYMS.get(term.curie, ())):
        if term.category in {"cell", "source"} and not SPECIES.isdisjoint(words_of(text)):
            continue
        yield text
        if _STROMAL.search(text):
            yield from (_STROMAL.sub(name, text) for name in ("MSC", "mesenchymal stem cell"))
        if term.category == "pathway" and text.endswith(" pathway"):
            yield text.removesuffix(" pathway")


def _either(words: Sequence[str], names: Sequence[Name]) -> tuple[Name, ...]:
    """Names with those of one kind that *or* joins made one: either is asked about."""
    joined: list[Name] = []
    for name in names:
        last = joined[-1] if joined else None
        shared = last.curies.keys() & name.curies.keys() if last is not None else set()
        if last is not None and shared and words[last.end : name.start] == ("or",):
            either = {kind: (*last.curies[kind], *name.curies[kind]) for kind in sorted(shared)}
            joined[-1] = Name(last.start, name.end, f"{last.text} or {name.text}", either)
        else:
            joined.append(name)
    return tuple(joined)


def _each(words: Sequence[str], phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """Phrases with those of one kind that *or* joins made one, but for directions."""
    joined: list[Phrase] = []
    for phrase in phrases:
        last = joined[-1] if joined else Phrase(0, 0, {})
        alike = last.said.keys() == phrase.said.keys() and "effect" not in last.said
        if alike and words[last.end : phrase.start] == ("or",):
            said = {key: tuple(dict.fromkeys([*last.said[key], *phrase.said[key]])) for key in last.said}
            joined[-1] = Phrase(last.start, phrase.end, said)
        else:
            joined.append(phrase)
    return tuple(joined)


def _contained(words: Sequence[str], names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Where a sentence says that something is *in* vesicles of a source, or asks for their cargo."""
    ends = {name.end for name in names}
    for name in names:
        if VESICLES.isdisjoint(words[name.end : name.end + 3]):
            continue
        before, earlier = ["", "", *words[: name.start]][-1], ["", "", *words[: name.start]][-2]
        said_in = earlier in BE | FOUND or name.start - 1 in ends
        if before in {"in", "inside"} and said_in:
            yield name.start - 1, name.start
        elif (earlier, before) == ("cargo", "of"):
            yield name.start - 2, name.start
