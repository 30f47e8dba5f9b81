"""Answers of two engines compared by value."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pyoxigraph import Triple

    from exokg.curation.questions import Question
    from exokg.store.solutions import Solutions

    Answer = Solutions | bool | list[Triple]
    Rows = Counter[object]
    Expected = Callable[[Question], Rows]

__all__ = ["comparable", "differences"]

NUMBERS = ("integer", "decimal", "double", "float")


def value(term: object) -> object:
    """A cell as a value: engines print numbers, and order the parts of GROUP_CONCAT, differently."""
    datatype = getattr(getattr(term, "datatype", None), "value", "")
    text = getattr(term, "value", None if term is None else str(term))
    if datatype.endswith(NUMBERS):
        return round(float(str(text)), 6)
    return "; ".join(sorted(text.split("; "))) if isinstance(text, str) else text


def differences(
    asked: Sequence[Question], expected: Expected, ask: Callable[[Question], Answer]
) -> list[tuple[str, str, str]]:
    """The questions that another engine answers otherwise: name, what it lacks, what it adds.

    Compared by value, without order: engines sort unbound cells and equal keys as they like.
    """
    found, rows = [], 0
    for question in asked:
        ours, theirs = expected(question), comparable(ask(question))
        rows += sum(ours.values())
        if ours != theirs:
            found.append((question.name, str(ours - theirs)[:200], str(theirs - ours)[:200]))
    print(f"{len(asked)} questions, {rows} rows compared, {len(found)} different")
    return found


def comparable(answer: Answer) -> Rows:
    """The rows or statements of an answer, each as a value."""
    assert not isinstance(answer, bool)
    if isinstance(answer, list):
        return Counter(map(str, answer))
    return Counter(tuple(map(value, row)) for row in answer)
