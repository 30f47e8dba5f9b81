"""The commands that ask a store: ``query`` and ``export``, and the options that all of them share."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, BinaryIO, Final

import typer

from ..errors import FormatError, InputError, QuerySyntaxError
from . import output

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Triple

    from ..store import Store
    from ..store.solutions import Solutions

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

OUTPUT = typer.Option(None, "-o", "--output", metavar="FILE", help="Write here instead of stdout.")
"""``-o``, for every command that writes an answer."""

_HYPOTHESES: Final = "https://w3id.org/exokg/graph/hypotheses"
_GRAPH_FORMATS: Final = ("ttl", "nt", "jsonld", "rdf")
_RESULTS_FORMATS: Final = ("table", "tsv", "csv", "json", "xml", "markdown", "html")


def register(app: typer.Typer) -> None:
    """Declare the commands of this module."""
    app.command(
        epilog="exokg query 'SELECT ?s ?title { ?s a exokg:Study ; rdfs:label ?title } LIMIT 3'\n"
        "exokg query 'ASK { ?s exokg:increases ?o }' -f json"
    )(query)
    app.command(epilog="exokg export -o exokg.ttl\nexokg export -f nq")(export)


def open_store(store: str | None, graph: str | None) -> Store:
    """Open what ``--store`` and ``--graph`` name; building it the first time is said on stderr."""
    from ..store import open_store as open_
    from ..store.embedded import EmbeddedStore

    with output.step("building the store"):
        opened = open_(store, graph=graph)
    if store is not None and graph is None and isinstance(opened, EmbeddedStore) and opened.manifest:
        from ..store.cache import is_stale

        if is_stale(opened.manifest):
            source = opened.manifest.source
            output.warn(
                f"{store} was built from another state of {source}: exokg build -g {source} -o {store}"
            )
    return opened


def query(
    text: str = typer.Argument(
        ..., metavar="QUERY", help="SPARQL text, a file, the name of a question, or - for stdin."
    ),
    store: str | None = STORE,
    graph: str | None = GRAPH,
    form: str | None = typer.Option(
        None,
        "-f",
        "--format",
        metavar="FORMAT",
        help="table, tsv, csv, json, xml, markdown or html; for CONSTRUCT ttl, nt, jsonld or rdf.",
    ),
    to: str | None = OUTPUT,
    timeout_s: float = typer.Option(30.0, "--timeout-s", metavar="SECONDS", help="Stop then; 0: never."),
    memory_mb: int = typer.Option(2048, "--memory-mb", metavar="MB", help="Stop at this memory; 0: never."),
    spreadsheet: bool = typer.Option(
        False, "--spreadsheet", help="In CSV, defuse cells that begin formulas."
    ),
) -> None:
    """Answer a SPARQL 1.1 query.

    The prefixes of exokg need no declaration in text given on the command line. Updates, SERVICE and
    FROM an unknown graph are refused.
    """
    from ..store.deadline import run_within

    if form is not None and form not in _RESULTS_FORMATS + _GRAPH_FORMATS:
        known = ", ".join(_RESULTS_FORMATS + _GRAPH_FORMATS)
        raise FormatError(f"unknown format {form!r}", hint=f"one of: {known}")
    opened = open_store(store, graph)
    question, source, prefixes = _read_query(text, opened)

    def answer(file: BinaryIO) -> None:
        for part in _answer(opened.query(question, prefixes=prefixes), form, to, spreadsheet=spreadsheet):
            file.write(part)

    with output.open_answer(to) as file:
        try:
            run_within(timeout_s, lambda: answer(file), memory_mb=memory_mb)
        except QuerySyntaxError as error:
            raise QuerySyntaxError(error.message.replace("<query>", source, 1), error.hint) from error


def _read_query(text: str, store: Store) -> tuple[str, str, Mapping[str, str] | None]:
    """The query that an argument means, its name in messages, and the prefixes it is given."""
    if text == "-":
        return sys.stdin.read(), "<stdin>", None
    if not re.search(r"[\s{]", text):
        path = Path(text)
        if path.exists():
            return _read_file(path), text, None
        if re.fullmatch(r"[a-z0-9-]+", text):
            return _question(text, store), text, None
        raise InputError(f"{text}: no such file", hint="a query has braces: 'SELECT * { … }'")
    from ..rdf.namespaces import PREFIXES

    return text, "<query>", PREFIXES


def _read_file(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text (byte {error.start})") from error


def _question(name: str, store: Store) -> str:
    """The text of a question of the catalogue, with the defaults of its parameters."""
    from ..answers.questions import find_question

    try:
        return find_question(store, name).query
    except InputError as error:
        raise InputError(f"{name}: neither a file nor a question", error.hint) from error


def _answer(
    answer: Solutions | bool | list[Triple], form: str | None, to: str | None, *, spreadsheet: bool
) -> Iterator[bytes]:
    """The answer of a query as bytes in the chosen format."""
    from ..answers import results

    if isinstance(answer, list):
        from ..rdf.serialisation import serialise

        chosen = output.choose_format(form, _GRAPH_FORMATS, output=to, terminal="ttl", pipe="ttl")
        yield serialise(answer, chosen)
        return
    chosen = output.choose_format(form, _RESULTS_FORMATS, output=to, suffixes=results.SUFFIXES)
    if isinstance(answer, bool):
        yield results.write_boolean(answer, chosen).encode()
        return
    width = get_terminal_size().columns if output.stdout_is_terminal() and not to else 0
    for part in results.write_solutions(answer, chosen, width=width, spreadsheet=spreadsheet):
        yield part.encode()


def export(
    store: str | None = STORE,
    graph: str | None = GRAPH,
    form: str | None = typer.Option(
        None, "-f", "--format", metavar="FORMAT", help="ttl, nt, jsonld, rdf; with named graphs nq or trig."
    ),
    to: str | None = OUTPUT,
    hypotheses: bool = typer.Option(False, "--hypotheses", help="In nq and trig, the suggested ones too."),
) -> None:
    """Write the whole graph as RDF: the same graph, the same bytes.

    Turtle, N-Triples, JSON-LD and RDF/XML hold the default graph. N-Quads and TriG hold the questions
    and the metadata too, and hypotheses only if asked.
    """
    from pyoxigraph import NamedNode

    from ..rdf.serialisation import FORMATS, serialise

    suffixes = {"json": "jsonld", "owl": "rdf", "xml": "rdf"}
    chosen = output.choose_format(
        form, tuple(FORMATS), output=to, suffixes=suffixes, terminal="ttl", pipe="ttl"
    )
    opened = open_store(store, graph)
    hidden = None if hypotheses else NamedNode(_HYPOTHESES)
    output.write_answer(serialise((quad for quad in opened.quads() if quad.graph_name != hidden), chosen), to)
