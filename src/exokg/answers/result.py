"""What find, count and ask answer: rows as of any query, with a sentence, notes and coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..store.solutions import Solutions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..store.solutions import Row
    from .coverage import Coverage

__all__ = ["Result"]


class Result(Solutions):
    """The rows of an answer, what they say in one sentence, and what was searched.

    It is iterable again and again, has rows by number and cells by name, and becomes a data frame with
    ``to_pandas``, as :class:`~exokg.store.solutions.Solutions` does.

    Args:
        variables: the names of the columns.
        rows: one tuple of RDF terms, or None, for each row.
        sentence: the answer in words.
        coverage: what was searched.
        notes: what was understood, left out or cannot be said, a line each.
        shown: the table as people read it, where that differs from the rows.
    """

    def __init__(
        self,
        variables: Iterable[str],
        rows: Iterable[Row],
        *,
        sentence: str,
        coverage: Coverage,
        notes: Sequence[str] = (),
        shown: Solutions | None = None,
    ) -> None:
        super().__init__(variables, rows)
        self.sentence = sentence
        self.coverage = coverage
        self.notes = list(notes)
        self.shown = shown if shown is not None else Solutions(self.variables, self)

    def written(
        self, form: str, *, width: int = 0, limit: int = 0, spreadsheet: bool = False
    ) -> Iterator[bytes]:
        """The rows for programs or the table for people, as parts of a document in UTF-8.

        Args:
            form: one of :data:`~exokg.answers.formats.FORMATS`; ``table`` has the sentence above it.
            width: columns of the terminal for ``table``; 0 leaves lines as long as they are.
            limit: rows of a ``table`` at most; 0 for all.
            spreadsheet: as :func:`~exokg.answers.formats.write_solutions` takes it.
        """
        from .formats import WRITTEN_BY_ENGINE, write_solutions

        rows: Solutions = self if form in WRITTEN_BY_ENGINE else self.shown
        if form == "table":
            yield f"{self.sentence}\n\n".encode()
            rows = Solutions(rows.variables, list(rows)[: limit or None])
        yield from write_solutions(rows, form, width=width, spreadsheet=spreadsheet)

    def __repr__(self) -> str:
        return f"<{self.sentence} {len(self)} rows of {', '.join(self.variables)}; {self.coverage}>"

    def _repr_html_(self) -> str:
        """The sentence, the table as people read it and the coverage line, for notebooks."""
        from html import escape

        about = "".join(f"<p>{escape(line)}</p>" for line in (*self.notes, str(self.coverage)))
        return f"<p>{escape(self.sentence)}</p>{self.shown._repr_html_()}{about}"
