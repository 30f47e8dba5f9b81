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
from .cues import CUES, Cue
from .parameters import Values
from .questions import catalogue
from .roles import gives_off, heads, place_of, role_of
from .sentences import Lexicon, Name, Phrase, Sentence
from .suggestions import Suggestions
from .wordings import FILLERS, ONCE, THINGS, UNASKED, folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..curation.questions import Parameter, Question
    from ..store import Store

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


@dataclass(frozen=True)
class _Reading:
    """A sentence read as one question: what is given for it, what it needs yet, words that find no place."""

    cue: Cue
    given: dict[str, list[str]]
    missing: list[str]
    unknown: list[str]

    @property
    def asked(self) -> bool:
        """Whether a word or what the cue needs is there."""
        return bool(self.cue.groups) or not self.cue.needs or self.cue.needs in self.given

    @property
    def whole(self) -> bool:
        """Whether nothing is left over, nothing to be assumed, and what the cue needs is given."""
        needed = self.cue.needs in self.given if self.cue.needs else bool(self.given or self.cue.groups)
        return needed and not self.missing and not self.unknown


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

    def _readings(self, sentence: Sentence) -> list[_Reading]:
        """The sentence read by each cue it meets, the most telling first."""
        named = {place for name in sentence.names if not name.weak for place in range(name.start, name.end)}
        said = [singular(word) for place, word in enumerate(sentence.words) if place not in named]
        met = [cue for cue in CUES if cue.question in self._questions and cue.met(said)]
        readings = [_read(sentence, cue, self._questions[cue.question]) for cue in met]
        return sorted(readings, key=lambda reading: (-reading.cue.weight, reading.cue.question))

    def _refused(self, text: str, sentence: Sentence, readings: Sequence[_Reading]) -> InputError:
        if sentence.lone:
            why, hint = "a name alone is no question", f"try exokg show {shlex.quote(text.strip(' .?!'))}"
        else:
            why, hint = _why(sentence, readings), Suggestions(self._questions.values()).hint(sentence)
        return InputError(f"not sure what is asked by {text[:200].strip()!r}: {why}", hint)


def _why(sentence: Sentence, readings: Sequence[_Reading]) -> str:
    """Why a sentence is refused: two questions, words that nothing knows, or no place for what is known."""
    whole = sorted({reading.cue.question for reading in readings if reading.whole})
    if whole:
        return f"it may mean {' or '.join(whole)}"
    outside = [word for word in sentence.without([*sentence.names, *sentence.phrases]) if not _known(word)]
    nearest = min(
        (each for each in readings if each.asked and (each.unknown or each.missing)),
        key=_distance,
        default=None,
    )
    if nearest is not None and not nearest.unknown:
        return f"{nearest.cue.question} needs: {', '.join(nearest.missing)}"
    if nearest is None:
        return f"not understood: {', '.join(outside) or 'no word that asks'}"
    strange = [word for word in nearest.unknown if word in outside]
    if strange:
        return f"not understood: {', '.join(strange)}"
    return f"{nearest.cue.question} has no place for: {', '.join(nearest.unknown)}"


def _distance(reading: _Reading) -> tuple[int, int, int, str]:
    cue = reading.cue
    return len(reading.unknown), -len(cue.groups), -cue.weight - len(reading.given), cue.question


def _content(text: str) -> frozenset[str]:
    """The words of a text that carry a meaning: a title is known by them."""
    return folded(text) - FILLERS


def _known(word: str) -> bool:
    return singular(word) in FILLERS


def _read(sentence: Sentence, cue: Cue, question: Question) -> _Reading:
    """A sentence read as one question."""
    given: dict[str, list[str]] = {}
    left: list[Name | Phrase] = [*_phrases_left(sentence, question, given)]
    left += _names_left(sentence, question, cue, given)
    unknown = _left_over(sentence, cue, left)
    identifier = next((p.name for p in question.parameters if p.type == "identifier"), "")
    if sentence.identifiers and identifier:
        given[identifier] = list(sentence.identifiers)
    elif sentence.identifiers:
        unknown += sentence.identifiers
    ordered = {
        parameter.name: given[parameter.name] for parameter in question.parameters if parameter.name in given
    }
    missing = [p.name for p in question.parameters if not p.optional and p.name not in given]
    return _Reading(cue, ordered, missing, unknown)


def _left_over(sentence: Sentence, cue: Cue, left: Sequence[Name | Phrase]) -> list[str]:
    """What carries a meaning and found no place; the words of a cue may hold phrases and weak names."""
    parts: tuple[Name | Phrase, ...] = (*sentence.names, *sentence.phrases)
    placed = [part for part in parts if part not in left]
    lost: list[Name | Phrase] = [part for part in left if _matters(sentence, part)]
    led = [word for word in sentence.leading if sentence.words[word.start] not in cue.without]
    lost += _acted_on(sentence)
    lost += [head for head in heads(sentence) if singular(sentence.words[head.start]) not in cue.words]
    texts = [" ".join(sentence.words[part.start : part.end]) for part in lost]
    words = sentence.without([*placed, *lost, *sentence.vesicles, *led])
    twice = {word for word in ONCE if sentence.words.count(word) > 1}
    return texts + [word for word in words if word in twice or singular(word) not in cue.known]


def _matters(sentence: Sentence, part: Name | Phrase) -> bool:
    """Whether what found no place cannot be passed over as plain words of a cue."""
    if isinstance(part, Phrase):
        return UNASKED in part.said
    cells = any(name.start == part.end and "source" in name.curies for name in sentence.names)
    return not part.weak or (cells and "species" in part.curies)


def _acted_on(sentence: Sentence) -> list[Phrase]:
    """What a verb acts on, though nothing in the graph is said to act on it: vesicles, a treatment."""
    place = sentence.acted_on
    if place >= 0 and singular(sentence.words[place]) in THINGS:
        return [Phrase({}, place, place + 1)]
    return [vesicles for vesicles in sentence.vesicles if vesicles.start == place]


def _key(parameter: Parameter) -> str:
    """Under which phrases hold a parameter's values: its closed list, else its name."""
    return parameter.of[0] if parameter.type == "code" else parameter.name


def _phrases_left(sentence: Sentence, question: Question, given: dict[str, list[str]]) -> list[Phrase]:
    """Gives what the phrases say; what the question does not take, or goes against another, is left."""
    parameters = {_key(parameter): parameter.name for parameter in question.parameters}
    left: list[Phrase] = []
    taken: list[Phrase] = []
    for phrase in sentence.phrases:
        if not phrase.said.keys().isdisjoint(["species", "rung"]) and gives_off(sentence, phrase):
            left.append(Phrase({UNASKED: ()}, phrase.start, phrase.end))
        elif phrase.said.keys() <= parameters.keys() and all(_go_together(phrase, other) for other in taken):
            taken.append(phrase)
        else:
            left.append(phrase)
    for phrase in taken:
        for key, values in phrase.said.items():
            known = given.setdefault(parameters[key], [])
            known += [value for value in values if value not in known]
    return left


def _go_together(one: Phrase, other: Phrase) -> bool:
    """Whether two phrases restrict different things, say the same, or name two of what only one can be."""
    shared = one.said.keys() & other.said.keys()
    same = all(one.said[key] == other.said[key] for key in shared)
    return same or (one.said.keys() == other.said.keys() and shared.isdisjoint(["design", "effect"]))


def _names_left(sentence: Sentence, question: Question, cue: Cue, given: dict[str, list[str]]) -> list[Name]:
    """Gives the names for the parameters they belong to; those that find none are left."""
    roles = {name: role_of(sentence, name) for name in sentence.names}
    left = []
    placed: dict[Name, Parameter] = {}
    for name in sorted(sentence.names, key=lambda name: (roles[name] == "open", name.start)):
        weak = name.weak and set(map(singular, name.text.split())) <= cue.words | FILLERS
        beside = roles[name] == "vesicle" or not sentence.vesicles  # vesicles are of what stands beside them
        free = [p for p in question.parameters if p.type == "term" and p.name not in given]
        free = [p for p in free if p.name != "source" or beside]
        parameter = None if weak else place_of(name, roles[name], free)
        if parameter is None:
            left.append(name)
        else:
            placed[name] = parameter
            kinds = [kind for kind in parameter.of if kind in name.curies]
            given[parameter.name] = [curie for kind in kinds for curie in name.curies[kind]]
    return left + [name for name in placed if _parted(sentence, name, placed)]


def _parted(sentence: Sentence, name: Name, placed: Mapping[Name, Parameter]) -> bool:
    """Whether *and* joins a name to another of its kind that was given for another parameter."""
    return any(
        sentence.words[other.end : name.start] == ("and",)
        and not name.curies.keys().isdisjoint(other.curies)
        and parameter is not placed[name]
        for other, parameter in placed.items()
    )
