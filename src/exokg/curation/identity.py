"""By what two records can be seen to describe one document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.identifiers import plain_address, read_identifier
from ..model.types import Identifies
from .document import Loc
from .graph import Located


def plain_text(text: str) -> str:
    """Return the words of a text in lower case, without marks.

    >>> plain_text("Vesicles: a (short) Review.")
    'vesicles a short review'
    """
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def identifier_key(text: str) -> str:
    """Return a text under which all spellings of an identifier, and all versions of its document, are one."""
    found = read_identifier(text)
    return text.strip().casefold() if found is None else found.document


def identifiers_of(record: Located) -> Iterator[tuple[str, str, Loc]]:
    """Yield kind, key and location of each identifier of the document; of a trial its registry number too."""
    for leaf, mark in record.marked(Identifies):
        kind = mark.kinds[0]
        of_document = leaf.loc[0] == "publication" and leaf.loc[-1] != "retraction-notice"
        if of_document or (record.record.kind == "trial" and kind == "registration"):
            yield kind, identifier_key(leaf.text), leaf.loc


def document_names(record: Located) -> Iterator[tuple[str, str, Loc]]:
    """Yield kind, key and location of all by which the document of a record can be recognised.

    These are its identifiers, its title, and its addresses taken together. A registry entry may have the
    title of its paper, and describe the same pages. A statement without a title is known from others only.
    """
    yield from identifiers_of(record)
    of = "entry" if record.record.kind == "trial" else "paper"
    title = plain_text(record.record.title or "")
    if len(title.split()) > 2:
        yield f"title of the {of}", title, ("title",)
    if title or record.record.kind != "statement":
        pages = sorted({plain_address(page) for page in record.record.sources})
        yield f"list of sources of the {of}", " ".join(pages), ("sources",)


def author_names(record: Located) -> set[str]:
    """Return the authors of a record as they are compared: without dots, hyphens and case."""
    part = record.record.publication
    return set() if part is None else {plain_text(name) for name in part.authors} - {"et al"}
