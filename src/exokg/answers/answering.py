"""Asking a question of the catalogue: find it, read its parameters, run it, say what it covered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from shlex import quote
from typing import Final

from pyoxigraph import Literal, Triple

from ..curation.questions import Question, read_questions
from ..curation.shipped import bundled_graph
from ..curation.spelling import counted, singular, words_of
from ..errors import InputError, alike
from ..rdf.catalogue import CATALOGUE_QUERY, questions_in
from ..rdf.findings import AUTHORS_OF_REVIEWS, DERIVED_FROM
from ..store import Store
from ..store.coverage import coverage
from ..store.solutions import Row, Solutions, value_of
from .parameters import Values
from .readable import chosen_columns, citations, readable
from .result import Answer
from .text_tables import in_words

Given = str | float | Sequence[str]

_PLACE: Final = re.compile(r"^https://w3id\.org/exokg/([a-z]+)/([^_/]+)")
_RECORDS: Final = {
    "study": "study",
    "review": "review",
    "trial": "registry entry",
    "statement": "statement",
}
_OF_RECORDS: Final = ("finding", "harm", "position", "preparation")
_TALLIED: Final = 6  # values that the sentence counts


def catalogue(store: Store) -> list[Question]:
    """The questions that a store holds, sorted by name; those exokg ships where it holds none.

    An export in Turtle has no named graphs and so no catalogue, but all that the questions ask for.
    """
    return questions_in(store.select(CATALOGUE_QUERY)) or read_questions(bundled_graph() / "questions")


def find_question(store: Store, name: str) -> Question:
    """The question of this name.

    Raises:
        InputError: there is none; the hint names the nearest.
    """
    questions = {question.name: question for question in catalogue(store)}
    if name in questions:
        return questions[name]
    from .find.aliases import ALIASES

    offered = (question for question in questions.values() if question.number != "check")
    titles = {question.name: (*question.keywords, question.title) for question in offered}
    titles |= {alias: (one.title,) for alias, one in ALIASES.items()}
    close = alike(name, sorted(titles))
    near = close or _nearest(titles, name[:_LONGEST])
    hint = f"did you mean {' / '.join(near)}? " if near else ""
    sentence = " " in name.strip()
    message = (
        "ask takes the name of a question, not a sentence" if sentence else f"there is no question {name}"
    )
    raise InputError(message, f"{hint}exokg ask lists all questions")


_LONGEST: Final = 500  # characters of a sentence that are compared with the questions


def _nearest(titles: Mapping[str, Sequence[str]], text: str, limit: int = 3) -> list[str]:
    """Names of the questions that share words with a text, the most telling first.

    A word counts less the more questions have it, and in a name more than in a title.
    """
    words = {name: _words(name, *said) for name, said in titles.items()}
    uses = Counter(word for found in words.values() for word in found)
    asked = _words(text)
    scores = {
        name: sum((1 + (word in _words(name))) / uses[word] for word in asked & found)
        for name, found in words.items()
    }
    ranked = sorted(scores, key=lambda name: (-scores[name], name))
    return [name for name in ranked if scores[name]][:limit]


def _words(*texts: str) -> frozenset[str]:
    """The words of texts in one spelling, without the short ones that every title has."""
    return frozenset(singular(word) for text in texts for word in words_of(text) if len(word) > 2)


def prepare(store: Store, question: Question, given: Mapping[str, Given]) -> str:
    """The query of a question with what was given for its parameters.

    Args:
        store: where names are looked up.
        question: what is asked.
        given: labels, synonyms, CURIEs, words or numbers by parameter; ``any`` leaves one open.

    Raises:
        UnknownTermError: a name is not known; ``suggestions`` holds its neighbours.
        InputError: there is no such parameter, or a value is not of its type.
    """
    return _filled(Values(store.kept.select), question, _texts(given))


def _texts(given: Mapping[str, Given]) -> dict[str, list[str]]:
    """What was given as texts: a number of a caller is the text of it."""
    return {
        name: [str(value)] if isinstance(value, str | int | float) else [str(one) for one in value]
        for name, value in given.items()
    }


def _filled(values: Values, question: Question, texts: Mapping[str, Sequence[str]]) -> str:
    parameters = {parameter.name: parameter for parameter in question.parameters}
    known = {name: values.read(parameters[name], texts[name]) for name in texts if name in parameters}
    return question.with_values({name: known.get(name, []) for name in texts})


def answer(
    store: Store,
    question: Question,
    given: Mapping[str, Given] | None = None,
    columns: Sequence[str] = (),
    *,
    wide: bool = False,
) -> Answer:
    """The answer to a question, with what was given for its parameters and the defaults for the rest.

    Args:
        store: what is asked.
        question: of the catalogue.
        given: values by parameter, as :func:`prepare` takes them.
        columns: those that people and programs get; else people see the few that the question names.
        wide: people see all columns, too.

    Raises:
        UnknownTermError: a name is not known; never an empty table for it.
        InputError: there is no such parameter or column, or a value is not of its type.
        QueryError: the query was refused or did not end.
    """
    chosen = chosen_columns(question, columns, wide=wide)
    values, texts = Values(store.kept.select), _texts(given or {})
    query = _filled(values, question, texts)
    kept = store.kept.answer(query)
    rows = _table(store.query(query)) if kept is None else kept
    needed = [p for p in question.parameters if p.name not in texts and not p.optional]
    assumed = {parameter.name: values.default(parameter) for parameter in needed}
    if question.form != "SELECT":
        chosen = rows.variables
    names = citations(store) | citations(store, AUTHORS_OF_REVIEWS)
    shown, lacking = readable(rows, chosen, names)
    return Answer(
        question,
        query,
        rows.select(chosen) if columns else rows,
        given=texts,
        assumed=assumed,
        sentence=_said(question, rows, _kinds(record_kinds(store, rows).values())),
        coverage=coverage(store, question.coverage),
        notes=[*([f"assumed: {_written(assumed)}"] if assumed else []), *lacking],
        shown=shown,
    )


def _said(question: Question, rows: Solutions, records: str) -> str:
    """What is asked, how many rows answer it, from how many records, and how many have each value."""
    found = counted(len(rows), "row") + (f" from {records}" if records else "")
    if not question.tally:
        return f"{question.title}: {found}."
    column, *things = question.tally
    tallied = {(value_of(row[column]), *(row[name] for name in things or rows.variables)) for row in rows}
    values = Counter(value for value, *_ in tallied)
    counts = [f"{value or 'none'} {count}" for value, count in values.most_common(_TALLIED)]
    more = ["…"] if len(values) > _TALLIED else []
    tally = f" ({in_words(column.removesuffix('Name'))}: {', '.join([*counts, *more])})"
    return f"{question.title}: {found}{tally if len(values) > 1 else ''}."


def _written(given: Mapping[str, Sequence[str]]) -> str:
    """Parameters as a command line has them."""
    return " ".join(f"--{name} {quote(text)}" for name, texts in given.items() for text in texts)


def _table(found: Solutions | bool | list[Triple]) -> Solutions:  # noqa: FBT001 - it is the answer
    """The answer of any form as columns and rows."""
    if isinstance(found, bool):
        return Solutions(["answer"], [(Literal(found),)])
    if isinstance(found, list):
        return Solutions(["subject", "predicate", "object"], sorted(map(tuple, found), key=str))
    return found


def record_keys(store: Store, rows: Iterable[Row]) -> list[str]:
    """Keys of the records an answer rests on, sorted.

    Those are the records it names, those that contain its findings and preparations, and those whose
    findings its claims and conflicts were derived from.
    """
    return sorted(record_kinds(store, rows))


def record_kinds(store: Store, rows: Iterable[Row]) -> dict[str, str]:
    """The same keys, each with what its record is: ``record`` where an answer only has parts of it."""
    kinds, derived = dict[str, str](), set()
    for text in {value_of(cell) for row in rows for cell in row}:
        found = _PLACE.match(text)
        if found and found[1] in _RECORDS:
            kinds[found[2]] = _RECORDS[found[1]]
        elif found and found[1] in _OF_RECORDS:
            kinds.setdefault(found[2], "record")
        elif found and found[1] in {"claim", "conflict"}:
            derived.add(text)
    studies = (study for one, study in store.kept.rows(DERIVED_FROM) if one in derived) if derived else ()
    return kinds | {study.rpartition("/")[2]: "study" for study in studies}


def _kinds(kinds: Iterable[str]) -> str:
    """How many records of each kind, in words; all of them as one where the kind of some is not known.

    >>> _kinds(["study", "registry entry", "study"]), _kinds(["study", "record"])
    ('2 studies and 1 registry entry', '2 records')
    """
    numbers = Counter(kinds)
    if "record" in numbers:
        return counted(numbers.total(), "record")
    *first, last = [counted(number, kind) for kind, number in numbers.most_common()] or [""]
    return f"{', '.join(first)} and {last}" if first else last
