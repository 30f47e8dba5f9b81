"""Records beside the rows: those whose texts match words that no row has, with the words around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...curation.spelling import singular, words_of
from ...model.dimensions import dimensions
from .filters import VESICLES
from .plain_words import EXPERT, KINDS
from .said import TERM, matches, mentioning, parts_of, writes
from .sentences import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .matching import Found
    from .needs import Need
    from .table import Findings
    from .understood import Understood


_RECORDS: Final = 4  # records that a line names
_NOTICES: Final = 8  # the same, of records that mention a harm
_DOI: Final = re.compile(r"10\.\d{4,} .*?(\d{4,}|$)$")
"""A DOI as it is searched, and its last number, which many journals give an article as its page."""
FEW: Final = 10
"""Findings of a name, or records that match a word of many meanings: of more of them no line is needed."""


def named_keys(keys: Sequence[str], most: int = _RECORDS) -> str:
    """The keys of a few records, and whether there are more."""
    return ", ".join([*keys[:most], *(["and others"] if len(keys) > most else [])])


def called_so(table: Findings, understood: Understood) -> list[str]:
    """The keys of records without findings that begin with a word, such as an author, and a year."""
    years = {one.said for one in understood.filters if one.said.isdigit()}
    studies = {study.key for study in table.studies}
    words = {word for token in understood.tokens for word in token.split()}
    others = [key for key in table.records.keys if key not in studies] if years else []
    return [key for key in others if key.partition("-")[0] in words and years & {*key.split("-")}]


def records(
    table: Findings, understood: Understood, found: Found, beside: Iterable[str] = ()
) -> Iterator[str]:
    """Records that match what no finding does, or words that no row of a question has.

    Args:
        table: the findings.
        understood: the words.
        found: the findings for them.
        beside: words that are named only if few records match them, as those of many meanings are.
    """
    nowhere = []
    for said, names in {_said(need): need.names for need in found.unsaid if _by_words(need)}.items():
        known = _matching(table, names)
        if known:
            yield _line(table, understood, said, known)
        elif inside := _inside(table, said):
            yield _line(table, understood, said, inside)
        elif not any(mentioning(table, name) for name in names):
            nowhere.append(said)
    for word in dict.fromkeys((*beside, *understood.vague)):
        if 0 < len(mentioning(table, word)) <= FEW and (known := _matching(table, [word])):
            yield _line(table, understood, word, known)
    nowhere += [word for word in dict.fromkeys(beside) if not mentioning(table, word)]
    if nowhere:
        yield f"not found in other records, either: {quoted(nowhere, ', ')}"
    for number in (found[1] for found in map(_DOI.match, nowhere) if found):
        known = _matching(table, [number, f"e{number}"]) if number else {}
        yield from [_line(table, understood, number, known)] if known else []
        yield "not every record has its DOI: exokg ask bibliography lists papers by title and year"


def _said(need: Need) -> str:
    """What a need is called in texts, which write *12 weeks*, not *about 12 weeks*."""
    return need.quoted.strip("«»").removeprefix("about ")


def _by_words(need: Need) -> bool:
    """Whether words of a record may say it: *oral* is said of drugs, and a route is only that of vesicles."""
    return "route" not in need.dimensions


def _matching(table: Findings, names: Iterable[str]) -> dict[str, str]:
    """Key of each record that matches one of some names → the words around it."""
    found: dict[str, str] = {}
    for name in names:
        found = matches(table, name) | found
    return found


def _inside(table: Findings, word: str) -> dict[str, str]:
    """Key of each record that has a word only within others → one of these, as PGAIS has GAIS."""
    symbols = table.records.symbols
    return {
        key: f"«{symbols[own]}»"
        for own in parts_of(symbols, word)
        for key in sorted(table.records.with_symbol(own))
    }


def _line(
    table: Findings, understood: Understood, said: str, known: Mapping[str, str], most: int = _RECORDS
) -> str:
    """Records and where they match a word, those first that have the most of the other words."""
    each = [mentioning(table, token) for token in {*understood.tokens, *understood.vague}]
    term = {key for key, text in known.items() if text.startswith(TERM)}
    keys = sorted(known, key=lambda key: (key in term, -sum(key in one for one in each)))[: most + 1]
    shown = [_named(table, understood, key, known[key]) for key in keys]
    return f"records whose text matches «{said}»: {named_keys(shown, most)} (exokg show KEY)"


def _named(table: Findings, understood: Understood, key: str, text: str = "") -> str:
    """The key of a record, and in brackets where it matches, and whether what it gave holds no vesicles."""
    none = "no vesicles" if understood.asks_for_vesicles and table.holds_none(key) else ""
    said = "; ".join(filter(None, (text, none)))
    return f"{key} ({said})" if said else key


def records_of_all(
    table: Findings, understood: Understood, found: Found, listed: Collection[str] = ()
) -> Iterator[str]:
    """Records that have every word, but for those that are listed, where no finding fits all of them."""
    fields = {word for one in found.absent if not _by_words(one) for word in words_of(one.said)}
    asked = [word for word in dict.fromkeys(understood.tokens) if word not in fields]
    negated = any(one.negated and one.said != VESICLES for one in understood.filters)
    if len(asked) < 2 or negated or (found.rows and not found.lacks and not understood.elsewhere):
        return
    every = frozenset.intersection(*(mentioning(table, one) for one in asked)).difference(listed)
    if keys := [key for key in sorted(every) if all(writes(table, key, one) for one in asked)]:
        shown = named_keys([_named(table, understood, key) for key in keys])
        yield f"records whose texts match all of {quoted(asked, ', ')}: {shown} (exokg show KEY)"


def records_of_conditions(table: Findings, understood: Understood, found: Found) -> Iterator[str]:
    """Other records that match a condition of few findings."""
    listed = {table.studies[row].key for row in found.rows}
    for one in understood.filters:
        few = one.dimensions == (dimensions()["condition"],) and 0 < len(one.rows(table)) < FEW
        known = matches(table, one.said) if few and not one.negated else {}
        if others := {key: text for key, text in known.items() if key not in listed}:
            yield _line(table, understood, one.said, others)


def records_of_harms(table: Findings, understood: Understood, listed: Collection[str]) -> Iterator[str]:
    """Records of whatever kind, notices among them, that match a harm which was asked for.

    Args:
        table: the findings.
        understood: the words.
        listed: keys of records that are listed already.
    """
    led = [word for word in understood.tokens if EXPERT.get(singular(word)) == "harms"]
    for word in dict.fromkeys(word for word in (*led, *understood.harmful) if singular(word) not in KINDS):
        known = {key: text for key, text in matches(table, word).items() if key not in listed}
        if known:
            yield _line(table, understood, word, known, _NOTICES)
