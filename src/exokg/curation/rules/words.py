"""Rules about values that cannot be, and about words that say something else than their field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..graph import Graph, Located
from ..hints import likely_names
from ..identity import plain_text
from .quantities import quantities_of
from .registry import Found, on_record
from .text import summaries

_SILENT: Final = re.compile(
    r"\b(?:not|never|nothing|no word|silent|without)\b[^;]{0,40}"
    r"\b(?:mention|report|stat|describ|discuss|say|said|address)",
    re.I,
)
_DENIED: Final = re.compile(r"\bno\b[^;]*\breported\b|\bno \w+[^;]*;|without a\b", re.I)
_MEASURED: Final = (
    "baseline", "after", "change", "comparator_baseline", "comparator_after", "comparator_change",
)  # fmt: skip
_COPIED: Final = re.compile(
    r"\b(?:we|ours?|us|herein)\b"
    r"|\b(?:in|of|from) (?:this|the (?:present|current)) (?:study|paper|work|article|review|trial)\b"
    r"|\bthe (?:present|current) (?:study|results|findings|data)\b"
    r"|\bthese (?:results|findings|data|observations)\b"
    r"|\b(?:results|findings|data) (?:suggest|indicate|demonstrate|show|reveal|highlight)\w*\b"
    r"|\b(?:taken together|to the best of|in addition|in conclusion|in summary)\b"
    r"|^(?:notably|interestingly|importantly|remarkably|collectively|to date)\b"
    r"|\b(?:furthermore|moreover|consequently|additionally|respectively)\b"
    r"|\b(?:paves? the way|sheds? light|holds? (?:great )?promise|novel|unprecedented|state.of.the.art)\b"
    r"|\b(?:crucial|pivotal|vital|critical|key|important|essential) role\b"
    r"|\b(?:robust(?:ly)?|potently|profoundly|elucidate[sd]?|revealed|reveals)\b"
    r"|\bfollowing (?:administration|treatment|injection)\b|\bas compared (?:to|with)\b"
    r"|\bcompared (?:to|with) (?:the )?(?:control|vehicle|untreated|placebo)s? groups?\b"
    r"|\b[pP]\s*[<=≤]\s*0?\.[0-9]|\bfig(?:ure|\.)\s*[0-9]|\[[0-9]+(?:[,–-]\s?[0-9]+)*\]|\bet al\b",
    re.I,
)
"""What authors say and the readers of a paper do not: stock phrases of abstracts, p values, citations."""
_SHARED: Final = 7  # words in a row that a summary has from the title by copying alone
_SAMPLES: Final = (
    "animals", "animals-per-group", "cases", "completed", "control", "donors", "enrolled", "female",
    "follicles", "included", "male", "mice", "participants", "patients", "per-group", "planned", "rats",
    "randomized", "studies", "treated", "women",
)  # fmt: skip


@on_record("implausible-value", "WARN")
def implausible_value(record: Located, graph: Graph) -> Iterator[Found]:
    """A value lies in the range that its outcome and unit can have."""
    for loc, part, target in quantities_of(record):
        term = None if target is None else graph.terms.find(target)
        label, unit = "" if term is None else term.label, part.unit or ""
        known = graph.plausible.get((label, unit)) or graph.plausible.get(("any", unit))
        for name in _MEASURED if known else ():
            value = getattr(part, name)
            if value is None or f"{value:g}" in (part.note or ""):  # the page prints it so, says the note
                continue
            place, (low, high) = (*loc, name.replace("_", "-")), known or (0.0, 0.0)
            if name.endswith("change"):
                low, high = (-100.0, max(high, 2000.0)) if unit == "%" else (-high, high)
            if not low <= value <= high:
                message = f"{value:g} {unit} is not plausible for {label or 'a result'}: {low:g} to {high:g}"
                yield place, message, "check number and unit on the page, or explain them in note"
            elif unit == "%" and 0 < abs(value) < 1:
                message = f"{value:g} % is less than one per cent; is it a fraction?"
                yield place, message, f"write {value * 100:g} if the source does, or explain it in note"


@on_record("sample-name", "WARN")
def sample_name(record: Located, _graph: Graph) -> Iterator[Found]:
    """What is counted in n is written correctly."""
    for name in record.record.n:
        near = [] if name in _SAMPLES else likely_names(name, _SAMPLES)
        if near and len(near[0]) - len(name) in (-1, 0, 1):
            yield ("n", name), f"{name} is not a usual name of a sample", f"did you mean {near[0]}?"


@on_record("et-al-author", "ERROR")
def et_al_author(record: Located, _graph: Graph) -> Iterator[Found]:
    """Each author is a person or a group."""
    part = record.record.publication
    for position, name in enumerate(part.authors if part else ()):
        if re.search(r"\bet\.? al\b|\band others\b|…|\.\.\.", name, re.I):
            yield (
                ("publication", "authors", position),
                f"{name} is no author",
                "delete it; authors-complete too",
            )


@on_record("silence-as-none", "WARN")
def silence_as_none(record: Located, _graph: Graph) -> Iterator[Found]:
    """None observed is a sentence of the source."""
    for loc, part in record.parts("harms"):
        if (
            part.state == "none observed"
            and _SILENT.search(part.summary)
            and not _DENIED.search(part.summary)
        ):
            hint = "write not reported if the full text was read, else delete the harm"
            yield (*loc, "state"), "the summary says that nothing is mentioned, not that none was seen", hint


@on_record("summary-may-be-copied", "WARN")
def summary_may_be_copied(record: Located, _graph: Graph) -> Iterator[Found]:
    """A summary is in the words of its reader."""
    title = _runs(plain_text(record.record.title or ""))
    for loc, text in summaries(record):
        found = _COPIED.search(text)
        if found is not None:
            yield loc, f"the summary says {found[0]!r}, as its authors would", "use your own words"
        elif shared := sorted(title & _runs(plain_text(text))):
            yield loc, f"the summary has {' '.join(shared[0])!r} from the title", "use your own words"


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[at : at + _SHARED]) for at in range(len(words) - _SHARED + 1)}
