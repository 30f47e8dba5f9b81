"""What free words find where no finding says them: harms, trials, reviews, statements and papers."""

from __future__ import annotations

import re
from collections import Counter
from copy import copy
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from ...curation.spelling import words_of
from ...store.solutions import value_of
from ...store.text_parts import words_in
from ..answering import answer
from .aliases import ALIASES, answer_alias
from .other_records import named_keys
from .said import forms, mentioning, plain_forms
from .sentences import counted, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ...store.solutions import Row
    from ..result import Answer, Result
    from .table import Findings
    from .understood import Understood


_QUESTIONS: Final = ("trials", "trial-arms", "review-statements", "positions", "bibliography")
"""Questions whose rows are searched for words that no finding says."""
_RECORD: Final = ("record", "study", "review")
_NAME: Final = ("product", "subjectName")
"""Columns of the record that a row is about, and of what was given."""
_LED: Final = 5  # how much more a word weighs that leads to the question
_NO_PAPER: Final = "none known"
_LOOKED_FOR: Final = ("observed", "none observed", "not mentioned")
_OTHERS: Final = 3  # records that a sentence names, of rows that say less
_MOST_KEPT: Final = 5_000  # rows of an answer, 10 MB with their words; a large graph is asked anew
_NEAR: Final = 0.6  # of the weight of the best row that a row must have to be listed, too


class Elsewhere(NamedTuple):
    """Rows of another question.

    Attributes:
        question: its name.
        title: what it asks.
        rows: its answer, the rows that say the most of the words first.
        said: how many of the words the best row says.
        saying: which of the words every row mentions, some do and none does, as the end of a sentence.
        lead: sentences on the rows that are left out.
        unsaid: the words that no row says.
    """

    question: str
    title: str
    rows: Result
    said: int
    saying: str = ""
    lead: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()


def elsewhere(
    table: Findings, understood: Understood, missing: Sequence[str], least: int
) -> Elsewhere | None:
    """The rows of the question that words lead to, or else of the one whose rows say the most of them.

    Args:
        table: the findings.
        understood: the words.
        missing: those that no finding says; without a word that leads to a question, rows must say one.
        least: how many words a finding says; then, rows must say more.
    """
    led = sorted(understood.questions, key="trials".__eq__)[:1]  # another question says more of trials
    lacking = [words_in([text]) for text in missing]
    if understood.instead:
        if understood.instead == "reporting-matrix":
            understood.tokens += understood.routed
        return _ranked(table, understood.instead, understood)
    if led == ["conflicts"] and (known := _ranked(table, "conflicts", understood)) and not known.said:
        others = [token for token in dict.fromkeys(understood.tokens) if token not in understood.led]
        rows = counted(len(known.rows), "row")
        if others:  # the findings themselves show whether they agree
            remark = f"None of the {rows} of exokg ask conflicts mentions {quoted(others)}"
            understood.remarks.append(remark)
            return None
    tried = [_ranked(table, name, understood) for name in dict.fromkeys((*led, *_QUESTIONS))]
    found = [one for one in tried if one and one.rows]
    saying = [
        one
        for one in found
        if one.question in led
        or (
            (not led and one.said > least)
            and any(all(forms(word) & _said(one.rows, 0) for word in name) for name in lacking)
        )
    ]
    more = [one for one in found if led and one.said > 1 + max((two.said for two in saying), default=0)]
    return max((*saying, *more), key=lambda one: one.said, default=None)


def _ranked(table: Findings, name: str, understood: Understood) -> Elsewhere | None:
    """The rows of a question that say the most of some words; all of them where none says any."""
    tokens = understood.tokens
    if name in ALIASES:
        unused = quoted(dict.fromkeys(tokens), ", ")
        unused = f"; no row is chosen by {unused}" if unused else ""
        return Elsewhere(name, ALIASES[name].title, answer_alias(table, name, {}), 0, unused)
    if name not in table.questions:
        return None
    found, words_of_row = _answered(table, name)
    none = _leave_out_without_vesicles(table, found) if understood.asks_for_vesicles else []
    lead = list(_narrowed(name, found, understood))

    def words_in_each(rows: Iterable[Row]) -> list[frozenset[str]]:
        own = (words_of_row[id(row)] for row in rows)
        return [frozenset(token for token in tokens if forms(token) & words) for words in own]

    said = words_in_each(found)
    common = Counter(token for row in said for token in row)
    kept = _kept(table, name, found, understood, said)
    most = max(map(len, said), default=0)
    asked, each = {said[at] for at in kept}, words_in_each(none)
    fit = [row for row, own in zip(none, each, strict=True) if any(one <= own for one in asked)]
    if fit:
        left = f"{counted(len(fit), 'row')}{_of_records(_keys(found, fit))}"
        lead.append(f"Left out, as what they are about holds no vesicles: {left}.")
    lead += _not_kept(found, tokens, said, {*range(len(found))}.difference(kept))
    found.keep(kept)
    typed = [token for token in tokens if token not in understood.numbers]
    others = {token: _otherwise(token, [words_of_row[id(row)] for row in found]) for token in typed}
    saying = _saying(others, [said[at] for at in kept], _recorded(table, found, typed))
    led_here = dict.fromkeys(token for token in tokens if token in understood.led and name == "harms")
    denied = [token for token in led_here if any(_denies(row, token) for row in found)]
    saying += f"; some deny {quoted(denied, ', ')}" if denied else ""
    unsaid = tuple(token for token in dict.fromkeys(tokens) if not common[token])
    return Elsewhere(name, table.questions[name].title, found, most, saying, tuple(lead), unsaid)


def _kept(
    table: Findings, name: str, rows: Result, understood: Understood, said: Sequence[frozenset[str]]
) -> list[int]:
    """The rows that say nearly the most of the words, the best first: a rare word and one that led here more.

    An arm of a trial is read beside the others; of harms of any kind a row need not say where they were.
    """
    common = Counter(token for row in said for token in row)
    weighs = {token: (_LED if token in understood.led else 1) / common[token] for token in common}
    weight = [sum(weighs[token] for token in row) if name != "trial-arms" else 0.0 for row in said]
    every = name == "harms" and bool(understood.harms)
    least = 0.0 if every else _NEAR * max(weight, default=0.0)
    unread = [every and value_of(row["state"]) not in _LOOKED_FOR for row in rows]
    asked = [*understood.tokens, *(words for words, _ in understood.routes)]
    whole = [_values(row, asked) for row in rows]
    keys, known = _keys(rows), [mentioning(table, token) for token in common.keys() ^ {*understood.tokens}]
    beside = [sum(key in held for held in known) for key in keys]  # what only its record says
    order = sorted(range(len(said)), key=lambda at: (-weight[at], -whole[at], unread[at], -beside[at]))
    return [at for at in order if weight[at] >= least or said[at] & understood.any_of]


def _answered(table: Findings, name: str) -> tuple[Answer, dict[int, set[str]]]:
    """The answer to a question, to be narrowed, and the words of its rows by their identity.

    Every search that no finding says asks the same questions: small answers stay with the findings.
    """
    kept = table.answers.get(name)
    if kept is None:
        found = answer(table.store, table.questions[name])
        kept = found, {id(row): _said(found, at) for at, row in enumerate(found)}
        if len(found) <= _MOST_KEPT:
            table.answers[name] = kept
    own = copy(kept[0])
    own.notes = list(own.notes)
    return own, kept[1]


def _leave_out_without_vesicles(table: Findings, rows: Result) -> list[Row]:
    """Leave out the rows that hold no vesicles; these."""
    none = _without_vesicles(table, rows)
    left: list[Row] = [rows[at] for at in none]
    _keep(rows, lambda at: at not in none)
    return left


def _narrowed(name: str, rows: Result, understood: Understood) -> Iterator[str]:
    """Leave out rows that are not asked for; say so."""
    if name == "trials" and any("publish" in words for words, _ in understood.routes):
        before = len(rows)
        _keep(rows, lambda at: value_of(rows[at]["paper"]) == _NO_PAPER)
        others = counted(before - len(rows), "other row")
        yield f"Only rows of which no paper is known are listed; {others} name one."
    if name == "reporting-matrix":
        before = len(rows)
        _keep(rows, lambda at: value_of(rows[at]["stateName"]) != "reported")
        states = Counter(value_of(row["stateName"]) for row in rows)
        each = ", ".join(f"{state} in {number}" for state, number in sorted(states.items()))
        yield f"{counted(before - len(rows), 'row')} of what is reported are left out; the others: {each}."
    if name == "harms" and understood.harms == "none":
        seen = sum(value_of(row["state"]) == "observed" for row in rows)
        _keep(rows, lambda at: value_of(rows[at]["state"]) == "none observed")
        yield f"Only rows in which none was observed are listed; in {counted(seen, 'other row')} one was."


def _keep(rows: Result, fits: Callable[[int], bool]) -> None:
    rows.keep([at for at in range(len(rows)) if fits(at)])


def _without_vesicles(table: Findings, rows: Result) -> list[int]:
    """The rows in which all that was given, or else all that their record gives, is known to hold none."""
    keys = _keys(rows)
    called = next((name for name in _NAME if name in rows.variables), "")
    names = [value_of(row[called]) if called else "" for row in rows]
    return [at for at, (key, name) in enumerate(zip(keys, names, strict=True)) if table.holds_none(key, name)]


def _keys(rows: Result, some: Iterable[Row] | None = None) -> list[str]:
    """The key of the record that each row, or each of some, is about; empty where rows name none."""
    at = next((rows.variables.index(name) for name in _RECORD if name in rows.variables), None)
    each = rows if some is None else some
    return ["" if at is None else value_of(row[at]).rpartition("/")[2] for row in each]


def keys_of(rows: Result) -> list[str]:
    """The keys of the records that rows are about; none where rows name no record."""
    return sorted({*_keys(rows)} - {""})


def _of_records(names: Iterable[str], most: int = 4) -> str:
    """The records of some rows in brackets, and how many more there are; empty where rows name none."""
    keys = sorted({*names} - {""})
    return f" (of {named_keys(keys, most)})" if keys else ""


def _not_kept(
    rows: Result, tokens: Sequence[str], said: Sequence[frozenset[str]], places: Collection[int]
) -> Iterator[str]:
    """How many of the rows that are not listed say one of the words, and of which records they are."""
    keys = _keys(rows)
    parts = [
        f"{len(others)} with «{token}»{_of_records((keys[at] for at in others), _OTHERS)}"
        for token in dict.fromkeys(tokens)
        if (others := [at for at in sorted(places) if token in said[at]])
    ]
    if parts:
        yield f"Not listed are rows that say less of it: {'; '.join(parts)}."


def _denies(row: Row, token: str) -> bool:
    """Whether a row says a word after *not* or *no*, within the same part of a sentence."""
    words = "|".join(sorted(forms(token)))
    denial = re.compile(rf"\b(?:not?|without|never)\b[^.;,]*\b(?:{words})\b", re.IGNORECASE)
    return any(denial.search(value_of(cell)) for cell in row)


def _recorded(table: Findings, rows: Result, tokens: Sequence[str]) -> dict[str, int]:
    """Word → of how many records that rows are about it is said, which the rows themselves may not show."""
    keys = {*keys_of(rows)}
    return {token: len(keys & mentioning(table, token)) for token in tokens}


def _otherwise(token: str, rows: Sequence[set[str]]) -> str:
    """In brackets, what rows say of the stem or the meaning of a word where they do not say it itself."""
    plain = plain_forms(token)
    others = sorted({form for words in rows if not plain & words for form in forms(token) & words})
    how = "also" if any(plain & words for words in rows) else "only"
    return f" ({how} as {quoted(others, ', ')})" if others else ""


def _saying(tokens: Mapping[str, str], said: Sequence[frozenset[str]], recorded: Mapping[str, int]) -> str:
    """Which words all rows say, some say, and none does, although its record may."""
    parts: dict[str, list[str]] = {"each mentions": [], "some mention": [], "none mentions": []}
    for token, other in tokens.items():
        number, records = sum(token in row for row in said), recorded[token]
        do = f" ({counted(records, 'record')} of theirs {'does' if records == 1 else 'do'})"
        how = "none mentions" if not number else "each mentions" if number == len(said) else "some mention"
        parts[how].append(f"«{token}»{other}{do if records and not number else ''}")
    return "".join(f"; {how} {', '.join(words)}" for how, words in parts.items() if words)


def _values(row: Row, asked: Sequence[str]) -> int:
    """How many things that were asked for are a value of a row: *recruiting* is not *not yet recruiting*."""
    values = {" ".join(words_of(cell.value)) for cell in row if isinstance(cell, Literal)}
    ends = {f"active {value}" for value in asked if value.startswith("not ")}
    return len(values & {*asked, *ends})


def _said(rows: Result, at: int) -> set[str]:
    """The words that one of some rows says, also two and three in a row: not the keys of what it names."""
    own = (cell for cell in rows[at] if not isinstance(cell, NamedNode))
    cells = [value_of(cell) for cell in (*own, *rows.shown[at])]
    said = words_in(cells)
    for words in map(words_of, cells):
        three = zip(words, words[1:], words[2:], strict=False)
        said.update(map(" ".join, (*pairwise(words), *three)))
    return said
