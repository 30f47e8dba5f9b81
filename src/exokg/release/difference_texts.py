"""A difference as a document: text and Markdown for people, JSON and RDF Patch for programs.

`RDF Patch <https://afs.github.io/rdf-patch/>`_ has a line for each statement.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from ..curation.characters import in_one_line
from ..curation.spelling import counted
from ..errors import FormatError
from .differences import Change, Diff

FORMATS: Final = ("text", "markdown", "json", "patch")
"""The formats of a difference."""

_KINDS: Final = {"claims": "claim", "findings": "finding", "records": "record", "questions": "question"}
_SIGNS: Final = {"added": "+", "removed": "-"}
_LISTS: Final = ("disagrees with", "supported by")
_WIDTH: Final = 100
_ROWS: Final = 6  # of an answer that a text shows


def write(found: Diff, form: str) -> str:
    """The document of one of :data:`FORMATS`.

    Raises:
        FormatError: there is no such format.
    """
    if form not in FORMATS:
        raise FormatError(f"unknown format {form!r}", hint=f"one of: {', '.join(FORMATS)}")
    return {"text": _text, "markdown": _markdown, "json": _json, "patch": _patch}[form](found)


def sentence(found: Diff) -> str:
    """How many things of each kind differ."""
    if not found:
        return "Nothing differs."
    parts = []
    for kind, word in _KINDS.items():
        counts = sorted(Counter(change.how for change in getattr(found, kind)).items())
        said = [
            f"{counted(count, word) if at == 0 else count} {how}" for at, (how, count) in enumerate(counts)
        ]
        parts += [", ".join(said)] if said else []
    parts = parts or ["No claim, finding or record differs"]
    statements = counted(len(found.removed), "statement")
    return f"{'; '.join(parts)}; {statements} removed, {len(found.added)} added."


def _text(found: Diff) -> str:
    lines = [line for said in [sentence(found), *found.notes] for line in _wrapped(said, "")]
    for kind in _KINDS:
        changes: list[Change] = getattr(found, kind)
        lines += ["", kind.capitalize()] if changes else []
        for change in changes:
            lines += _wrapped(f"{_SIGNS.get(change.how, '~')} {_title(kind, change)}", "    ")
            for said in _details(change):
                lines += _wrapped(f"    {said}", "        ")
    return "\n".join(lines) + "\n"


def _wrapped(line: str, indent: str) -> list[str]:
    return wrap(in_one_line(line), _WIDTH, subsequent_indent=indent, break_on_hyphens=False)


def _title(kind: str, change: Change) -> str:
    """What a thing is called; findings and records are called by their keys first."""
    key = change.iri.rpartition("/")[2]
    return f"{key}: {change.label}" if kind in {"findings", "records"} else change.label


def _details(change: Change) -> Iterator[str]:
    """What is different of one thing, in lines."""
    for name, (was, now) in change.values.items():
        alone = change.how in _SIGNS or name == "reason"
        yield f"{name}: {was or now if alone else _step(name, was, now)}"
    yield from change.rows[:_ROWS]
    if len(change.rows) > _ROWS:
        yield f"and {counted(len(change.rows) - _ROWS, 'row')} more; json lists all"


def _step(name: str, was: str, now: str) -> str:
    if name not in _LISTS:
        return f"{was or 'none'} → {now or 'none'}"
    old, new = set(was.split()), set(now.split())
    return " ".join(
        [*(f"-{word}" for word in sorted(old - new)), *(f"+{word}" for word in sorted(new - old))]
    )


def _markdown(found: Diff) -> str:
    lines = [sentence(found), *(f"\n{_escaped(note)}" for note in found.notes)]
    for kind in _KINDS:
        changes: list[Change] = getattr(found, kind)
        lines += ["", f"## {kind.capitalize()}", ""] if changes else []
        for change in changes:
            lines.append(f"* **{change.how}** {_escaped(_title(kind, change))}")
            lines += [f"  * {_escaped(said)}" for said in _details(change)]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    """Text without a meaning in Markdown or HTML."""
    return re.sub(r"([\\`*_\[\]<>&|#~])", r"\\\1", in_one_line(text))


def _json(found: Diff) -> str:
    document: dict[str, object] = {"sentence": sentence(found), "notes": found.notes}
    for kind in _KINDS:
        document[kind] = [_entry(change) for change in getattr(found, kind)]
    quads = {"removed": found.removed, "added": found.added}
    document["quads"] = {how: [f"{quad} ." for quad in those] for how, those in quads.items()}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _entry(change: Change) -> dict[str, object]:
    values = {name: {"before": was, "after": now} for name, (was, now) in change.values.items()}
    rows = {"rows": change.rows} if change.rows else {}
    return {"change": change.how, "id": change.iri, "label": change.label, "values": values, **rows}


def _patch(found: Diff) -> str:
    deleted = (f"D {quad} .\n" for quad in found.removed)
    added = (f"A {quad} .\n" for quad in found.added)
    return "".join(["TX .\n", *deleted, *added, "TC .\n"])
