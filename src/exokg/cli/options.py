"""The options that several commands share, and what opens and writes as they say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import output
from .declared import typer

if TYPE_CHECKING:
    from ..answers.result import Result
    from ..knowledge_graph import KnowledgeGraph

STORE = typer.Option(
    None,
    "-s",
    "--store",
    metavar="STORE",
    envvar="EXOKG_STORE",
    help="A folder made by build, an http(s) SPARQL endpoint, or an RDF file. Default: the graph's own.",
)
"""``--store``, for every command that reads."""

GRAPH = typer.Option(
    None,
    "-g",
    "--graph",
    metavar="DIR",
    envvar="EXOKG_GRAPH",
    help="The graph/ folder to read. Default: the graph that exokg ships.",
)
"""``--graph``, for every command that reads."""

WITH_GRAPHS = typer.Option(
    False, "--with-graphs", help="Include the graphs of others that were built into the store."
)
"""``--with-graphs``, for every command that reads."""

WITH_GRAPH = typer.Option(None, "--with-graph", metavar="IRI", help="Include one of them.")
"""``--with-graph``, for the same."""

WORKING_GRAPH = typer.Option(
    None,
    "-g",
    "--graph",
    metavar="DIR",
    envvar="EXOKG_GRAPH",
    help="The graph/ folder. Default: ./graph, else the graph that exokg ships.",
)
"""``--graph``, for every command of a curator; :func:`graph_folder` finds the folder."""

OUTPUT = typer.Option(None, "-o", "--output", metavar="FILE", help="Write here instead of stdout.")
"""``-o``, for every command that writes an answer."""

FORMAT = typer.Option(
    None, "-f", "--format", metavar="FORMAT", help="table, tsv, csv, json, xml, markdown, html or parquet."
)
"""``-f``, for every command that answers with rows; :data:`exokg.answers.formats.FORMATS`."""

COLUMNS = typer.Option(None, "--columns", metavar="A,B", help="The columns to show, by name.")
"""``--columns``, for every command whose answer has many."""

WIDE = typer.Option(False, "--wide", help="Show all columns.")
"""``--wide``, for the same."""

SPREADSHEET = typer.Option(False, "--spreadsheet", help="In CSV, mark UTF-8 and defuse formulas.")


def graph_folder(graph: str | None) -> Path:
    """The graph folder a curator works on: the one named, the one in sight, or the one shipped."""
    from ..curation.shipped import bundled_graph

    here = Path("graph")
    if graph is not None:
        return Path(graph)
    return here if (here / "terms.tsv").is_file() else bundled_graph()


def open_graph(
    store: str | None, graph: str | None, with_graphs: bool = False, with_graph: str | None = None
) -> KnowledgeGraph:
    """Open what ``--store`` and ``--graph`` name; building it the first time is said on stderr."""
    from ..knowledge_graph import load
    from ..store.embedded import EmbeddedStore

    if store is None:
        _warn_of_cache()
    with output.step("building the store"):
        kg = load(graph, store, with_graphs=with_graph or with_graphs)
    opened = kg.store
    if store is not None and not opened.digest:
        output.manner.elsewhere = store
    if store is not None and isinstance(opened, EmbeddedStore) and opened.manifest:
        from ..store.cache import is_stale

        if graph is None and is_stale(opened.manifest):
            source = opened.manifest.source
            output.warn(
                f"{store} was built from another state of {source}: exokg build -g {source} -o {store}"
            )
        others = len(opened.manifest.others)
        left_out = 0 if with_graphs and not with_graph else others - bool(with_graph)
        if left_out:
            plural = "" if left_out == 1 else "s"
            output.say(f"left out: {left_out} graph{plural} of others; --with-graphs includes all")
    return kg


def _warn_of_cache() -> None:
    from ..store.cache import cache_folder, user_cache

    wanted, used = user_cache(), cache_folder()
    if used is None or used != wanted:
        why = f"{wanted} cannot be written by you alone" if wanted else "there is no home folder"
        where = f"kept in {used}" if used else "built in memory each time"
        output.warn(f"{why}: the store is {where}; set XDG_CACHE_HOME, or name one with --store")


def column_names(columns: str | None) -> list[str]:
    """The names that ``--columns`` gives."""
    return [name.strip() for name in (columns or "").split(",") if name.strip()]


def write_result(
    found: Result, form: str | None, to: str | None, *, limit: int = 0, spreadsheet: bool = False
) -> None:
    """Write the table for people or the rows for programs, and the notes on stderr.

    A table has the sentence above it; elsewhere the sentence is the first line on stderr.

    Raises:
        FormatError: there is no such format for rows.
    """
    from ..answers.formats import FORMATS, SUFFIXES

    chosen = output.choose_format(form, FORMATS, output=to, suffixes=SUFFIXES)
    if chosen == "table" and 0 < limit < len(found.shown):
        output.say(f"first {limit} of {len(found.shown)} rows; --limit 0 shows all")
    width = terminal_width(to)
    output.write_answer(found.written(chosen, width=width, limit=limit, spreadsheet=spreadsheet), to)
    said = [*([] if chosen == "table" else [found.sentence]), *found.notes, str(found.coverage or "")]
    for line in filter(None, said):
        output.say(line)


def terminal_width(to: str | None) -> int:
    """The columns of the terminal where the answer goes there, else 0."""
    if to or not output.stdout_is_terminal():
        return 0
    from shutil import get_terminal_size

    return get_terminal_size().columns
