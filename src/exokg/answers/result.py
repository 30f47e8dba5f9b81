"""What query, find, count and ask answer: rows by name and number, with what was searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from ..store.solutions import Solutions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..curation.questions import Question
    from ..store.coverage import Coverage
    from ..store.solutions import Row, Solution


class Result(Solutions):
    """The rows of an answer, what they say in one sentence, and what was searched.

    One may iterate again and again; a row is found by its number, and its cells by name or number. A slice
    is a result too.

    Args:
        variables: the names of the columns.
        rows: one tuple of RDF terms, or None, for each row.
        sentence: the answer in words; empty for a query of one's own.
        coverage: what was searched.
        notes: what was understood, left out or cannot be said, a line each.
        shown: the table as people read it, where that differs from the rows.
    """

    def __init__(
        self,
        variables: Iterable[str],
        rows: Iterable[Row],
        *,
        sentence: str = "",
        coverage: Coverage | None = None,
        notes: Sequence[str] = (),
        shown: Solutions | None = None,
    ) -> None:
        super().__init__(variables, rows)
        self.sentence = sentence
        self.coverage = coverage
        self.notes = list(notes)
        self._shown = shown

    @classmethod
    def of(cls, rows: Solutions, sentence: str, coverage: Coverage | None) -> Result:
        """Rows as a result that people read with its columns headed in words.

        >>> Result.of(Solutions(["weakestStep"], []), "None.", None).shown.variables
        ['weakest step']
        """
        from .text_tables import in_words

        shown = Solutions(map(in_words, rows.variables), rows)
        return cls(rows.variables, rows, sentence=sentence, coverage=coverage, shown=shown)

    @property
    def shown(self) -> Solutions:
        """The table as people read it."""
        return self if self._shown is None else self._shown

    @overload
    def __getitem__(self, at: int) -> Solution: ...

    @overload
    def __getitem__(self, at: slice) -> Result: ...

    def __getitem__(self, at: int | slice) -> Solution | Result:
        """One row by its number, or the rows of a slice with all that is said of the whole."""
        if not isinstance(at, slice):
            return super().__getitem__(at)
        same = self._shown is not None and len(self._shown) == len(self)  # a cross table has other rows
        return Result(
            self.variables,
            super().__getitem__(at),
            sentence=self.sentence,
            coverage=self.coverage,
            notes=self.notes,
            shown=self._shown[at] if self._shown is not None and same else None,
        )

    def keep(self, places: Sequence[int]) -> None:
        """Keep some of the rows, in this order.

        Args:
            places: their numbers.
        """
        shown = self._shown if self._shown is not None and len(self._shown) == len(self) else None
        if shown is not None:
            self._shown = Solutions(shown.variables, [shown[at] for at in places])
        rows = [self[at] for at in places]
        self._read, self._rest = rows, None

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
        from .formats import FOR_PEOPLE, write_solutions

        rows: Solutions = self.shown if form in FOR_PEOPLE else self
        if form == "table":
            yield f"{self.sentence}\n\n".encode() if self.sentence else b""
            rows = Solutions(rows.variables, list(rows)[: limit or None])
        yield from write_solutions(rows, form, width=width, spreadsheet=spreadsheet)

    def __repr__(self) -> str:
        table = super().__repr__().removeprefix("<Solutions: ").removesuffix(">")
        about = [self.sentence, table, str(self.coverage) if self.coverage else ""]
        return f"<{type(self).__name__}: {'; '.join(part.rstrip('.') for part in about if part)}>"

    def _repr_html_(self) -> str:
        """The sentence, the table as people read it and the coverage line, for notebooks."""
        from html import escape

        lines = [*self.notes, *([str(self.coverage)] if self.coverage else [])]
        about = "".join(f"<p>{escape(line)}</p>" for line in lines)
        table = Solutions(self.shown.variables, self.shown)._repr_html_()
        return f"{f'<p>{escape(self.sentence)}</p>' if self.sentence else ''}{table}{about}"

    def to_polars(self) -> Any:
        """The table as a polars data frame, as :func:`~.frames.frame_of` makes it.

        Raises:
            MissingExtraError: polars is not installed.
        """
        from .frames import frame_of

        return frame_of(self)

    def to_parquet(self, path: str | Path) -> None:
        """Write the table as a Parquet file, the same as ``-f parquet`` writes.

        Args:
            path: where to write it.

        Raises:
            MissingExtraError: polars is not installed.
        """
        from .frames import write_parquet

        write_parquet(self, path)

    @overload
    def to_csv(self, path: None = None, *, spreadsheet: bool = False) -> str: ...

    @overload
    def to_csv(self, path: str | Path, *, spreadsheet: bool = False) -> None: ...

    def to_csv(self, path: str | Path | None = None, *, spreadsheet: bool = False) -> str | None:
        """The table as CSV, the same bytes as ``-f csv`` writes.

        Args:
            path: where to write it; without, the text is returned.
            spreadsheet: mark it as UTF-8, and put ``'`` before cells that a spreadsheet would compute.
        """
        from pathlib import Path

        from .formats import write_solutions

        data = b"".join(write_solutions(self, "csv", spreadsheet=spreadsheet))
        if path is None:
            return data.decode()
        Path(path).write_bytes(data)
        return None


class Answer(Result):
    """The answer to a question of the catalogue.

    Args:
        question: what was asked.
        query: the SPARQL text that was run, with the values put in.
        rows: its rows.
        given: the texts given for its parameters.
        assumed: what was taken for parameters that were needed and not given.
        about: the rest, as :class:`Result` takes it.
    """

    def __init__(
        self,
        question: Question,
        query: str,
        rows: Solutions,
        *,
        given: Mapping[str, Sequence[str]],
        assumed: Mapping[str, Sequence[str]],
        **about: Any,
    ) -> None:
        super().__init__(rows.variables, rows, **about)
        self.question = question
        self.query = query
        self.given = dict(given)
        self.assumed = dict(assumed)
