"""The questions nearest to a sentence that no rule maps, and what can be said to whoever asked it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ..curation.spelling import singular
from .cues import CUES
from .wordings import FILLERS, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..curation.questions import Question
    from .sentences import Sentence

__all__ = ["Suggestions"]

_USUAL: Final = ("findings", "human-studies", "harms")
"""Offered where nothing is near."""


class Suggestions:
    """Ranks questions by the words and names they share with a sentence.

    Args:
        questions: those on offer.
    """

    def __init__(self, questions: Iterable[Question]) -> None:
        self._questions = {question.name: question for question in questions if question.number != "check"}
        self._words = {name: _vocabulary(question) for name, question in self._questions.items()}
        self._uses = Counter(word for words in self._words.values() for word in words)

    def names(self, sentence: Sentence, limit: int = 3) -> list[str]:
        """Names of the nearest questions; a word counts less, the more questions know it."""
        said = set(map(singular, sentence.words)) - FILLERS
        scores = {name: self._score(name, said, sentence) for name in self._questions}
        near = sorted(
            (name for name, score in scores.items() if score), key=lambda name: (-scores[name], name)
        )
        return (near or [name for name in _USUAL if name in self._questions])[:limit]

    def _score(self, name: str, said: set[str], sentence: Sentence) -> float:
        takes = {of for parameter in self._questions[name].parameters for of in parameter.of}
        cued = frozenset().union(*(cue.words for cue in CUES if cue.question == name))
        shared = sum((1 + (word in cued)) / self._uses[word] for word in said & self._words[name])
        placed = sum(0.1 for found in sentence.names if takes & set(found.curies))
        return shared + placed if shared or name in _USUAL else 0

    def hint(self, sentence: Sentence) -> str:
        """What was recognised, and the nearest questions with their titles."""
        known = [f"{name.text} ({', '.join(name.curies)})" for name in sentence.names[:5]]
        near = [f"{name} ({self._questions[name].title})" for name in self.names(sentence)]
        cells = [singular(name.text) for name in sentence.names if {"cell", "source"} <= name.curies.keys()]
        parts = [f"recognised: {', '.join(known)}"] if known else []
        parts += [f"vesicles of a cell are called {cells[0]} exosomes"] if cells else []
        return "; ".join([*parts, f"perhaps: {'; '.join(near)}"])


def _vocabulary(question: Question) -> frozenset[str]:
    said = folded(f"{question.title} {' '.join(question.keywords)}")
    cued = [word for cue in CUES if cue.question == question.name for group in cue.groups for word in group]
    return said.union(cued) - FILLERS
