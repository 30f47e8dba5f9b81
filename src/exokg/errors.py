"""What can go wrong, as a tree.

::

    ExokgError                         .message  .hint  .exit_code
    ├── InputError                     an input could not be used                   → exit 2
    │   ├── TurtleSyntaxError          path:line:column
    │   ├── QuerySyntaxError           file or <query>:line:column
    │   ├── UnknownTermError           a name that terms.tsv does not know
    │   ├── FormatError                unknown format or extension; names the known ones
    │   └── GraphNotFoundError         no graph/ folder where one was named
    ├── InvalidGraphError              .violations: the build is refused             → exit 1
    ├── StoreError                     a store could not be opened or built          → exit 2
    │   ├── StoreNotFoundError
    │   ├── StoreCorruptError          counts or hashes do not fit the manifest
    │   ├── StoreStaleError            built from another state of graph/
    │   ├── StoreLockedError           another build is running
    │   ├── store.http.HttpError       an endpoint answered with an error
    │   └── store.remote.TruncatedError  an endpoint gave a part of the answer and said so
    ├── QueryError                     a query was refused or did not end            → exit 2
    │   ├── QueryRefusedError          update, SERVICE, LOAD, remote FROM, or past a limit of the gate
    │   └── QueryTimeoutError
    └── MissingExtraError              an optional package is not installed          → exit 2

Within the room *server*, further exceptions carry an answer's status to the one place that writes it; none
of them leaves the room.

Faults in the data are not exceptions: checks return lists of
:class:`exokg.curation.violations.Violation`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .curation.violations import Violation


class ExokgError(Exception):
    """Base of every error that a caller of exokg may meet.

    Args:
        message: one line that says what is wrong, with ``path:line:column`` in front where known.
        hint: what to do about it.
    """

    exit_code = 2

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if hint:
            self.add_note(f"hint: {hint}")  # so that a traceback shows it too


class InputError(ExokgError):
    """An input could not be used; catch this around anything that reads what a user gave."""


class TurtleSyntaxError(InputError):
    """RDF text could not be parsed."""


class QuerySyntaxError(InputError):
    """SPARQL text could not be parsed."""


class UnknownTermError(InputError):
    """A name is neither label, synonym nor CURIE of ``terms.tsv``.

    Args:
        suggestions: labels of terms that look like it, nearest first.
    """

    def __init__(self, message: str, hint: str | None = None, suggestions: Sequence[str] = ()) -> None:
        super().__init__(message, hint)
        self.suggestions = list(suggestions)


class FormatError(InputError):
    """A format or file extension is not known."""


class GraphNotFoundError(InputError):
    """No ``graph/`` folder stands where one was named."""


class InvalidGraphError(ExokgError):
    """The records do not conform, so nothing was built.

    Args:
        violations: every fault found, sorted by path and place.
    """

    exit_code = 1

    def __init__(self, message: str, violations: Sequence[Violation], hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.violations = list(violations)


class StoreError(ExokgError):
    """A store could not be opened or built."""


class StoreNotFoundError(StoreError):
    """There is no store at the path or address."""


class StoreCorruptError(StoreError):
    """A store's files or counts do not fit its manifest."""


class StoreStaleError(StoreError):
    """A store was built from another state of ``graph/``."""


class StoreLockedError(StoreError):
    """Another process is building at the same place."""


class QueryError(ExokgError):
    """A query was refused or did not end."""


class QueryRefusedError(QueryError):
    """A query would write, reach the network, or passes a limit of the gate."""


class QueryTimeoutError(QueryError):
    """A query ran longer than it may."""


class MissingExtraError(ExokgError):
    """An optional package is needed and not installed."""
