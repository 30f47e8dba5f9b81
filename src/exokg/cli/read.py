"""The commands that ask a store in its own language, ``query`` and ``export``."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ..errors import FormatError, InputError, QuerySyntaxError
from . import output
from .declared import typer
from .options import GRAPH, OUTPUT, SPREADSHEET, STORE, open_store, solutions_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import Triple

    from ..store import Store
    from ..store.solutions import Solutions


def register(app: typer.Typer) -> None:
    """Declare the commands of this module."""
    app.command(
        epilog="exokg query 'SELECT ?s ?title { ?s a exokg:Study ; rdfs:label ?title } LIMIT 3'\n"
        "exokg query 'ASK { ?s exokg:increases ?o }' -f json"
    )(query)
    app.command(epilog="exokg export -o exokg.ttl\nexokg export -f nq")(export)


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
    spreadsheet: bool = SPREADSHEET,
) -> None:
    """Answer a SPARQL 1.1 query.

    The prefixes of exokg need no declaration here. Updates, SERVICE and FROM an unknown graph are
    refused.
    """
    from ..rdf.namespaces import PREFIXES
    from ..store.deadline import run_within

    _check_format(form)
    opened = open_store(store, graph)
    question, source = _read_query(text, opened)

    def answer(file: IO[bytes]) -> None:
        for part in _answer(opened.query(question, prefixes=PREFIXES), form, to, spreadsheet=spreadsheet):
            file.write(part)

    with output.open_answer(to) as file:
        try:
            run_within(timeout_s, lambda: answer(file), memory_mb=memory_mb)
        except QuerySyntaxError as error:
            raise QuerySyntaxError(error.message.replace("<query>", source, 1), error.hint) from error


def _check_format(form: str | None) -> None:
    """Refuse an unknown format before anything is asked; whether it fits the answer is seen then."""
    if form is None:
        return
    from ..answers.results import FORMATS
    from ..rdf.serialisation import TRIPLE_FORMATS

    known = (*FORMATS, *TRIPLE_FORMATS)
    if form not in known:
        raise FormatError(f"unknown format {form!r}", hint=f"one of: {', '.join(known)}")


def _read_query(text: str, store: Store) -> tuple[str, str]:
    """The query that an argument means, and its name in messages."""
    if text == "-":
        return sys.stdin.read(), "<stdin>"
    if re.search(r"[\s{]", text) or not text:
        return text, "<query>"
    path = Path(text)
    if path.is_file():
        return _read_file(path), text
    if re.fullmatch(r"[a-z0-9-]+", text):
        return _question(text, store), text
    raise InputError(f"{text}: no such file", hint="a query has braces: 'SELECT * { … }'")


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
    from ..rdf.serialisation import TRIPLE_FORMATS, serialise

    if isinstance(answer, list):
        _check_fits(form, TRIPLE_FORMATS, "CONSTRUCT and DESCRIBE answer")
        chosen = output.choose_format(form, TRIPLE_FORMATS, output=to, terminal="ttl", pipe="ttl")
        yield serialise(answer, chosen)
        return
    _check_fits(form, results.FORMATS, "SELECT and ASK answer")
    if isinstance(answer, bool):
        chosen = output.choose_format(form, results.FORMATS, output=to, suffixes=results.SUFFIXES)
        yield results.write_boolean(answer, chosen).encode()
        return
    for part in solutions_text(answer, form, to, spreadsheet=spreadsheet):
        yield part.encode()


def _check_fits(form: str | None, known: Sequence[str], who: str) -> None:
    if form is not None and form not in known:
        raise FormatError(f"{who} in other formats than {form}", hint=f"one of: {', '.join(known)}")


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
    from ..rdf.namespaces import HYPOTHESES_GRAPH
    from ..rdf.serialisation import FORMATS, serialise

    suffixes = {"json": "jsonld", "owl": "rdf", "xml": "rdf"}
    chosen = output.choose_format(
        form, tuple(FORMATS), output=to, suffixes=suffixes, terminal="ttl", pipe="ttl"
    )
    opened = open_store(store, graph)
    hidden = None if hypotheses else HYPOTHESES_GRAPH
    output.write_answer(serialise((quad for quad in opened.quads() if quad.graph_name != hidden), chosen), to)
