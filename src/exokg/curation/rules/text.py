"""Rules about text: summaries, quotations, look-alike letters and spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from ..document import Loc
from ..graph import Graph, Located
from ..identity import plain_text
from .registry import Found, Place, on_graph, on_record

MAX_SUMMARY: Final = 300
"""Maximal number of characters of a summary: one or two sentences."""

_QUOTE: Final = re.compile(r"[\"“”«»„]([^\"“”«»„]+)[\"“”«»„]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SPACE: Final = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_FOREIGN: Final = {"CYRILLIC", "ARMENIAN", "CHEROKEE", "FULLWIDTH", "MATHEMATICAL"}
_JUDGEMENT: Final = re.compile(
    r"\b(?:high|low|moderate|unclear|serious|critical)[ -]risk of bias\b|\brisk of bias is\b"
    r"|\b(?:high|low|very low|moderate)[ -](?:certainty|quality) (?:of )?evidence\b|\bGRADE\b",
    re.I,
)


def summaries(record: Located) -> Iterator[tuple[Loc, str]]:
    """Yield location and text of every summary of a record."""
    for loc, part in record.parts("findings", "harms", "statements", "conclusions"):
        yield (*loc, "summary"), part.summary


@on_record("summary-too-long", "ERROR")
def summary_too_long(record: Located, _graph: Graph) -> Iterator[Found]:
    """A summary has at most 300 characters."""
    for loc, text in summaries(record):
        if len(text) > MAX_SUMMARY:
            yield loc, f"the summary has {len(text)} characters", f"shorten it to at most {MAX_SUMMARY}"


@on_record("summary-repeated", "ERROR")
def summary_repeated(record: Located, _graph: Graph) -> Iterator[Found]:
    """Each summary in a record is different."""
    seen: dict[str, Loc] = {}
    for loc, text in summaries(record):
        first = seen.setdefault(plain_text(text), loc)
        if first != loc:
            yield loc, f"{first[0]} {int(first[1]) + 1} has the same summary", "say what this one shows"


@on_graph("summary-of-other-record", "ERROR")
def summary_of_other_record(graph: Graph) -> Iterator[Place]:
    """No two records share a summary."""
    owners: dict[str, list[tuple[Located, Loc]]] = {}
    for record in graph.records.values():
        for loc, text in summaries(record):
            owners.setdefault(plain_text(text), []).append((record, loc))
    for places in owners.values():
        for record, loc in places:
            others = sorted({other.key for other, _loc in places} - {record.key})
            if others:
                message = f"the same summary is used in {', '.join(others)}"
                yield record.path, *record.at(loc), message, "describe the result in your own words"


@on_record("copied-quote", "ERROR")
def copied_quote(record: Located, _graph: Graph) -> Iterator[Found]:
    """A summary contains no quotation."""
    for loc, text in summaries(record):
        for match in _QUOTE.finditer(text):
            if len(match.group(1).split()) > 3:
                message = f"the summary quotes: {match.group(1)[:60]}"
                yield loc, message, "describe the result in your own words"


@on_record("summary-is-title", "ERROR")
def summary_is_title(record: Located, _graph: Graph) -> Iterator[Found]:
    """A summary is not the title."""
    title = plain_text(record.record.title or "")
    for loc, text in summaries(record):
        if title and plain_text(text) == title:
            yield loc, "the summary is the title of the paper", "describe the result in your own words"


@on_record("unattributed-judgement", "WARN")
def unattributed_judgement(record: Located, _graph: Graph) -> Iterator[Found]:
    """A summary does not judge certainty or risk of bias."""
    for loc, part in record.parts("findings", "harms"):
        if _JUDGEMENT.search(part.summary):
            message = "the summary judges certainty or risk of bias"
            yield (*loc, "summary"), message, "describe what was seen (blinding, numbers, comparator)"


@on_record("look-alike-letters", "ERROR")
def look_alike_letters(record: Located, _graph: Graph) -> Iterator[Found]:
    """A word is written in one alphabet."""
    for leaf in record.leaves:
        if leaf.text.isascii():
            continue
        for word in _WORD.findall(leaf.text):
            scripts = {unicodedata.name(letter, "? ").split()[0] for letter in word}
            if "LATIN" in scripts and scripts & _FOREIGN:
                odd = next(letter for letter in word if not unicodedata.name(letter, "").startswith("LATIN"))
                message = f"the word {word} mixes alphabets: {unicodedata.name(odd)}"
                yield leaf.loc, message, "type the word again"


@on_record("unusual-space", "WARN")
def unusual_space(record: Located, _graph: Graph) -> Iterator[Found]:
    """Words are separated by plain spaces."""
    for leaf in record.leaves:
        match = None if leaf.text.isascii() else _SPACE.search(leaf.text)
        if match is not None:
            name = unicodedata.name(match.group())
            message = f"the text contains U+{ord(match.group()):04X} {name}"
            yield leaf.loc, message, "replace it by a plain space"


@on_record("space-around-text", "ERROR")
def space_around_text(record: Located, _graph: Graph) -> Iterator[Found]:
    """A text has no spaces or line breaks around it."""
    for leaf in record.leaves:
        text: Any = leaf.text
        if text != text.strip() or ("\n" in text and leaf.loc != ("notes",)):
            what = "a line break" if "\n" in text.strip() else "a space or line break at its ends"
            yield leaf.loc, f"the text contains {what}", "delete it"
