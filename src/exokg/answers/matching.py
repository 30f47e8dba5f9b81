"""Sentences mapped to questions by rules alone: no language model, the same answer every time.

A sentence is taken apart into names of terms, set phrases and other words. Each question has cues (groups
of words that must all be met); the question with the most telling cue is the one meant, provided that all
names and phrases find a place among its parameters and that no word is left over which carries a meaning.
If a name cannot be placed, a word is not known, or two questions are equally near, the sentence is refused,
with what was recognised and the nearest questions: a wrong mapping that looks right is worse than none.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..curation.spelling import singular
from ..errors import InputError
from .cues import CUES
from .parameters import Values
from .questions import catalogue
from .readings import read_as
from .sentences import Lexicon
from .suggestions import Suggestions
from .wordings import FILLERS, TURNING, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..curation.questions import Question
    from ..store import Store
    from .readings import Reading
    from .sentences import Sentence

__all__ = ["Match", "Matcher"]


@dataclass(frozen=True)
class Match:
    """What a sentence was understood as: a question, its parameters, and the labels of their terms."""

    question: Question
    given: dict[str, list[str]]
    labels: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The command that asks the same, with the names of its terms as a comment."""
        words = [f"--{name} {shlex.quote(text)}" for name, texts in self.given.items() for text in texts]
        comment = [f" # {', '.join(self.labels)}"] if self.labels else []
        return " ".join(["exokg ask", self.question.name, *words, *comment])


class Matcher:
    """Maps sentences to the questions of a store.

    Args:
        store: whose catalogue and terms are known.
    """

    def __init__(self, store: Store) -> None:
        self._terms = Values(store.select).terms
        self._questions = {question.name: question for question in catalogue(store)}
        kinds = {of for question in self._questions.values() for p in question.parameters for of in p.of}
        self._lexicon = Lexicon(self._terms, kinds)
        self._titles = {
            _content(question.title): question
            for question in self._questions.values()
            if all(parameter.optional for parameter in question.parameters)
        }

    def match(self, text: str) -> Match:
        """The question and parameters that a sentence means.

        Raises:
            InputError: it cannot be mapped surely; the message names the words that found no place, the
                hint what was recognised and the nearest questions.
        """
        if (titled := self._titles.get(_content(text))) is not None:
            return Match(titled, {})
        sentence = self._lexicon.read(text)
        readings = [] if sentence.lone else self._readings(sentence)
        whole = [reading for reading in readings if reading.whole]
        best = [reading for reading in whole if reading.cue.weight == whole[0].cue.weight]
        if len({reading.cue.question for reading in best}) != 1:
            raise self._refused(text, sentence, best or readings)
        known = [self._terms.get(value) for values in best[0].given.values() for value in values]
        labels = tuple(dict.fromkeys(term.label for term in known if term is not None))
        return Match(self._questions[best[0].cue.question], best[0].given, labels)

    def is_name(self, text: str) -> bool:
        """Whether a text is a name or an identifier and nothing more."""
        return bool(self._lexicon.read(text).lone)

    def _readings(self, sentence: Sentence) -> list[Reading]:
        """The sentence read by each cue it meets, the most telling first."""
        named = {place for name in sentence.names if not name.weak for place in range(name.start, name.end)}
        said = [singular(word) for place, word in enumerate(sentence.words) if place not in named]
        met = [cue for cue in CUES if cue.question in self._questions and cue.met(said)]
        readings = [read_as(sentence, cue, self._questions[cue.question]) for cue in met]
        return sorted(readings, key=lambda reading: (-reading.cue.weight, reading.cue.question))

    def _refused(self, text: str, sentence: Sentence, readings: Sequence[Reading]) -> InputError:
        if sentence.lone:
            why, hint = "a name alone is no question", f"try exokg show {shlex.quote(text.strip(' .?!'))}"
        else:
            nearest = _nearest(readings)
            why = _why(sentence, readings, nearest)
            hint = Suggestions(self._questions.values()).hint(sentence)
            if nearest is not None and nearest.given and not nearest.missing and _is_plain(sentence, nearest):
                asked = Match(self._questions[nearest.cue.question], nearest.given)
                hint = f"nearest, without what is not understood: {asked}; {hint}"
        return InputError(f"not sure what is asked by {text[:200].strip()!r}: {why}", hint)


def _nearest(readings: Sequence[Reading]) -> Reading | None:
    """The reading that leaves least over."""
    partial = (each for each in readings if each.asked and (each.unknown or each.missing))
    return min(partial, key=_distance, default=None)


def _why(sentence: Sentence, readings: Sequence[Reading], nearest: Reading | None) -> str:
    """Why a sentence is refused: two questions, words that nothing knows, or no place for what is known."""
    whole = sorted({reading.cue.question for reading in readings if reading.whole})
    if whole:
        return f"it may mean {' or '.join(whole)}"
    strange = _strange(sentence)
    if nearest is None:
        return f"not understood: {', '.join(strange) or 'no word that asks'}"
    if not nearest.unknown:
        return f"{nearest.cue.question} needs: {', '.join(nearest.missing)}"
    unknown = [word for word in nearest.unknown if word in strange]
    if unknown:
        return f"not understood: {', '.join(unknown)}"
    return f"{nearest.cue.question} has no place for: {', '.join(nearest.unknown)}"


def _strange(sentence: Sentence) -> list[str]:
    """The words that are neither names nor phrases nor known to ask for nothing."""
    outside = sentence.outside([*sentence.names, *sentence.phrases])
    return [word for word in outside if singular(word) not in FILLERS]


def _is_plain(sentence: Sentence, reading: Reading) -> bool:
    """Whether all that a reading leaves over is words that name nothing and turn nothing round."""
    return set(reading.unknown) <= set(_strange(sentence)) - TURNING


def _distance(reading: Reading) -> tuple[int, int, int, str]:
    cue = reading.cue
    return len(reading.unknown), -len(cue.groups), -cue.weight - len(reading.given), cue.question


def _content(text: str) -> frozenset[str]:
    """The words of a text that carry a meaning: a title is known by them."""
    return folded(text) - FILLERS
