"""The commands that ask a store in its own language, ``query`` and ``export``."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ..errors import FormatError, InputError, QuerySyntaxError
from . import output
from .declared import command, typer
from .options import GRAPH, OUTPUT, SPREADSHEET, STORE, WITH_GRAPH, WITH_GRAPHS, open_graph, terminal_width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..knowledge_graph import KnowledgeGraph


@command(
    "exokg query 'SELECT ?s ?title { ?s a exokg:Study ; rdfs:label ?title } LIMIT 3'",
    "exokg query 'ASK { ?s exokg:increases ?o }' -f json",
)
def query(
    text: str = typer.Argument(
        ..., metavar="QUERY", help="SPARQL text, a file, the name of a question, or - for stdin."
    ),
    store: str | None = STORE,
    graph: str | None = GRAPH,
    with_graphs: bool = WITH_GRAPHS,
    with_graph: str | None = WITH_GRAPH,
    form: str | None = typer.Option(
        None,
        "-f",
        "--format",
        metavar="FORMAT",
        help="table, tsv, csv, json, xml, markdown, html or parquet; for CONSTRUCT ttl, nt, jsonld or rdf.",
    ),
    to: str | None = OUTPUT,
    timeout_s: float = typer.Option(30.0, "--timeout-s", metavar="SECONDS", help="Stop then; 0: never."),
    memory_mb: int = typer.Option(
        2048, "--memory-mb", metavar="MB", help="Stop when it took this; 0: never."
    ),
    sandbox: bool = typer.Option(
        False, "--sandbox", help="For a query of unknown origin: in a process without network and files."
    ),
    spreadsheet: bool = SPREADSHEET,
) -> None:
    """Answer a SPARQL 1.1 query.

    The prefixes of exokg need no declaration here. Updates, SERVICE and FROM an unknown graph are
    refused. What was searched is printed to stderr, and so are names of exokg that the graph does not have.
    """
    from ..store.deadline import run_within

    kg = open_graph(store, graph, with_graphs, with_graph)
    question, source = _read_query(text, kg)
    with output.open_answer(to) as file:
        try:
            chosen = _choose_format(kg.formats_of(question), form, to)
            width = terminal_width(to)

            def answer(file: IO[bytes]) -> None:
                kg.answer(question, chosen, file, width=width, spreadsheet=spreadsheet)

            if sandbox and chosen == "parquet":
                raise FormatError("--sandbox starts no threads, as parquet needs", hint="-f csv, or json")
            if sandbox:
                _run_enclosed(kg, answer, file, timeout_s, memory_mb)
            else:
                run_within(timeout_s, lambda: answer(file), memory_mb=memory_mb)
        except QuerySyntaxError as error:
            raise QuerySyntaxError(error.message.replace("<query>", source, 1), error.hint) from error
    _say_how(kg, question)


def _run_enclosed(
    kg: KnowledgeGraph, answer: Callable[[IO[bytes]], None], file: IO[bytes], seconds: float, memory_mb: int
) -> None:
    from ..store.embedded import EmbeddedStore
    from ..store.enclosure import run_enclosed

    if not isinstance(kg.store, EmbeddedStore):
        raise InputError("--sandbox is for a store on this machine", hint="an endpoint runs queries itself")
    readable = [str(kg.store.path)] if kg.store.path else []
    run_enclosed(answer, file, seconds=seconds, memory_mb=memory_mb, readable=readable)


def _choose_format(known: Sequence[str], form: str | None, to: str | None) -> str:
    from ..answers.formats import FORMATS, SUFFIXES

    rows = "table" in known
    if form and form not in known:
        from ..rdf.serialisation import TRIPLE_FORMATS

        if form in (*FORMATS, *TRIPLE_FORMATS):
            who = "SELECT and ASK answer" if rows else "CONSTRUCT and DESCRIBE answer"
            raise FormatError(f"{who} in other formats than {form}", hint=f"one of: {', '.join(known)}")
    if rows:
        return output.choose_format(form, known, output=to, suffixes=SUFFIXES)
    return output.choose_format(form, known, output=to, terminal="ttl", pipe="ttl")


def _say_how(kg: KnowledgeGraph, question: str) -> None:
    """What was searched, and which names of ours the graph does not have."""
    for line in kg.unknown_names(question):
        output.warn(line)
    searched = kg.coverage()
    if searched.searched:
        output.say(str(searched))


def _read_query(text: str, kg: KnowledgeGraph) -> tuple[str, str]:
    """The query that an argument means, and its name in messages."""
    if text == "-":
        return sys.stdin.read(), "<stdin>"
    if "{" in text or not text:
        return text, "<query>"
    with suppress(OSError):  # too long for a name
        if Path(text).is_file():
            return _read_file(Path(text)), text
    if re.fullmatch(r"[a-z0-9-]+", text):
        return _question(text, kg), text
    if re.search(r"\s", text):
        return text, "<query>"
    raise InputError(f"{text}: no such file", hint="a query has braces: 'SELECT * { … }'")


def _read_file(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text (byte {error.start})") from error


def _question(name: str, kg: KnowledgeGraph) -> str:
    """The text of a question of the catalogue, with the defaults of its parameters."""
    try:
        return kg.question(name).query
    except InputError as error:
        raise InputError(f"{name}: neither a file nor a question", error.hint) from error


@command("exokg export -o exokg.ttl", "exokg export -o exokg.nq.gz")
def export(
    store: str | None = STORE,
    graph: str | None = GRAPH,
    with_graphs: bool = WITH_GRAPHS,
    with_graph: str | None = WITH_GRAPH,
    form: str | None = typer.Option(
        None,
        "-f",
        "--format",
        metavar="FORMAT",
        help="ttl, nt, jsonld, rdf; nq, trig; graphml, cytoscape, cx2, node-link.",
    ),
    to: str | None = OUTPUT,
    hypotheses: bool = typer.Option(False, "--hypotheses", help="In nq and trig, the suggested ones too."),
) -> None:
    """Write the whole graph as RDF, or its claims as a network: the same graph, the same bytes.

    Turtle, N-Triples, JSON-LD and RDF/XML hold the default graph. N-Quads and TriG hold the questions
    and the metadata too, and hypotheses only if asked. A file whose name ends in .gz is compressed.
    """
    from ..rdf.serialisation import FORMATS
    from ..rdf.serialisation import compressed as packed
    from ..release.network_files import NETWORK_FORMATS

    named, compressed = (to.removesuffix(".gz"), to.endswith(".gz")) if to else (None, False)
    suffixes = {"json": "jsonld", "owl": "rdf", "xml": "rdf", "cyjs": "cytoscape"}
    known = (*FORMATS, *NETWORK_FORMATS)
    chosen = output.choose_format(form, known, output=named, suffixes=suffixes, terminal="ttl", pipe="ttl")
    kg = open_graph(store, graph, with_graphs, with_graph)
    if chosen in NETWORK_FORMATS:
        text = kg.network(chosen).encode()
        output.write_answer(packed([text]) if compressed else [text], to)
        return
    output.write_answer(kg.export(chosen, hypotheses=hypotheses, compressed=compressed), to)
