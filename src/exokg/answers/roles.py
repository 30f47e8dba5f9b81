"""What part a name plays in a sentence: whether its thing acts, is acted on, or is where it was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from .wordings import DO, VESICLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..curation.questions import Parameter
    from .sentences import Name, Sentence

__all__ = ["Role", "place_of", "role_of"]

Role = Literal["vesicle", "actor", "other", "open"]
"""Source of vesicles · what acts · anything but a source · not told."""

_ADJECTIVES: Final = frozenset(
    ["small", "extracellular", "nano", "secreted", "the", "a", "an", "of", "cultured"]
)
_GIVEN_OFF: Final = frozenset(["of", "by", "from"])
_PLACED: Final = frozenset(
    ["in", "on", "within", "inside", "into", "concern", "concerns", "touch", "touches", "against"]
)
_ACTING: Final = DO | {"can", "could", "by"}
_ACTIONS: Final = frozenset(["effect", "effects", "action", "actions", "influence", "impact"])
_OUTCOMES: Final = frozenset(["hair outcome", "clinical outcome", "skin outcome", "safety outcome"])
"""Categories of what never acts."""

_ACTORS: Final = ("source", "cargo", "drug", "given")


def role_of(sentence: Sentence, name: Name) -> Role:
    """The part a name plays, from the words around it and its side of the verb."""
    following = next((other for other in sentence.names if other.start == name.end), None)
    if following is not None:  # it qualifies the next name: human keratinocytes
        return role_of(sentence, following)
    before, earlier = _before(sentence, name)
    given_off = before in _GIVEN_OFF and earlier in VESICLES
    if _after(sentence, name) in VESICLES or given_off or (before == "from" and "source" in name.curies):
        return "vesicle"
    if before in _PLACED or _OUTCOMES.issuperset(name.curies):
        return "other"
    if before in _ACTING or (before == "of" and earlier in _ACTIONS):
        return "actor"
    return _side(sentence, name)


def _before(sentence: Sentence, name: Name) -> tuple[str, str]:
    """The two words before a name, without adjectives and the names that qualify it."""
    start = name.start
    while previous := next((other for other in sentence.names if other.end == start), None):
        start = previous.start
    words = [word for word in sentence.words[:start] if word not in _ADJECTIVES or word == "of"]
    first, second = ["", "", *words][-1], ["", "", *words][-2]
    return first, sentence.words[start - 3] if second in {"derived", "secreted"} and start > 2 else second


def _after(sentence: Sentence, name: Name) -> str:
    words = (word for word in sentence.words[name.end :] if word not in _ADJECTIVES or word == "of")
    return next(words, "")


def _side(sentence: Sentence, name: Name) -> Role:
    """What stands before the verb acts, what stands behind is acted on; the other way where it is passive."""
    if sentence.verb is None:
        return "open"
    fronted = not DO.isdisjoint(sentence.words[name.end : sentence.verb.start])  # which miRNAs do they carry
    return "actor" if (name.end <= sentence.verb.start) != sentence.passive and not fronted else "other"


def place_of(name: Name, role: Role, parameters: Sequence[Parameter]) -> Parameter | None:
    """The parameter that a name of this role is given for, among those still open.

    None where none takes it; where a name whose part is not told could be source and something else; and
    for a cell that acts: only its vesicles are in the graph, and are to be called so.
    """
    fitting = [parameter for parameter in parameters if set(parameter.of) & set(name.curies)]
    sources = [parameter for parameter in fitting if parameter.name == "source"]
    if role == "vesicle":
        fitting = sources
    elif role == "actor":
        fitting = [] if "cell" in name.curies else [each for each in fitting if each.name in _ACTORS]
    elif role == "other":
        fitting = [parameter for parameter in fitting if parameter.name != "source"]
    elif sources and (len(fitting) > 1 or "cell" in name.curies):
        return None
    return fitting[0] if fitting else None
