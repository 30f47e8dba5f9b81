"""``exokg view``: the evidence map as one offline HTML file."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import IO, Final

from ..errors import FormatError, InputError
from . import output
from .declared import command, typer
from .options import GRAPH, STORE, WITH_GRAPH, WITH_GRAPHS, open_graph

_MOST_BYTES: Final = 20_000_000  # of a page; one of 3,000 studies has a third of it
_MOST_WRITTEN: Final = 200_000_000


@command(
    "exokg view -o exokg.html", "exokg view -o wnt.html --about GO:0060070", "exokg view --read exokg.html"
)
def view(
    to: str | None = typer.Option(None, "-o", "--output", metavar="FILE.html", help="Write the page here."),
    free: bool = typer.Option(
        False, "--free", help="Write the free network instead, as pyvis draws it: nodes to be dragged about."
    ),
    about: str | None = typer.Option(
        None, "--about", metavar="CURIE", help="Begin with this thing chosen: a term, claim or record."
    ),
    read: Path | None = typer.Option(
        None,
        "--read",
        metavar="FILE.html",
        help="Draw nothing: print the data of this page, one line for each thing, to be compared.",
    ),
    open_browser: bool = typer.Option(False, "--open", help="Open the page in the browser."),
    store: str | None = STORE,
    graph: str | None = GRAPH,
    with_graphs: bool = WITH_GRAPHS,
    with_graph: str | None = WITH_GRAPH,
) -> None:
    """Write the graph as one HTML page that opens offline.

    The page holds the ladder of evidence, the lanes from source to outcome, the evidence map, all findings
    and studies, and the questions with their answers. It asks the network for nothing. Equal graphs give
    equal bytes; --read serves git (textconv), which then shows the difference of two pages line by line.
    """
    if read is not None:
        _write_lines(read, to)
        return
    if to is None:
        raise typer.BadParameter("name the file to write", param_hint="-o")
    if to != "-" and Path(to).suffix.lower() not in {"", ".html", ".htm"}:
        raise FormatError(f"{to}: the page is HTML", "give the file a name that ends in .html")
    kg = open_graph(store, graph, with_graphs, with_graph)
    with output.step("drawing the page"):
        page = kg.view(about=about, free=free)
    output.write_answer(page, to)
    if open_browser and to != "-":
        import webbrowser

        webbrowser.open(Path(to).resolve().as_uri())


def _write_lines(page: Path, to: str | None) -> None:
    """Read a page that anybody may have written: in a process of its own, with little memory and time."""
    from ..store.enclosure import run_enclosed

    if page.exists() and not page.is_file():  # a pipe may wait for ever, a device has no end
        raise InputError(f"{page}: no regular file", "write what it gives into a file, and read that")
    try:
        with page.open("rb") as file:
            text = file.read(_MOST_BYTES + 1).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{page}: {error}") from error
    if len(text) > _MOST_BYTES:
        raise InputError(f"{page}: larger than {_MOST_BYTES:,} bytes", "no page of exokg is")
    write = partial(_write_page, text, str(page))
    with output.open_answer(to) as answer:
        if hasattr(os, "fork"):
            run_enclosed(write, answer, seconds=30, memory_mb=200, what="the page")
        else:  # Windows: only what it reads and writes is bounded
            write(answer)


def _write_page(text: str, name: str, file: IO[bytes]) -> None:
    from ..explorer.lines import page_lines

    written = 0
    try:
        for line in page_lines(text):
            written += file.write(f"{line}\n".encode())
            if written > _MOST_WRITTEN:
                raise InputError(f"{name}: holds more than {_MOST_WRITTEN:,} bytes")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        why = f"{name}: the data of the page is damaged: {type(error).__name__}"
        raise InputError(why, "write it again: exokg view") from error
