"""A question's form is read as ``exokg ask`` reads its command line: the same queries, the same refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exokg.answers.answering import catalogue, prepare
from exokg.answers.parameters import Values
from exokg.errors import InputError
from exokg.server.pages.forms import fill
from exokg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from exokg.curation.questions import Question

pytestmark = pytest.mark.slow

TEXTS = [
    ["Wnt"], ["GO:0016055"], ["Wntt"], ["hair density"], ["DPC", "hair density"], ["minoxidil"], ["animal"],
    ["activates"], [" In Vitro "], ["moon"], ["any"], ["2021"], ["https://doi.org/10.5555/EXOKG.birch.2021"],
    ['"} UNION { ?s ?p ?o }'], ["x" * 1001], ["PMID:90000001"],
]  # fmt: skip


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    from pyoxigraph import Store
    from serving import dataset

    engine = Store()
    engine.extend(dataset())
    return EmbeddedStore(engine)


@pytest.fixture(scope="module")
def values(store: EmbeddedStore) -> Values:
    return Values(store.select)


@pytest.fixture(scope="module")
def questions(store: EmbeddedStore) -> list[Question]:
    return catalogue(store)


@pytest.mark.parametrize("texts", TEXTS, ids=str)
def test_values_are_read_as_on_the_command_line(
    store: EmbeddedStore, values: Values, questions: list[Question], texts: list[str]
) -> None:
    for question in questions:
        for parameter in question.parameters:
            form = fill(values, question, [(parameter.name, text) for text in texts])
            faults = [field.fault for field in form.fields if field.fault]
            assert (form.query, faults) == asked(store, question, parameter.name, texts)
            assert form.good == (not faults)


def asked(store: EmbeddedStore, question: Question, name: str, texts: list[str]) -> tuple[str, list[str]]:
    """The query that the command line asks, and what it says instead of asking."""
    try:
        return prepare(store, question, {name: texts}), []
    except InputError as error:
        return question.query, ["; ".join(filter(None, [error.message, error.hint]))]


def test_a_form_sent_as_it_was_shown_asks_the_question_itself(
    store: EmbeddedStore, values: Values, questions: list[Question]
) -> None:
    for question in questions:
        shown = fill(values, question, [])
        assert (shown.good, shown.query) == (True, question.query)
        sent = [(field.parameter.name, text) for field in shown.fields for text in field.texts]
        again = fill(values, question, sent)
        assert again.good
        assert [field.texts for field in again.fields if any(field.texts)] == [
            field.texts for field in shown.fields if any(field.texts)
        ]
        wanted, found = store.query(question.query), store.query(again.query)
        assert not isinstance(wanted, bool)
        assert not isinstance(found, bool)
        assert list(found) == list(wanted)
