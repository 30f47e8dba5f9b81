"""Short words that are only names of authors, such as *Hu* or *Li*, and are asked for in another sense."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...curation.spelling import words_of
from ...model.dimensions import dimensions
from ...rdf.findings import TEXTS
from .filters import VESICLES
from .record_texts import words_in
from .said import saying

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .table import Findings
    from .understood import Understood

_SHORT: Final = 3  # letters of a word that is more often something else than an author


def authors_only(table: Findings, word: str) -> bool:
    """Whether a short word is said only as the name or the initials of authors."""
    if len(word) > _SHORT or not word.isalpha():
        return False
    authors = table.column(dimensions()["author"])
    named = {row for row in saying(table, word) if word in words_in(authors.get(row, ()))}
    texts = (table.text(name) for name in TEXTS)
    return bool(named) and not any(word in words_of(text.get(row, "")) for text in texts for row in named)


def leave_out_authors(table: Findings, words: Sequence[str], found: Understood) -> None:
    """Leave out the words that only authors are called, where something else is asked for, and say so.

    Args:
        table: the findings.
        words: all that was written: a year or *et al* after such a word keeps it.
        found: what became of the words; changed.
    """
    for word in [one for one in found.words if authors_only(table, one)]:
        after = "".join(words[words.index(word) + 1 :][:1])
        others = len(found.words) > 1 or any(one.said != VESICLES for one in found.filters)
        if others and not re.fullmatch(r"et|(?:19|20)\d\d", after):
            found.words.remove(word)
            found.remarks.append(f"«{word}» is left out: for an author, add a year or et al")
