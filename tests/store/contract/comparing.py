"""Answers of two engines compared by value."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.elsewhere import value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pyoxigraph import Triple

    from exokg.curation.questions import Question
    from exokg.store.solutions import Solutions

    Answer = Solutions | bool | list[Triple]
    Rows = list[object]
    Expected = Callable[[Question], Rows]

__all__ = ["comparable", "differences"]


def differences(
    asked: Sequence[Question], expected: Expected, ask: Callable[[Question], Answer]
) -> list[tuple[str, str, str]]:
    """The questions that another engine answers otherwise: name, what it lacks, what it adds.

    Compared by value and in order; where only the order differs, the first row that does.
    """
    found, rows = [], 0
    for question in asked:
        ours, theirs = expected(question), comparable(ask(question))
        rows += len(ours)
        if ours != theirs:
            lacks, adds = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
            at = next((at for at, pair in enumerate(zip(ours, theirs, strict=False)) if len({*pair}) > 1), 0)
            unsorted = (f"row {at}: {ours[at]}", f"row {at}: {theirs[at]}") if not (lacks or adds) else ()
            first, second = unsorted or (lacks, adds)
            found.append((question.name, str(first)[:200], str(second)[:200]))
    print(f"{len(asked)} questions, {rows} rows compared, {len(found)} different")
    return found


def comparable(answer: Answer) -> Rows:
    """The rows of an answer in their order, each as values; statements, which have none, sorted."""
    assert not isinstance(answer, bool)
    if isinstance(answer, list):
        return [*sorted(map(str, answer))]
    return [tuple(map(value, row)) for row in answer]
