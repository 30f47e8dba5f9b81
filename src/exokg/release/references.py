"""References as text for a reference manager that a notebook shows as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .citations import Citation


class References(str):
    """BibTeX, RIS or CSL-JSON, and the citations that it holds: what ``kg.cite`` returns.

    It is a text; a notebook shows the list of references above it.

    Args:
        text: the citations in their format.
        entries: the citations.
    """

    entries: tuple[Citation, ...]

    def __new__(cls, text: str, entries: Sequence[Citation] = ()) -> References:
        """Keep the citations beside their text."""
        made = super().__new__(cls, text)
        made.entries = tuple(entries)
        return made

    def _repr_html_(self) -> str:
        from html import escape

        items = "".join(f"<li>{_reference(entry)}</li>" for entry in self.entries)
        return f"<ol>{items}</ol><details><summary>as text</summary><pre>{escape(self)}</pre></details>"


def _reference(entry: Citation) -> str:
    """Authors, year, title, journal and a link, as far as they were seen; the key where no title was."""
    from html import escape

    others = "" if entry.authors_complete else " et al."
    parts = [
        f"{', '.join(entry.authors)}{others}" if entry.authors else "",
        entry.year,
        entry.title or entry.key,
        entry.journal,
        f"version {entry.version}" if entry.version else "",
        *entry.notes,
    ]
    said = escape(". ".join(part.rstrip(".") for part in parts if part))
    link = f"https://doi.org/{entry.doi}" if entry.doi else entry.url
    return f'{said}. <a href="{escape(link)}">{escape(link)}</a>' if link else f"{said}."
