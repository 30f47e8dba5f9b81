"""What free words find where no finding says them: harms, trials, reviews, statements and papers."""

from __future__ import annotations

import re
from collections import Counter
from copy import copy
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from ...curation.spelling import normal_form, words_of
from ...store.solutions import value_of
from ...store.text_parts import words_in
from ..answering import answer
from .aliases import ALIASES, answer_alias
from .meanings import known_names
from .said import mentioning, plain_forms
from .sentences import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
_MARKERS: Final = re.compile(r"\b(?:cd\d+|markers?|tsg101|alix|calnexin|gm130)\b")
_DENIED: Final = re.compile(
    r"\bnot (?:(?:related|due|owing|linked) to(?: \w+){1,3}|(?:yet )?recruiting)", re.IGNORECASE
)
"""What is said not to be so: no row is chosen by it."""
_REGISTRIES: Final = frozenset({"irct", "nct", "chictr", "actrn", "euctr", "isrctn"})
"""Words for registries: rows without a number are of one that their record names."""
_MOST_KEPT: Final = 5_000  # rows of an answer, 10 MB with their words; a large graph is asked anew
_NEAR: Final = 0.6  # of the weight of the best row that a row must have to be listed, too
_STATEMENTS: Final = frozenset({"positions", "review-statements"})
"""Questions of which one or two rows are followed by those that say a word which few rows say."""
_FEW: Final = 8  # rows that say such a word
_ENOUGH: Final = 3  # rows that no others follow
_VIEW: Final = 10  # rows that a person sees at once


class Elsewhere(NamedTuple):
    """Rows of another question.

    Attributes:
        question: its name.
        title: what it asks.
        rows: its answer, the rows that say the most of the words first.
        said: how many of the words the best row says.
        used: the words by which rows were chosen.
        unused: the words that none of the rows says.
        unsaid: those of them that no row of the question says, listed or not.
        lead: sentences on the rows that are left out.
        some: how many say any of them: the first ones.
    """

    question: str
    title: str
    rows: Result
    said: int
    used: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    some: int = 0


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
        if others:  # the findings themselves show whether they agree
            understood.remarks.append(f"Not found in the rows of exokg ask conflicts: {quoted(others, ', ')}")
            return None
    tried = [_ranked(table, name, understood) for name in dict.fromkeys((*led, *_QUESTIONS))]
    found = [one for one in tried if one and one.rows]
    saying = [
        one
        for one in found
        if one.question in led
        or (
            (not led and one.said > least)
            and any(all(plain_forms(word) & _said(one.rows, 0) for word in name) for name in lacking)
        )
    ]
    more = [one for one in found if led and one.said > 1 + max((two.said for two in saying), default=0)]
    return max((*saying, *more), key=lambda one: one.said, default=None)


def _ranked(table: Findings, name: str, understood: Understood) -> Elsewhere | None:
    """The rows of a question that say the most of some words; all of them where none says any."""
    tokens = tuple(dict.fromkeys(understood.tokens))
    if name in ALIASES:
        nots = (f"not {one}" for one in understood.excluded)
        return Elsewhere(name, ALIASES[name].title, answer_alias(table, name, {}), 0, (), (*tokens, *nots))
    if name not in table.questions:
        return None
    found, words_of_row, every = _answered(table, name)
    lead = list(_narrowed(table, name, found, understood))
    if excluded := dict.fromkeys(understood.excluded):
        known = [table.names_of(one.values) for one in understood.filters if one.negated]
        names = {" ".join(words_of(name)) for several in known for name in several}
        forms = frozenset().union(*map(plain_forms, names | excluded.keys()))
        _keep(found, lambda at: forms.isdisjoint(words_of_row[id(found[at])]))
        other = " or another of its names" if names else ""
        lead.append(f"Rows that say {quoted(excluded)}{other} are left out.")
    own = {token: _called(table, token) for token in tokens}
    named = {token: mentioning(table, token) for token in _REGISTRIES.intersection(tokens)}
    said = [
        frozenset(one for one in tokens if own[one] & words_of_row[id(row)] or key in named.get(one, ()))
        for row, key in zip(found, _keys(found), strict=True)
    ]
    dated = {token for token in tokens if re.fullmatch(r"(?:19|20)\d\d", token)}
    others = {*tokens} - dated - understood.led  # beside these a year alone chooses no row
    said = [one if one - dated or not others else frozenset() for one in said]
    kept = _kept(table, name, found, understood, said)
    found.keep(kept)
    chosen = frozenset().union(*(said[at] for at in kept))
    typed = [token for token in tokens if token not in understood.numbers]
    used = tuple(token for token in typed if token in chosen)
    return Elsewhere(
        name,
        table.questions[name].title,
        found,
        max(map(len, said), default=0),
        used,
        tuple(token for token in typed if token not in chosen),
        tuple(token for token in typed if token not in chosen and own[token].isdisjoint(every)),
        tuple(lead),
        sum(not said[at].isdisjoint(used) for at in kept),
    )


def _called(table: Findings, token: str) -> frozenset[str]:
    """The forms of a word, and the other names of what it names, as rows may say them."""
    values = frozenset().union(*known_names(table).get(normal_form(token), {}).values())
    return plain_forms(token).union(" ".join(words_of(name)) for name in table.names_of(values))


def _kept(
    table: Findings, name: str, rows: Result, understood: Understood, said: Sequence[frozenset[str]]
) -> list[int]:
    """The rows that say nearly the most of the words, the best first: a rare word and one that led here more.

    An arm of a trial is read beside the others; of harms of any kind a row need not say where they were.
    """
    common = Counter(token for row in said for token in row)
    weighs = {token: (_LED if token in understood.led else 1) / common[token] for token in common}
    weight = [round(sum(map(weighs.__getitem__, row)), 6) * (name != "trial-arms") for row in said]
    every = name == "harms" and bool(understood.harms)
    least = 0.0 if every else _NEAR * max(weight, default=0.0)
    unread = [every and value_of(row["state"]) not in _LOOKED_FOR for row in rows]
    asked = [*understood.tokens, *(words for words, _ in understood.routes)]
    whole = [_values(row, asked) for row in rows]
    keys, known = _keys(rows), [mentioning(table, token) for token in common.keys() ^ {*understood.tokens}]
    beside = [sum(key in held for held in known) for key in keys]  # what only its record says
    order = sorted(
        range(len(said)),
        key=lambda at: (
            -weight[at],
            -whole[at],
            unread[at],
            -beside[at],
            [one not in said[at] for one in understood.tokens],
        ),
    )
    kept = [at for at in order if weight[at] >= least or said[at] & understood.any_of]
    if name in _STATEMENTS and len(kept) < _ENOUGH:
        few = {token for token in common if common[token] <= _FEW}
        kept += [at for at in order if at not in kept and said[at] & few][: _VIEW - len(kept)]
    return kept


def _answered(table: Findings, name: str) -> tuple[Answer, dict[int, set[str]], set[str]]:
    """The answer to a question, to be narrowed, the words of its rows by their identity, and all of these.

    The last are also those of what rows deny.

    Every search that no finding says asks the same questions: small answers stay with the findings.
    """
    kept = table.answers.get(name)
    if kept is None:
        found = answer(table.store, table.questions[name])
        said = {id(row): _said(found, at) for at, row in enumerate(found)}
        denied = (part for row in found for cell in row for part in _DENIED.findall(value_of(cell)))
        kept = found, said, set().union(*said.values(), words_in(denied))
        if len(found) <= _MOST_KEPT:
            table.answers[name] = kept
    own = copy(kept[0])
    own.notes = list(own.notes)
    return own, *kept[1:]


def _narrowed(table: Findings, name: str, rows: Result, understood: Understood) -> Iterator[str]:
    """Leave out rows that are not asked for; say so."""
    none = {*_without_vesicles(table, rows)} if understood.asks_for_vesicles else frozenset[int]()
    if none:
        _keep(rows, lambda at: at not in none)
        yield "Rows about what holds no vesicles are left out."
    if name == "trials" and any("publish" in words for words, _ in understood.routes):
        _keep(rows, lambda at: value_of(rows[at]["paper"]) == _NO_PAPER)
        yield "Only rows of which no paper with results is known are listed."
    if name == "reporting-matrix":
        _keep(rows, lambda at: value_of(rows[at]["stateName"]) != "reported")
        yield "Rows of what is reported are left out."
        if any(_MARKERS.search(words) for words, _ in understood.routes):
            _keep(rows, lambda at: "marker" in value_of(rows[at]["itemName"]))
            yield "Only rows of markers are listed."
    if name == "dose-table" and any("particle" in words for words, _ in understood.routes):
        _keep(rows, lambda at: bool(value_of(rows[at]["particles"])))
        yield "Only rows with a number of particles are listed."
    if name == "harms" and understood.harms == "none":
        _keep(rows, lambda at: value_of(rows[at]["state"]) == "none observed")
        yield "Only rows in which none was observed are listed."


def _keep(rows: Result, fits: Callable[[int], bool]) -> None:
    rows.keep([at for at in range(len(rows)) if fits(at)])


def _without_vesicles(table: Findings, rows: Result) -> list[int]:
    """The rows in which all that was given, or else all that their record gives, is known to hold none."""
    keys = _keys(rows)
    called = next((name for name in _NAME if name in rows.variables), "")
    names = [value_of(row[called]) if called else "" for row in rows]
    return [at for at, (key, name) in enumerate(zip(keys, names, strict=True)) if table.holds_none(key, name)]


def _keys(rows: Result) -> list[str]:
    """The key of the record that each row is about; empty where rows name none."""
    at = next((rows.variables.index(name) for name in _RECORD if name in rows.variables), None)
    return ["" if at is None else value_of(row[at]).rpartition("/")[2] for row in rows]


def keys_of(rows: Result) -> list[str]:
    """The keys of the records that rows are about; none where rows name no record."""
    return sorted({*_keys(rows)} - {""})


def _values(row: Row, asked: Sequence[str]) -> int:
    """How many things that were asked for are a value of a row: *recruiting* is not *not yet recruiting*."""
    values = {" ".join(words_of(cell.value)) for cell in row if isinstance(cell, Literal)}
    ends = {f"active {value}" for value in asked if value.startswith("not ")}
    return len(values & {*asked, *ends})


def _said(rows: Result, at: int) -> set[str]:
    """The words that one of some rows says, also two and three in a row: not the keys of what it names."""
    own = (cell for cell in rows[at] if not isinstance(cell, NamedNode))
    cells = [_DENIED.sub("", value_of(cell)) for cell in (*own, *rows.shown[at])]
    if "phase" in rows.variables:
        cells += [f"phase {part}" for part in re.findall(r"\d", value_of(rows[at]["phase"]))]
    said = words_in(cells)
    for words in map(words_of, cells):
        three = zip(words, words[1:], words[2:], strict=False)
        said.update(map(" ".join, (*pairwise(words), *three)))
    return said
