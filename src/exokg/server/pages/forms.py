"""The questions of the catalogue as forms, whose values are read as ``exokg ask`` reads them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...answers.known_names import NAME_QUERIES
from ...answers.parameters import ANY, Values
from ...errors import InputError
from ...rdf.catalogue import CATALOGUE_QUERY, questions_in
from ...rdf.findings import coverage_queries
from ...store.coverage import Coverage, count_coverage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Literal, NamedNode

    from ...curation.questions import Parameter, Question
    from ..version import Version


@dataclass(frozen=True)
class Field:
    """One parameter in a question's form.

    Args:
        parameter: what it means.
        texts: what is in it, one input each.
        choices: names to choose from; synonyms and CURIEs are understood too.
        fault: what is wrong with the texts.
    """

    parameter: Parameter
    texts: list[str]
    choices: list[str]
    fault: str = ""


@dataclass(frozen=True)
class Form:
    """A question with values in its fields.

    Args:
        query: the query with the values put in; the question's own where some cannot be used.
        fields: one for each parameter.
        fault: what is wrong beside the fields.
    """

    query: str
    fields: list[Field]
    fault: str = ""

    @property
    def good(self) -> bool:
        """Whether the query asks what was meant."""
        return not self.fault and not any(field.fault for field in self.fields)


async def questions(version: Version) -> dict[str, Question]:
    """Return the questions of the catalogue by name."""

    async def read() -> dict[str, Question]:
        rows = await version.table(CATALOGUE_QUERY)
        return {question.name: question for question in questions_in(rows)}

    found: dict[str, Question] = await version.once("questions", read)
    return found


async def values(version: Version) -> Values:
    """Return the names a version knows, read once."""

    async def read() -> Values:
        tables = {query: await version.table(query) for query in NAME_QUERIES}
        return await asyncio.to_thread(Values, tables.__getitem__)

    found: Values = await version.once("values", read)
    return found


async def searched(version: Version, question: Question) -> Coverage:
    """Return what a question searches in a version, counted once for each kind."""

    async def count() -> Coverage:
        tables = {query: await version.table(query) for query in coverage_queries(question.coverage)}
        return count_coverage(tables.__getitem__, question.coverage)

    found: Coverage = await version.once(f"searched {question.coverage}", count)
    return found


def fill(values: Values, question: Question, given: Iterable[tuple[str, str]]) -> Form:
    """Put what a form sent into a question.

    Args:
        values: the names that may be written.
        question: what is asked.
        given: name and text of each input; an empty field is left open, a missing one has its default.
    """
    sent: dict[str, list[str]] = {}
    for name, text in given:
        sent.setdefault(name, []).extend([text] if text.strip() else [])
    terms: dict[str, list[NamedNode | Literal]] = {name: [] for name in sent}
    fields = []
    for parameter in question.parameters:
        texts, fault = sent.get(parameter.name), ""
        if texts is not None:
            try:
                terms[parameter.name] = values.read(parameter, texts or [ANY])
            except InputError as error:
                fault = _message(error)
        shown = values.default(parameter) if texts is None else texts
        fields.append(Field(parameter, shown or [""], values.choices(parameter), fault))
    try:
        query = question.with_values(terms)
    except InputError as error:
        return Form(question.query, fields, _message(error))
    return Form(question.query if any(field.fault for field in fields) else query, fields)


def _message(error: InputError) -> str:
    """Return an error as the command line says it: the fault and the remedy."""
    return f"{error.message}; {error.hint}" if error.hint else error.message
