"""The errors that exokg raises, as a tree.

::

    ExokgError                         .message  .hint  .exit_code
    ├── InputError                     an input could not be used                   → exit 2
    │   ├── TurtleSyntaxError          path:line:column
    │   ├── QuerySyntaxError           file or <query>:line:column
    │   ├── UnknownTermError           a name that is not in terms.tsv
    │   ├── FormatError                unknown format or extension; lists the known ones
    │   └── GraphNotFoundError         no graph/ folder at the given path
    ├── InvalidGraphError              .violations: the build is refused             → exit 1
    ├── StoreError                     a store could not be opened or built          → exit 2
    │   ├── StoreNotFoundError
    │   ├── StoreCorruptError          counts or hashes do not match the manifest
    │   ├── StoreStaleError            built from another version of graph/
    │   ├── StoreLockedError           another build is running
    │   ├── store.http.HttpError       the endpoint returned an error
    │   └── store.http.TruncatedError  the endpoint returned only part of the answer
    ├── QueryError                     a query was refused or took too long          → exit 2
    │   ├── QueryRefusedError          update, SERVICE, LOAD, remote FROM, or over a limit of the gate
    │   └── QueryTimeoutError
    └── MissingExtraError              an optional package is not installed          → exit 2

The server uses further exceptions to pass the status of a response to the place that writes it. None of them
leaves :mod:`exokg.server`.

Errors in the data are not exceptions: checks return lists of
:class:`exokg.curation.violations.Violation`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .curation.violations import Violation


def alike(text: str, names: Iterable[str], most: int = 3, cutoff: float = 0.6) -> list[str]:
    """The names that are spelled most like a text, for hints; only its first 200 characters are compared.

    >>> alike("denisty", ["density", "diameter", "safety"])
    ['density']
    """
    from difflib import get_close_matches  # only who errs pays for importing it

    return get_close_matches(text[:200], list(names), most, cutoff)


class ExokgError(Exception):
    """Base class of every error that exokg raises for its callers.

    Args:
        message: one line that says what is wrong, preceded by ``path:line:column`` if known.
        hint: what to do next.
    """

    exit_code = 2

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if hint:
            self.add_note(f"hint: {hint}")  # so that a traceback shows it too


class InputError(ExokgError):
    """An input could not be used. Catch this around code that reads what a user provided."""


class TurtleSyntaxError(InputError):
    """RDF text could not be parsed."""


class QuerySyntaxError(InputError):
    """SPARQL text could not be parsed."""


class UnknownTermError(InputError):
    """A name is not a label, synonym or CURIE in ``terms.tsv``.

    Args:
        suggestions: labels of similar terms, most similar first.
    """

    def __init__(self, message: str, hint: str | None = None, suggestions: Sequence[str] = ()) -> None:
        super().__init__(message, hint)
        self.suggestions = list(suggestions)


class FormatError(InputError):
    """A format or file extension is not known."""


class GraphNotFoundError(InputError):
    """There is no ``graph/`` folder at the given path."""


class InvalidGraphError(ExokgError):
    """The records have errors, so nothing was built.

    Args:
        violations: every violation found, sorted by path, line and column.
    """

    exit_code = 1

    def __init__(self, message: str, violations: Sequence[Violation], hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.violations = list(violations)


class StoreError(ExokgError):
    """A store could not be opened or built."""


class StoreNotFoundError(StoreError):
    """There is no store at the given path or address."""


class StoreCorruptError(StoreError):
    """The files or counts of a store do not match its manifest."""


class StoreStaleError(StoreError):
    """A store was built from another version of ``graph/``."""


class StoreLockedError(StoreError):
    """Another process is building a store at the same path."""


class QueryError(ExokgError):
    """A query was refused or took too long."""


class QueryRefusedError(QueryError):
    """A query would write, would use the network, or exceeds a limit of the query gate."""


class QueryTimeoutError(QueryError):
    """A query exceeded its time limit."""


class MissingExtraError(ExokgError):
    """An optional package is needed but not installed."""
