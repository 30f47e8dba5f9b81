"""Rules about words: summaries in own words, quotes, letters that look like others."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from .registry import Found, Place, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph import Graph, Located
    from ..yamltext import Loc

rules: Final = Register()

MAX_SUMMARY: Final = 300
"""Characters a summary may have; a sentence or two."""

_QUOTE: Final = re.compile(r"[\"“”«»„]([^\"“”«»„]+)[\"“”«»„]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SPACE: Final = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_JUDGEMENT: Final = re.compile(
    r"\b(?:high|low|moderate|unclear|serious|critical)[ -]risk of bias\b|\brisk of bias is\b"
    r"|\b(?:high|low|very low|moderate)[ -](?:certainty|quality) (?:of )?evidence\b|\bGRADE\b",
    re.I,
)


def summaries(record: Located) -> Iterator[tuple[Loc, str]]:
    """Yield place and text of every summary of a record."""
    for name in ("findings", "harms", "statements", "conclusions"):
        for position, part in enumerate(getattr(record.record, name)):
            yield (name, position, "summary"), part.summary


def _same(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


@rules.on_record("summary-too-long", "ERROR")
def summary_too_long(record: Located, _graph: Graph) -> Iterator[Found]:
    """A summary has at most 300 characters.

    Problem: a summary is longer than a sentence or two; it holds several results, or was copied.

    Solution: say one result in own words; put conditions into ``modifier`` and ``scope``, numbers into
    ``quantity``.

    Example: ``summary: Human dermal papilla cells proliferated more with colostrum vesicles.``
    """
    for loc, text in summaries(record):
        if len(text) > MAX_SUMMARY:
            yield loc, f"the summary has {len(text)} characters", f"shorten it to {MAX_SUMMARY}"


@rules.on_record("summary-repeated", "ERROR")
def summary_repeated(record: Located, _graph: Graph) -> Iterator[Found]:
    """A summary stands once in a record.

    Problem: two findings, harms or statements of a record have the same summary, so one was copied from the
    other or says nothing of its own.

    Solution: say what this one shows and the other does not, or delete it.

    Example: one summary per finding, each naming its own target
    """
    seen: dict[str, Loc] = {}
    for loc, text in summaries(record):
        first = seen.setdefault(_same(text), loc)
        if first != loc:
            yield loc, f"the same summary stands in {first[0]} {int(first[1]) + 1}", "say what this one shows"


@rules.on_graph("summary-of-other-record", "ERROR")
def summary_of_other_record(graph: Graph) -> Iterator[Place]:
    """No two records share a summary.

    Problem: a summary equals one of another record: copied between records, or copied from a common source.

    Solution: read the source again and say in own words what it shows.

    Example: one summary per finding of the whole graph
    """
    owners: dict[str, list[tuple[Located, Loc]]] = {}
    for record in graph.records.values():
        for loc, text in summaries(record):
            owners.setdefault(_same(text), []).append((record, loc))
    for places in owners.values():
        for record, loc in places:
            others = sorted({other.key for other, _loc in places} - {record.key})
            if others:
                message = f"the same summary stands in {', '.join(others)}"
                yield record.path, *record.at(loc), message, "say it in own words"


@rules.on_record("copied-quote", "ERROR")
def copied_quote(record: Located, _graph: Graph) -> Iterator[Found]:
    """A summary quotes nobody.

    Problem: a summary holds four or more words in quotation marks: a sentence of the source. Summaries are
    in our own words, so that the data can be given away freely.

    Solution: say it in own words; a single term in quotation marks is fine.

    Example: ``summary: The agency warns that no such product is approved.``
    """
    for loc, text in summaries(record):
        for match in _QUOTE.finditer(text):
            if len(match.group(1).split()) > 3:
                yield loc, f"the summary quotes {match.group(1)[:60]}", "say it in own words"


@rules.on_record("summary-is-title", "ERROR")
def summary_is_title(record: Located, _graph: Graph) -> Iterator[Found]:
    """A summary is not the title.

    Problem: the summary of a finding is the title of the paper.

    Solution: say what was found, in own words; name the title as locator if nothing else was read.

    Example: ``locator: title`` with a summary of what the title claims
    """
    title = _same(record.record.title or "")
    for loc, text in summaries(record):
        if title and _same(text) == title:
            yield loc, "the summary is the title of the paper", "say in own words what was found"


@rules.on_record("unattributed-judgement", "WARN")
def unattributed_judgement(record: Located, _graph: Graph) -> Iterator[Found]:
    """Certainty and risk of bias are not judged here.

    Problem: a summary judges risk of bias or certainty. Such judgements are recorded with who made them and
    when, never inferred.

    Solution: say what was seen (blinding, numbers, comparator); a judgement that a review makes is its
    conclusion.

    Example: ``summary: Density rose in the treated half; assessors were not blinded.``
    """
    for name in ("findings", "harms"):
        for position, part in enumerate(getattr(record.record, name)):
            if _JUDGEMENT.search(part.summary):
                yield (
                    (name, position, "summary"),
                    "the summary judges the evidence",
                    "say what was seen instead",
                )


@rules.on_record("look-alike-letters", "ERROR")
def look_alike_letters(record: Located, _graph: Graph) -> Iterator[Found]:
    """A word is written in one alphabet.

    Problem: a word mixes Latin letters with Cyrillic or other letters that look the same, so that two
    equal-looking names differ. Greek letters beside Latin ones (NFκB) are fine.

    Solution: type the word again.

    Example: ``hair`` with a Latin a
    """
    for leaf in record.leaves:
        if leaf.text.isascii():
            continue
        for word in _WORD.findall(leaf.text):
            scripts = {unicodedata.name(letter, "? ").split()[0] for letter in word} - {
                "GREEK",
                "MICRO",
                "MODIFIER",
            }
            if "LATIN" in scripts and scripts & {
                "CYRILLIC",
                "ARMENIAN",
                "CHEROKEE",
                "FULLWIDTH",
                "MATHEMATICAL",
            }:
                odd = next(letter for letter in word if not unicodedata.name(letter, "").startswith("LATIN"))
                message = f"the word {word} mixes alphabets: {unicodedata.name(odd)}"
                yield leaf.loc, message, "type the word again"


@rules.on_record("unusual-space", "WARN")
def unusual_space(record: Located, _graph: Graph) -> Iterator[Found]:
    """Words are parted by plain spaces.

    Problem: a text holds a no-break or thin space, mostly pasted from a page; a search for the words fails.

    Solution: replace it by a plain space.

    Example: ``10 mg``
    """
    for leaf in record.leaves:
        match = None if leaf.text.isascii() else _SPACE.search(leaf.text)
        if match is not None:
            name = unicodedata.name(match.group())
            yield leaf.loc, f"the text holds U+{ord(match.group()):04X} {name}", "type a plain space"


@rules.on_record("space-around-text", "ERROR")
def space_around_text(record: Located, _graph: Graph) -> Iterator[Found]:
    """A text begins and ends with a letter.

    Problem: a text begins or ends with a space, or holds a line break where none belongs.

    Solution: delete it; write long text folded (``>-``) rather than literal.

    Example: ``title: A study of colostrum vesicles``
    """
    for leaf in record.leaves:
        text: Any = leaf.text
        if text != text.strip() or ("\n" in text and leaf.loc != ("notes",)):
            what = "a line break" if "\n" in text.strip() else "a space or line break at its ends"
            yield leaf.loc, f"the text holds {what}", "delete it"
