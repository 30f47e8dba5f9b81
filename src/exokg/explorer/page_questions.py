"""The catalogue of questions as the page shows it: what each asks, and how its answer begins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from ..answers.find.aliases import ALIASES, Alias, answer_alias
from ..answers.find.table import Findings
from ..curation.questions import Parameter, Question
from ..errors import UnknownTermError
from ..rdf.namespaces import compress
from ..store import Store
from ..store.solutions import Term, value_of

ROWS_SHOWN: Final = 5
"""Rows of an answer that the page holds; the total is printed beside it."""
_NOT_SHOWN: Final = "integrator"
"""Whose questions give tables for programs: of these answers the page holds the number of rows alone."""


def read_answers(store: Store) -> list[dict[str, Any]]:
    """Every question of the catalogue that the store holds, with its answer for the default parameters."""
    from ..rdf.catalogue import CATALOGUE_QUERY, questions_in

    found = questions_in(store.select(CATALOGUE_QUERY))
    table = Findings(store)
    listed = [_described(question) | _answer(store, question) for question in found]
    listed += [_alias(name, alias) | _found(table, name) for name, alias in ALIASES.items()]
    return sorted(listed, key=lambda question: str(question["name"]))


def _alias(name: str, alias: Alias) -> dict[str, Any]:
    """A question that find or count answers."""
    return {
        "name": name,
        "title": alias.title,
        "audience": alias.audience,
        "about": f"The same as {alias.command({**alias.default, **alias.fixed}, alias.columns)}.",
        "form": "SELECT",
        "parameters": _parameters(alias.asked),
    }


def _found(table: Findings, name: str) -> dict[str, Any]:
    """How its answer begins; nothing where the graph has no term of its defaults."""
    try:
        shown = answer_alias(table, name, {}).shown
    except UnknownTermError:
        return {"columns": [], "rows": [], "total": 0}
    rows = [[value_of(term) for term in row] for row in shown[:ROWS_SHOWN]]
    return {"columns": shown.variables, "rows": rows, "total": len(shown)}


def _parameters(parameters: Iterable[Parameter]) -> list[dict[str, str]]:
    return [
        {
            "name": parameter.name,
            "label": parameter.label,
            "default": "" if parameter.optional else parameter.default,
        }
        for parameter in parameters
    ]


def _described(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "title": question.title,
        "audience": question.audience,
        "about": question.description,
        "form": question.form,
        "parameters": _parameters(question.parameters),
    }


def _answer(store: Store, question: Question) -> dict[str, Any]:
    if question.form != "SELECT":
        return {"columns": [], "rows": [], "total": 0}
    solutions = store.kept.answer(question.query) or store.select(question.query)
    shown = 0 if question.audience == _NOT_SHOWN else ROWS_SHOWN
    rows = [[_cell(term) for term in row] for row in solutions[:shown]]
    return {"columns": solutions.variables, "rows": rows, "total": len(solutions)}


def _cell(term: Term | None) -> str:
    return value_of(term) if hasattr(term, "datatype") or term is None else compress(value_of(term))
