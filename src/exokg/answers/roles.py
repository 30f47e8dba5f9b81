"""What part a name plays in a sentence: whether its thing acts, is acted on, or is where it was measured."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from ..curation.spelling import singular
from .sentences import Span
from .wordings import DETERMINERS, DO, HEADS, INERT, VESICLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..curation.questions import Parameter
    from .sentences import Name, Phrase, Sentence

__all__ = ["Role", "gives_off", "heads", "place_of", "role_of"]

Role = Literal["vesicle", "actor", "object", "other", "open"]
"""Source of vesicles · what acts · what is acted on · anything but a source · not told."""

_ADJECTIVES: Final = frozenset(
    ["small", "extracellular", "nano", "secreted", "the", "a", "an", "of", "cultured"]
)
_GIVEN_OFF: Final = frozenset(["of", "by", "from"])
_PLACED: Final = frozenset(
    ["in", "on", "within", "inside", "into", "concern", "concerns", "touch", "touches", "against"]
)
_ASKING: Final = frozenset(["what", "which"])
_ACTING: Final = DO | {"can", "could", "by"}
_ACTIONS: Final = frozenset(["effect", "effects", "action", "actions", "influence", "impact"])
_TRIED: Final = frozenset([("tested", "on"), ("tried", "on")])
_BELONGING: Final = frozenset(["of", "with", "for", "about"])
_STUDIES: Final = frozenset(
    ["study", "studies", "trial", "trials", "finding", "findings", "evidence", "literature", "known"]
)
_GIVES_NONE: Final = INERT - {"species", "condition"} | {"topic"}
"""Categories of what never gives off vesicles, though it may stand before the word: approved exosomes."""

_MEASURED: Final = ("target", "outcome", "topic")
_OBJECTS: Final = ("target", "outcome", "pathway", "cargo", "event")
_ACTORS: Final = ("source", "cargo", "drug", "given")


def role_of(sentence: Sentence, name: Name) -> Role:
    """The part a name plays, from the words around it and its side of the verb."""
    following = next((other for other in sentence.names if other.start == name.end), None)
    if following is not None:  # it qualifies the next name: human keratinocytes
        return role_of(sentence, following)
    if name.start == sentence.acted_on:
        return "object"
    before, earlier = _before(sentence, name)
    given_off = before in _GIVEN_OFF and earlier in VESICLES
    beside = _after(sentence, name) in VESICLES and not _GIVES_NONE.issuperset(name.curies)
    if beside or given_off or (before == "from" and "source" in name.curies):
        return "vesicle"
    if before in DO and earlier in _ASKING:  # what does it do
        return "actor"
    if before == "on" and earlier in _STUDIES and _is_compound(name):
        return "open"  # it may have been given or measured
    if before in _PLACED or (before == "to" and earlier in DO) or INERT.issuperset(name.curies):
        return "other"
    if _rises_itself(sentence, name):
        return "object"
    if before in _ACTING or (before == "of" and earlier in _ACTIONS):
        return "actor"
    return _side(sentence, name)


def heads(sentence: Sentence) -> list[Span]:
    """Plain words that are themselves asked for: *preparation of X exosomes*, not *source of vesicles*."""
    found = []
    for place, (word, following) in enumerate(pairwise(sentence.words)):
        rest = (each for each in sentence.words[place + 2 :] if each not in DETERMINERS)
        if singular(word) in HEADS and following in _BELONGING and next(rest, "") not in VESICLES:
            found.append(Span(place, place + 1))
    return found


def gives_off(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase of one word says whose vesicles or cells are meant: mice exosomes, cells of rats."""
    if phrase.end - phrase.start > 1:
        return False
    before, earlier = _before(sentence, phrase)
    if before in _GIVEN_OFF and any(
        "cell" in name.curies and name.end == phrase.start - 1 for name in sentence.names
    ):
        return True
    beside = _after(sentence, phrase) in VESICLES and before not in _PLACED
    return beside or (before in _GIVEN_OFF and earlier in VESICLES)


def _before(sentence: Sentence, name: Span) -> tuple[str, str]:
    """The two words before a name, without adjectives and the names that qualify it."""
    start = name.start
    while previous := next((other for other in sentence.names if other.end == start), None):
        start = previous.start
    words = [word for word in sentence.words[:start] if word not in _ADJECTIVES or word == "of"]
    third, second, first = ["", "", "", *words][-3:]
    return first, third if second == "derived" else second  # derived from


def _after(sentence: Sentence, name: Span) -> str:
    words = (word for word in sentence.words[name.end :] if word not in _ADJECTIVES or word == "of")
    return next(words, "")


def _side(sentence: Sentence, name: Name) -> Role:
    """What stands before the verb acts, what stands behind is acted on; the other way where it is passive."""
    if sentence.verb is None:
        return "actor" if _is_tried(sentence, name) else "open"
    fronted = not DO.isdisjoint(sentence.words[name.end : sentence.verb.start])  # which miRNAs do they carry
    return "actor" if (name.end <= sentence.verb.start) != sentence.passive and not fronted else "other"


def _rises_itself(sentence: Sentence, name: Name) -> bool:
    """Whether a name stands before an active verb that acts on nothing: does VEGF increase in mice."""
    if sentence.verb is None or sentence.passive or name.end > sentence.verb.start:
        return False
    place = sentence.acted_on
    return place < 0 or sentence.words[place] in _PLACED | _BELONGING


def _is_compound(name: Name) -> bool:
    """Whether a name is of a compound, as a drug is, and not of what cells make from their genes."""
    return all(curie.startswith("CHEBI:") for curies in name.curies.values() for curie in curies)


def _is_tried(sentence: Sentence, name: Name) -> bool:
    """Whether a name stands before the words *tested on*."""
    return any(pair in _TRIED for pair in pairwise(sentence.words[name.end :]))


def place_of(name: Name, role: Role, parameters: Sequence[Parameter]) -> Parameter | None:
    """The parameter that a name of this role is given for, among those still open.

    None where none takes it; where a name whose part is not told could be source and something else, or
    is of a molecule, which may act or be acted on; for a cell that acts: only its vesicles are in the
    graph, and are to be called so; and for one that is acted on: something in it is, or it stands for more.
    """
    if role == "vesicle" and "source" not in name.curies:
        return None
    fitting = [parameter for parameter in parameters if set(parameter.of) & set(name.curies)]
    if "safety outcome" in name.curies:  # harms are reports of their own, and no finding is about one
        fitting = [parameter for parameter in fitting if parameter.name == "event"]
    sources = [parameter for parameter in fitting if parameter.name == "source"]
    if role == "vesicle":
        fitting = sources
    elif role == "actor":
        fitting = [] if "cell" in name.curies else [each for each in fitting if each.name in _ACTORS]
    elif role == "object":
        fitting = [each for each in fitting if each.name in _OBJECTS]
    elif role == "other":
        fitting = [parameter for parameter in fitting if parameter.name != "source"]
    elif sources and (len(fitting) > 1 or "cell" in name.curies):
        return None
    elif "molecule" in name.curies:
        fitting = [parameter for parameter in fitting if parameter.name not in _MEASURED]
    return fitting[0] if fitting else None
