"""The commands that show what the graph holds: ``show`` and ``search`` things, ``stats`` of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..errors import FormatError, InputError
from . import output
from .declared import typer
from .options import FORMAT, GRAPH, OUTPUT, STORE, open_graph, write_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..answers.descriptions import Thing

_PLAIN_ROLES: Final = (
    "reportedBy",
    "subject",
    "countedUnder",
    "target",
    "supportedBy",
    "step",
)  # the sentence says them
_SHOWN: Final = 20  # other nodes that point to a thing, without -v


def register(app: typer.Typer) -> None:
    """Declare the commands of this module."""
    app.command(epilog='exokg show kim-2022-colostrum\nexokg show "dermal papilla cell" -f json')(show)
    app.command(epilog="exokg search minoxidil")(search)
    app.command(epilog="exokg stats\nexokg stats -f json -o stats.json")(stats)


def show(
    name: str = typer.Argument(
        ..., metavar="NAME", help="A label, synonym, CURIE, DOI, PMID, registry number, author, IRI or key."
    ),
    store: str | None = STORE,
    graph: str | None = GRAPH,
    form: str = typer.Option("text", "-f", "--format", metavar="FORMAT", help="text, json or ttl."),
    to: str | None = OUTPUT,
) -> None:
    """Say everything about one study, source, term or other thing, with the place in a source."""
    if form not in {"text", "json", "ttl"}:
        raise FormatError(f"unknown format {form!r}", hint="one of: text, json, ttl")
    kg = open_graph(store, graph)
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
    output.write_answer("\n".join("".join(_lines(thing)) for thing in found), to)


def search(
    text: str = typer.Argument(..., metavar="TEXT", help="Letters of a label or synonym."),
    store: str | None = STORE,
    graph: str | None = GRAPH,
    form: str | None = FORMAT,
    to: str | None = OUTPUT,
) -> None:
    """List the things one of whose labels or synonyms contains a text."""
    if not text.strip():
        raise InputError("there is nothing to search for", "exokg search minoxidil")
    found = open_graph(store, graph).search(text)
    write_rows(found, form, to)
    if not found:
        output.say(f"no label or synonym contains {text!r}; exokg show finds identifiers and authors too")


def _lines(thing: Thing) -> Iterator[str]:
    from ..rdf.namespaces import compress

    yield f"{thing.label}\n{compress(thing.iri)}  {', '.join(one.text for one in thing.types)}\n{thing.iri}\n"
    properties = thing.properties
    if properties:
        yield "\n"
    width = max(map(len, properties), default=0)
    for name, values in properties.items():
        for number, value in enumerate(values):
            yield f"  {'' if number else name:<{width}}  {value}\n"
    if thing.verdicts:
        yield f"\nWhat all studies say ({len(thing.verdicts)})\n"
    for one in thing.verdicts if output.manner.verbosity else thing.verdicts[:_SHOWN]:
        yield f"  {one.source.text} × {one.target.text}\n    {one.text}\n"
    if thing.statements:
        yield f"\nStatements ({len(thing.statements)})\n"
    for statement in thing.statements:
        place = ", ".join(filter(None, (statement.record, statement.locator)))
        role = statement.role.removeprefix("exokg:")
        beside = "" if role in _PLAIN_ROLES or role.startswith("links") else f" (named as {role})"
        yield f"  {statement.text}{beside}\n    {place}  [{compress(statement.iri)}]\n"
        for line in filter(None, (*statement.lines, statement.summary)):
            yield f"    {line}\n"
    yield from _mentioned(thing)


def _mentioned(thing: Thing) -> Iterator[str]:
    from ..rdf.namespaces import compress

    if not thing.mentions:
        return
    yield f"\nPointing here ({len(thing.mentions)})\n"
    shown = thing.mentions if output.manner.verbosity else thing.mentions[:_SHOWN]
    for mention in shown:
        yield f"  {mention.role}  {mention.label}  [{compress(mention.iri)}]\n"
    if len(shown) < len(thing.mentions):
        yield f"  … and {len(thing.mentions) - len(shown)} more: -v shows all\n"


def stats(
    store: str | None = STORE,
    graph: str | None = GRAPH,
    form: str | None = FORMAT,
    to: str | None = OUTPUT,
) -> None:
    """Count what the graph holds: records by kind, reading depth, rungs, directions and gaps."""
    write_rows(open_graph(store, graph).stats(), form, to)
