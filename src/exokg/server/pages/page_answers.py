"""Answers to queries that people write or fill in, as pages show them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ...answers.emptiness import attempts, meaning
from ..workers.job import QueryFailedError
from . import forms
from .answer_tables import SHOWN, Answered, AnswerTable
from .calls import kept

if TYPE_CHECKING:
    from ...curation.questions import Question
    from ..version import Version
    from .forms import Form


async def explained(version: Version, client: str, question: Question, form: Form) -> Answered:
    """Run a question: the answer, what it covers, and what it means where it has no rows."""
    answered = await run(version, client, form.query, own=form.query == question.query)
    if answered.table is None:
        return answered
    total, searched = answered.table.total, await forms.searched(version, question)
    answered = replace(answered, searched=str(searched))
    if total == 0:
        tried = await _tried(version, client, question, form)
        answered = replace(answered, meaning=meaning(question, searched), attempts=tried)
    return answered


async def _tried(
    version: Version, client: str, question: Question, form: Form
) -> tuple[tuple[str, str, str], ...]:
    """Ask with less of what was given: in words, as a query string, and how many rows there are."""
    names = [field.parameter.name for field in form.fields]
    texts = {field.parameter.name: list(filter(None, field.texts)) for field in form.fields}
    given = {name: texts[name] for name in names if texts[name]}
    tried = []
    for words, less in attempts(question, given, mark=""):
        sent = [(name, text) for name in names for text in less.get(name, [""])]
        query = forms.fill(await forms.values(version), question, sent).query
        rows = (await run(version, client, query)).table
        address = urlencode(sent) + kept("&", version.choice)
        tried.append((words, address, "no answer" if rows is None else rows.in_words))
    return tuple(tried)


async def run(version: Version, client: str, query: str, *, own: bool = False) -> Answered:
    """Run a person's query, or one of our own: a table or a text, or what is wrong."""
    limits = version.limits
    if len(query.encode("utf-8", "replace")) > limits.query_bytes:
        return Answered(fault=f"the query is longer than {limits.query_bytes} bytes")
    job = version.ordered(query, shown=SHOWN, own=own)
    try:
        answer = await version.pool.answer(client, job)
    except QueryFailedError as error:
        hint = error.details.get("hint")
        return Answered(fault=f"{error.message}{f' ({hint})' if hint else ''}")
    return await asyncio.to_thread(_read, answer[1:])


def _read(document: bytes) -> Answered:
    found = json.loads(document)
    return Answered(text=found["text"]) if "text" in found else Answered(AnswerTable.read(found))
