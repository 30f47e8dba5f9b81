"""Asking a question of the catalogue: find it, read its parameters, run it, say what it covered."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from ..errors import InputError
from ..rdf.catalogue import CATALOGUE_QUERY, questions_in
from ..store.solutions import Solutions, value_of
from .coverage import Coverage, coverage
from .parameters import Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..rdf.catalogue import Question
    from ..store import Store
    from ..store.solutions import Row

__all__ = ["Answer", "answer", "catalogue", "find_question", "prepare", "record_keys"]

_PLACE: Final = re.compile(r"^https://w3id\.org/exokg/([a-z]+)/([^_/]+)")
_OF_RECORDS: Final = ("study", "review", "trial", "statement", "finding", "harm", "position", "preparation")
_DERIVED: Final = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
SELECT DISTINCT ?study WHERE {
  VALUES ?derived { %s }
  { ?derived exokg:supportedBy ?finding } UNION { ?derived exokg:findingA ?finding }
  UNION { ?derived exokg:findingB ?finding }
  ?finding exokg:reportedBy ?study .
}
"""


@dataclass(frozen=True)
class Answer:
    """The answer to a question.

    Args:
        question: what was asked.
        query: the SPARQL text that was run, with the values put in.
        variables: names of the columns.
        rows: one tuple of RDF terms (or ``None``) per row, in the order of the query.
        coverage: what was searched.
    """

    question: Question
    query: str
    variables: list[str]
    rows: list[Row]
    coverage: Coverage

    @property
    def solutions(self) -> Solutions:
        """The rows as a query answers them."""
        return Solutions(self.variables, self.rows)

    def __iter__(self) -> Iterator[dict[str, object]]:
        """Rows as plain Python values by column, so that ``pandas.DataFrame(answer)`` is a table."""
        return self.solutions.records()

    def __len__(self) -> int:
        return len(self.rows)


def catalogue(store: Store) -> list[Question]:
    """The questions that a store holds, sorted by name.

    Raises:
        InputError: the store holds no catalogue, as any other SPARQL endpoint.
    """
    questions = questions_in(store.select(CATALOGUE_QUERY))
    if not questions:
        raise InputError(
            "this store holds no catalogue of questions", "build it with exokg build, or use exokg query"
        )
    return questions


def find_question(store: Store, name: str) -> Question:
    """The question of this name.

    Raises:
        InputError: there is none; the hint names the nearest.
    """
    questions = {question.name: question for question in catalogue(store)}
    if name not in questions:
        near = difflib.get_close_matches(name[:100], sorted(questions), n=3, cutoff=0.4)
        hint = f"did you mean {' / '.join(near)}?" if near else "exokg ask lists all questions"
        raise InputError(f"there is no question {name}", hint)
    return questions[name]


def prepare(store: Store, question: Question, given: Mapping[str, str | Sequence[str]]) -> str:
    """The query of a question with what was given for its parameters.

    Args:
        store: where names are looked up.
        question: what is asked.
        given: labels, synonyms, CURIEs, words or numbers by parameter; ``any`` leaves one open.

    Raises:
        UnknownTermError: a name is not known; ``suggestions`` holds its neighbours.
        InputError: there is no such parameter, or a value is not of its type.
    """
    values = Values(store.select)
    parameters = {parameter.name: parameter for parameter in question.parameters}
    texts = {name: [text] if isinstance(text, str) else list(text) for name, text in given.items()}
    known = {name: values.read(parameters[name], texts[name]) for name in texts if name in parameters}
    return question.with_values({name: known.get(name, []) for name in texts})


def answer(
    store: Store, question: Question, given: Mapping[str, str | Sequence[str]] | None = None
) -> Answer:
    """The answer to a question, with what was given for its parameters and the defaults for the rest.

    Raises:
        UnknownTermError: a name is not known; never an empty table for it.
        InputError: there is no such parameter, or a value is not of its type.
        QueryError: the query was refused or did not end.
    """
    query = prepare(store, question, given or {})
    searched = coverage(store, question.coverage)
    found = store.query(query)
    if isinstance(found, bool):
        return Answer(question, query, ["answer"], [(Literal(found),)], searched)
    if isinstance(found, list):
        rows: list[Row] = sorted(((t.subject, t.predicate, t.object) for t in found), key=str)
        return Answer(question, query, ["subject", "predicate", "object"], rows, searched)
    return Answer(question, query, found.variables, list(found), searched)


def record_keys(store: Store, rows: Sequence[Row]) -> list[str]:
    """Keys of the records an answer rests on, sorted.

    Those are the records it names, those its findings and preparations stand in, and those whose
    findings its claims and conflicts were derived from.
    """
    keys, derived = set(), set()
    for cell in (cell for row in rows for cell in row):
        found = _PLACE.match(value_of(cell))
        if found and found[1] in _OF_RECORDS:
            keys.add(found[2])
        elif found and found[1] in {"claim", "conflict"} and isinstance(cell, NamedNode):
            derived.add(str(cell))
    if derived:
        for (study,) in store.select(_DERIVED % " ".join(sorted(derived))):
            keys.add(value_of(study).rsplit("/", 1)[1])
    return sorted(keys)
