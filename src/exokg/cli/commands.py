"""The commands, each declared in a module that is imported when the command is called."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from .declared import DECLARED, Command, typer
from .output import manner

COMMANDS: Final[dict[str, str]] = {
    "find": "find",
    "count": "find",
    "plot": "plot",
    "query": "read",
    "ask": "ask",
    "show": "describe",
    "search": "describe",
    "stats": "describe",
    "paths": "ask",
    "hypotheses": "ask",
    "view": "view",
    "serve": "serve",
    "export": "read",
    "release": "stores",
    "diff": "stores",
    "validate": "curate",
    "rules": "curate",
    "fmt": "curate",
    "second-read": "curate",
    "term": "term_command",
    "audit": "curate",
    "impact": "curate",
    "new": "curate",
    "build": "stores",
    "load": "stores",
}
"""Command → the module of this package that declares it, in the order of ``--help``."""

SHARED: Final = ("verbose", "quiet", "color")
"""The global options that every command takes too."""


def find_command(name: str) -> Command:
    """Import the module of a command and return what it declares.

    Args:
        name: one of :data:`COMMANDS`.
    """
    import_module(f".{COMMANDS[name]}", __package__)
    return DECLARED[name]


def print_version() -> None:
    """Print name and version of the program."""
    from importlib.metadata import version

    print(f"exokg {version('exokg')}")


def _show_version(wanted: bool) -> None:
    if wanted:
        print_version()
        raise typer.Exit


def _set_verbosity(count: int) -> None:
    manner.verbosity = max(manner.verbosity, count)


def _set_quiet(quiet: bool) -> None:
    manner.quiet = manner.quiet or quiet


def _set_color(color: str) -> None:
    if color not in {"auto", "always", "never"}:
        raise typer.BadParameter(f"{color!r} is not one of auto, always, never")
    if color != "auto":
        manner.color = color


def exokg(
    version: bool = typer.Option(
        False, "-V", "--version", help="Print the version.", callback=_show_version, is_eager=True
    ),
    verbose: int = typer.Option(
        0, "-v", "--verbose", count=True, callback=_set_verbosity, help="Say more; -vv shows tracebacks."
    ),
    quiet: bool = typer.Option(False, "-q", "--quiet", callback=_set_quiet, help="Say nothing but errors."),
    color: str = typer.Option(
        "auto",
        "--color",
        metavar="WHEN",
        callback=_set_color,
        help="Colour on stderr: auto, always or never.",
    ),
) -> None:
    """Ask, check, build, view and serve the knowledge graph of exosome hair research.

    Exit codes: 0 done, 1 done and the answer is no, 2 could not be done, 70 a bug in exokg,
    130 interrupted.
    """
