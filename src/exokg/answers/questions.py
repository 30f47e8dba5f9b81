"""Asking a question of the catalogue: find it, read its parameters, run it, say what it covered."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from ..errors import InputError
from ..rdf.catalogue import QUESTIONS_GRAPH, parse_question
from .coverage import Coverage, coverage
from .parameters import Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..rdf.catalogue import Question
    from ..store import Store
    from ..store.solutions import Row

__all__ = ["Answer", "answer", "catalogue", "find_question", "prepare", "records_of"]

_CATALOGUE: Final = f"""
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?name ?text WHERE {{
  GRAPH <{QUESTIONS_GRAPH.value}> {{
    ?question dcterms:identifier ?name .
    {{ ?question sh:select ?text }} UNION {{ ?question sh:construct ?text }}
  }}
}}
ORDER BY ?name
"""

_RECORD_PREFIXES: Final = tuple(
    f"https://w3id.org/exokg/{kind}/" for kind in ("study", "review", "trial", "statement")
)
_PARTS: Final = tuple(
    f"https://w3id.org/exokg/{kind}/" for kind in ("finding", "harm", "position", "preparation")
)


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

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def catalogue(store: Store) -> list[Question]:
    """The questions that a store holds, sorted by name.

    Raises:
        InputError: the store holds no catalogue, as any other SPARQL endpoint.
    """
    questions = [
        parse_question(str(getattr(name, "value", "")), str(getattr(text, "value", "")))
        for name, text in store.select(_CATALOGUE)
    ]
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
    values = Values(store)
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
    if question.form == "CONSTRUCT":
        triples = store.construct(query)
        rows: list[Row] = sorted(((t.subject, t.predicate, t.object) for t in triples), key=str)
        return Answer(question, query, ["subject", "predicate", "object"], rows, searched)
    solutions = store.select(query)
    return Answer(question, query, solutions.variables, list(solutions), searched)


def records_of(rows: Sequence[Row]) -> list[str]:
    """IRIs of the records an answer rests on, sorted: those named, and those its findings stand in.

    >>> records_of([(NamedNode("https://w3id.org/exokg/study/kim-2022"), None)])
    ['https://w3id.org/exokg/study/kim-2022']
    """
    found = set()
    for row in rows:
        for cell in row:
            text = cell.value if isinstance(cell, NamedNode) else str(getattr(cell, "value", ""))
            if text.startswith(_RECORD_PREFIXES):
                found.add(text)
            elif text.startswith(_PARTS):
                found.add(_record_of(text))
    return sorted(found)


def _record_of(part: str) -> str:
    """``…/finding/kim-2022_f6`` → ``…/study/kim-2022``: parts carry the key of their record."""
    return f"https://w3id.org/exokg/study/{part.rsplit('/', 1)[1].partition('_')[0]}"
