"""A sentence read as one question: what it gives for the parameters, and what finds no place among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..curation.spelling import singular
from .roles import gives_off, heads, place_of, role_of
from .sentences import Name, Phrase, Span
from .wordings import FILLERS, ONCE, THINGS, UNASKED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from ..curation.questions import Parameter, Question
    from .cues import Cue
    from .sentences import Sentence

__all__ = ["Reading", "read_as"]


@dataclass(frozen=True)
class Reading:
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


def read_as(sentence: Sentence, cue: Cue, question: Question) -> Reading:
    """A sentence read as the question of a cue that it meets."""
    takes = {_key(parameter): parameter.name for parameter in question.parameters}
    phrases = [phrase for phrase in sentence.phrases if _finds_place(sentence, phrase, takes.keys())]
    given = _said(phrases, takes)
    names = _places(sentence, cue, question, given.keys())
    for name, parameter in names.items():
        given[parameter.name] = [curie for kind in parameter.of for curie in name.curies.get(kind, ())]
    unknown = _left_over(sentence, cue, [*phrases, *names, *_announced(sentence, names)], takes.keys())
    identifier = next((p.name for p in question.parameters if p.type == "identifier"), "")
    if sentence.identifiers and identifier:
        given[identifier] = list(sentence.identifiers)
    elif sentence.identifiers:
        unknown += sentence.identifiers
    ordered = {p.name: given[p.name] for p in question.parameters if p.name in given}
    missing = [p.name for p in question.parameters if not p.optional and p.name not in given]
    return Reading(cue, ordered, missing, unknown)


def _key(parameter: Parameter) -> str:
    """Under which phrases hold a parameter's values: its closed list, else its name."""
    return parameter.of[0] if parameter.type == "code" else parameter.name


# --- phrases ---


def _said(phrases: Sequence[Phrase], takes: Mapping[str, str]) -> dict[str, list[str]]:
    """What phrases give, by the names of the parameters that take it."""
    given: dict[str, list[str]] = {}
    for phrase in phrases:
        for key, values in phrase.said.items():
            known = given.setdefault(takes[key], [])
            known += [value for value in values if value not in known]
    return given


def _finds_place(sentence: Sentence, phrase: Phrase, takes: Set[str]) -> bool:
    return (
        phrase.said.keys() <= takes and not _of_whose(sentence, phrase) and _goes_together(sentence, phrase)
    )


def _of_whose(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase for a species says whose vesicles or cells are meant, and not who was treated."""
    return not phrase.said.keys().isdisjoint(["species", "rung"]) and gives_off(sentence, phrase)


def _goes_together(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase restricts something else than those before it, says the same, or is of one list.

    What a list names is either of it, so a design or a direction may stand there only as one thing in two
    words: a study has several designs, and of two directions one may turn the other round, as in *prevents
    reduced growth*.
    """
    before = [other for other in sentence.phrases if other.start < phrase.start]
    shared = [(other, key) for other in before for key in other.said.keys() & phrase.said.keys()]
    same = all(other.said[key] == phrase.said[key] for other, key in shared)
    if any(other.said.keys() != phrase.said.keys() for other, _ in shared):
        return same
    one_of = same or phrase.said.keys().isdisjoint(["design", "effect"])
    return not shared or (one_of and _is_list(sentence, phrase.said.keys()))


def _is_list(sentence: Sentence, keys: Set[str]) -> bool:
    """Whether *and* or *or* stands before the last of the phrases for these keys."""
    *_, last_but_one, last = [phrase for phrase in sentence.phrases if phrase.said.keys() == keys]
    between = sentence.words[last_but_one.end : last.start]
    return between[-1:] in {("and",), ("or",)}


# --- names ---


def _places(sentence: Sentence, cue: Cue, question: Question, given: Set[str]) -> dict[Name, Parameter]:
    """The names that find a parameter among those not given yet: first those whose part is told."""
    roles = {name: role_of(sentence, name) for name in sentence.names}
    places: dict[Name, Parameter] = {}
    for name in sorted(sentence.names, key=lambda name: (roles[name] == "open", name.start)):
        weak = name.weak and set(map(singular, name.text.split())) <= cue.words | FILLERS
        beside = roles[name] == "vesicle" or not sentence.vesicles  # vesicles are of what stands beside them
        taken = given | {parameter.name for parameter in places.values()}
        free = [p for p in question.parameters if p.type == "term" and p.name not in taken]
        free = [p for p in free if p.name != "source" or beside]
        parameter = None if weak else place_of(name, roles[name], free)
        if parameter is not None:
            places[name] = parameter
    return {name: places[name] for name in places if not _is_parted(sentence, name, places)}


def _announced(sentence: Sentence, places: Mapping[Name, Parameter]) -> list[Span]:
    """The words before names that say which parameter they are for: *outcome hair density*."""
    before = [
        (Span(name.start - 1, name.start), parameter) for name, parameter in places.items() if name.start
    ]
    return [span for span, parameter in before if sentence.words[span.start] == parameter.name]


def _is_parted(sentence: Sentence, name: Name, places: Mapping[Name, Parameter]) -> bool:
    """Whether *and* joins a name to another of its kind that finds another parameter."""
    return any(
        sentence.words[other.end : name.start] == ("and",)
        and not name.curies.keys().isdisjoint(other.curies)
        and parameter is not places[name]
        for other, parameter in places.items()
    )


# --- the rest ---


def _left_over(sentence: Sentence, cue: Cue, placed: Sequence[Span], takes: Set[str]) -> list[str]:
    """What carries a meaning and found no place; the words of a cue may hold phrases and weak names."""
    parts: tuple[Name | Phrase, ...] = (*sentence.names, *sentence.phrases)
    lost: list[Span] = [part for part in parts if part not in placed and _matters(sentence, part, takes)]
    led = [word for word in sentence.leading if sentence.words[word.start] not in cue.without]
    lost += _acted_on(sentence)
    lost += [head for head in heads(sentence) if singular(sentence.words[head.start]) not in cue.words]
    texts = [" ".join(sentence.words[part.start : part.end]) for part in lost]
    words = sentence.outside([*placed, *lost, *sentence.vesicles, *led])
    twice = {word for word in ONCE if sentence.words.count(word) > 1}
    return texts + [word for word in words if word in twice or singular(word) not in cue.known]


def _matters(sentence: Sentence, part: Name | Phrase, takes: Set[str]) -> bool:
    """Whether what found no place cannot be passed over as plain words of a cue."""
    if isinstance(part, Phrase):
        return UNASKED in part.said or _of_whose(sentence, part) or part.said.keys() <= takes
    cells = any(name.start == part.end and "source" in name.curies for name in sentence.names)
    return not part.weak or (cells and "species" in part.curies)


def _acted_on(sentence: Sentence) -> list[Span]:
    """What a verb acts on, though nothing in the graph is said to act on it: vesicles, a treatment."""
    place = sentence.acted_on
    if place >= 0 and singular(sentence.words[place]) in THINGS:
        return [Span(place, place + 1)]
    return [vesicles for vesicles in sentence.vesicles if vesicles.start == place]
