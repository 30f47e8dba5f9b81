"""The commands that show what the graph holds: ``show`` and ``search`` things, ``stats`` of the whole."""

from __future__ import annotations

from ..errors import FormatError, InputError
from . import output
from .declared import command, typer
from .options import FORMAT, GRAPH, OUTPUT, STORE, WITH_GRAPH, WITH_GRAPHS, open_graph, write_result


@command("exokg show kim-2022-colostrum", 'exokg show "dermal papilla cell" -f json')
def show(
    name: str = typer.Argument(
        ..., metavar="NAME", help="A label, synonym, CURIE, DOI, PMID, registry number, author, IRI or key."
    ),
    store: str | None = STORE,
    graph: str | None = GRAPH,
    with_graphs: bool = WITH_GRAPHS,
    with_graph: str | None = WITH_GRAPH,
    form: str = typer.Option("text", "-f", "--format", metavar="FORMAT", help="text, json or ttl."),
    to: str | None = OUTPUT,
) -> None:
    """Say everything about one study, source, term or other thing, with the place in a source."""
    if form not in {"text", "json", "ttl"}:
        raise FormatError(f"unknown format {form!r}", hint="one of: text, json, ttl")
    kg = open_graph(store, graph, with_graphs, with_graph)
    if form == "ttl":
        output.write_answer(kg.describe(name, "ttl"), to)
        return
    found = kg.show(name)
    if form == "json":
        import json
        from dataclasses import asdict

        text = json.dumps([asdict(thing) for thing in found], ensure_ascii=False, indent=1)
        output.write_answer(text + "\n", to)
        return
    output.write_answer(found.text(whole=bool(output.manner.verbosity)), to)


@command("exokg search minoxidil")
def search(
    text: str = typer.Argument(..., metavar="TEXT", help="Letters of a label or synonym."),
    store: str | None = STORE,
    graph: str | None = GRAPH,
    with_graphs: bool = WITH_GRAPHS,
    with_graph: str | None = WITH_GRAPH,
    form: str | None = FORMAT,
    to: str | None = OUTPUT,
) -> None:
    """List the things one of whose labels or synonyms contains a text."""
    if not text.strip():
        raise InputError("there is nothing to search for", "exokg search minoxidil")
    found = open_graph(store, graph, with_graphs, with_graph).search(text)
    write_result(found, form, to)
    if not found:
        output.say(f"no label or synonym contains {text!r}; exokg show finds identifiers and authors too")


@command("exokg stats", "exokg stats -f json -o stats.json")
def stats(
    store: str | None = STORE,
    graph: str | None = GRAPH,
    with_graphs: bool = WITH_GRAPHS,
    with_graph: str | None = WITH_GRAPH,
    form: str | None = FORMAT,
    to: str | None = OUTPUT,
) -> None:
    """Count what the graph holds: records by kind, reading depth, rungs, directions and gaps."""
    write_result(open_graph(store, graph, with_graphs, with_graph).stats(), form, to)
