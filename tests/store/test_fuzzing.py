"""The gate and the engine read queries alike; ``python -m benchmarks fuzzing`` looks for ten minutes."""

from __future__ import annotations

import random

from hypothesis import given, settings

from benchmarks.fuzzing import Writer, legal, listening, little_store, misread_legal, misread_wild, wild
from exokg.store.tokens import tokenize

ENGINE = little_store()


@settings(max_examples=500, deadline=None)
@given(legal())
def test_legal_queries_pass_and_mean_what_they_mean(pair: tuple[str, str]) -> None:
    assert misread_legal(ENGINE, *pair) == ""


def test_words_that_lost_the_blank_between_them_are_not_taken_as_misread() -> None:
    """Oxigraph reads *DISTINCTCOALESCE(* as two words, but only where the bracket follows at once."""
    assert misread_wild(ENGINE, "SELECT(COUNT(DISTINCTCOALESCE(1,2))AS?n)WHERE{}") == ""


def test_what_the_gate_accepts_the_engine_reads_alike() -> None:
    """And whatever hides in it, nothing is called."""
    outcomes: list[str | None] = []
    with listening() as (port, calls):

        @settings(max_examples=1000, deadline=None)
        @given(wild())
        def read(text: str) -> None:
            outcomes.append(misread_wild(ENGINE, text.replace("PORT", str(port))))
            assert not outcomes[-1]

        read()
    assert not calls
    assert outcomes.count("") > 50  # the gate has not refused them all


def test_the_queries_hold_what_the_grammar_has() -> None:
    """The generator reaches every kind of token, and the engine would find a fault of the gate."""
    texts = [Writer(random.Random(number)) for number in range(200)]  # noqa: S311 - no secret
    written = [writer.joined(writer.query()) for writer in texts]
    kinds = {token.kind for text in written for token in tokenize(text)}
    assert kinds == {"long", "string", "iri", "variable", "name", "language", "number", "word", "mark"}
    words = {token.text for text in written for token in tokenize(text) if token.kind == "word"}
    assert {"VALUES", "BNODE", "CONCAT", "UNION", "MINUS", "NOT", "EXISTS", "GRAPH", "OFFSET"} <= words
    assert {"GROUP", "HAVING", "SEPARATOR", "COUNT", "BASE", "FROM", "NAMED"} <= words
    assert sum("#" in text for text in written) > 150
    assert misread_legal(ENGINE, "ASK { ?s ?p 1 }", "ASK { ?s ?p ?o }").startswith("False, not True")
