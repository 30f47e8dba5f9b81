"""What an answer without rows says, and what may be asked instead.

An empty table may mean that nobody tested it, or that it is in a part of a source that was not read. The
coverage shows which. A test without a detected effect is different: it is a row.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ..curation.questions import Question
from ..curation.spelling import counted
from ..rdf.namespaces import HYPOTHESES_GRAPH
from ..store import Store
from ..store.coverage import Coverage, coverage
from .answering import prepare
from .parameters import ANY
from .result import Answer

_MOST: Final = 6  # parameters tried one by one


def advice(store: Store, answer: Answer) -> Iterator[str]:
    """Lines on an answer that has no rows: what that means, which part of it has rows, where to look.

    Args:
        store: what was asked.
        answer: an answer to it without rows.
    """
    yield meaning(answer.question, coverage(store, answer.question.coverage))
    for words, kept in attempts(answer.question, answer.given):
        yield f"{words}: {_rows(store, answer, kept)}"
    for text in _terms(answer):
        yield f"what is recorded of it: exokg show {shlex.quote(text)}"


def meaning(question: Question, searched: Coverage) -> str:
    """What no rows of a question mean after so much was searched."""
    if HYPOTHESES_GRAPH.value in question.query:
        return (
            "no rows: no two recorded findings suggest an effect here that nobody has tested; "
            "more findings may. This does not mean 'no effect'"
        )
    unread = searched.searched - searched.read_in_full
    return (
        f"no rows: nothing recorded fits; it may be in the parts of {unread} {searched.kind} that nobody "
        "read. An effect looked for and not found would be a row: this is not 'no effect'"
    )


def attempts(
    question: Question, given: Mapping[str, Sequence[str]], mark: str = "--"
) -> Iterator[tuple[str, dict[str, Sequence[str]]]]:
    """What to ask instead: each parameter alone, or none in place of the only one; in words, and as given.

    Args:
        question: what was asked.
        given: the texts given for its parameters.
        mark: the text before the name of a parameter.
    """
    given = {name: texts for name, texts in given.items() if list(texts) != [ANY]}
    needed = {parameter.name for parameter in question.parameters if not parameter.optional}
    if len(given) == 1 and not needed & set(given):
        yield f"without {mark}{next(iter(given))}", {}
    elif len(given) > 1:
        for name in list(given)[:_MOST]:
            kept = {other: texts for other, texts in given.items() if other == name or other in needed}
            words = " ".join(f"{mark}{other} {shlex.quote(text)}" for other in kept for text in kept[other])
            yield f"{words} alone", kept


def _rows(store: Store, answer: Answer, given: Mapping[str, Sequence[str]]) -> str:
    found = store.query(prepare(store, answer.question, given))
    count = int(found) if isinstance(found, bool) else sum(1 for _ in found)
    return counted(count, "row") if count else "no rows"


def _terms(answer: Answer) -> list[str]:
    """What was given for terms and identifiers, as it was written."""
    kinds = {"identifier", "term"}
    names = {parameter.name for parameter in answer.question.parameters if parameter.type in kinds}
    texts = [text for name, texts in answer.given.items() if name in names for text in texts]
    return [text for text in dict.fromkeys(texts) if text != ANY]
