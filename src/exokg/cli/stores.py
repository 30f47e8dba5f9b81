"""The commands that write and compare whole graphs: ``build``, ``load``, ``release`` and ``diff``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import InvalidGraphError
from . import output
from .declared import command, typer
from .options import GRAPH, OUTPUT, STORE, WITH_GRAPH, WITH_GRAPHS, WORKING_GRAPH, graph_folder, open_graph

if TYPE_CHECKING:
    from ..store.manifest import Manifest


@command(
    "exokg build -o build/store",
    "exokg build -o build/store --with their.ttl",
    "exokg build -o build/store --verify",
)
def build(
    graph: str | None = WORKING_GRAPH,
    to: str = typer.Option(
        "build/store", "-o", "--output", metavar="DIR", envvar="EXOKG_STORE", help="The store's folder."
    ),
    ontology: str | None = typer.Option(
        None, "--ontology", metavar="FILE", help="Default: ontology.ttl beside the graph folder."
    ),
    force: bool = typer.Option(False, "--force", help="Build even if nothing has changed."),
    verify: bool = typer.Option(False, "--verify", help="Only read the store in full and compare it."),
    others: list[str] = typer.Option(
        None, "--with", metavar="FILE", help="An RDF file of others, as a graph of its own; repeatable."
    ),
    licence: str | None = typer.Option(
        None, "--licence", metavar="IRI", help="The licence of files of others that state none."
    ),
) -> None:
    """Check the records and build the store that the other commands read.

    A store in use stays whole whatever happens to a build, and is swapped at its end. Violations end
    the build with exit code 1 and leave the store as it was. Answers include graphs of others only with
    --with-graphs.
    """
    from .. import authoring

    if verify:
        _tell(authoring.verify(to), to, "is whole")
        return
    folder = graph_folder(graph)
    with output.step(f"building {to}"):
        made = authoring.build(
            folder, to, ontology=ontology, force=force, others=others or (), licence=licence
        )
    _tell(made, to, "holds")


def _tell(manifest: Manifest, where: str, word: str) -> None:
    records = ", ".join(f"{count} {kind}" for kind, count in manifest.records.items())
    output.say(f"{where} {word}: {manifest.quads:,} statements from {records or 'no records'}")
    for other in manifest.others:
        statements, licence = f"{other['statements']:,} statements", other["licence"]
        output.say(f"with <{other['graph']}>: {statements} of {other['file']}, licence {licence}")
    output.detail(f"version {manifest.build}, content {manifest.digest[:16]}")


@command(
    "exokg load 'http://localhost:7878/store' --endpoint http://localhost:7878/query",
    "exokg load http://localhost:8890/sparql-graph-crud-auth --name-default",
)
def load(
    url: str = typer.Argument(..., metavar="URL", help="The engine's Graph Store or Update address."),
    store: str | None = STORE,
    graph: str | None = GRAPH,
    with_graphs: bool = WITH_GRAPHS,
    with_graph: str | None = WITH_GRAPH,
    protocol: str = typer.Option(
        "graph-store", "--protocol", metavar="NAME", help="How to write: graph-store or update."
    ),
    name_default: bool = typer.Option(
        False, "--name-default", help="Put the default graph under a name, for Virtuoso and its like."
    ),
    endpoint: str | None = typer.Option(
        None,
        "--endpoint",
        metavar="URL",
        help="The engine's query address; with it, what arrived is counted.",
    ),
) -> None:
    """Put the graph into a SPARQL engine, replacing each of its graphs in one step.

    A password or token is read from EXOKG_ENDPOINT_USER and EXOKG_ENDPOINT_PASSWORD, or
    EXOKG_ENDPOINT_TOKEN. Afterwards the engine answers every command that takes --store URL.
    """
    kg = open_graph(store, graph, with_graphs, with_graph)
    with output.step(f"loading {url}"):
        sent = kg.load_into(url, protocol=protocol, name_default=name_default, endpoint=endpoint)
    counted = "counted" if endpoint else "sent; not counted there (no --endpoint)"
    comma = "," if endpoint else ""
    output.say(f"{url}: {sum(sent.values()):,} statements in {len(sent)} graphs{comma} {counted}")


@command("exokg release build/release --after build/earlier", "exokg release build/release --check")
def release(
    folder: str = typer.Argument(..., metavar="DIR", help="A new or empty folder, or an earlier release."),
    store: str | None = STORE,
    graph: str | None = GRAPH,
    check: bool = typer.Option(False, "--check", help="Only compare the files with their digests."),
    after: str | None = typer.Option(
        None, "--after", metavar="OLD", help="The release before, whose nanopublications this one continues."
    ),
    sign: str | None = typer.Option(
        None, "--sign", metavar="KEY", help="A file with a private RSA key that signs the nanopublications."
    ),
) -> None:
    """Write every file that others may build on, from RDF and tables to nanopublications.

    The same graph gives the same bytes. manifest.json lists the files with their SHA-256.
    """
    if check:
        from ..release.folders import check_release

        faults = check_release(folder)
        for fault in faults:
            output.fail(fault)
        if faults:
            raise typer.Exit(1)
        output.say(f"{folder}: every file is as it was written")
        return
    changes = graph_folder(graph) / "changes.tsv"
    manifest = open_graph(store, graph).release(folder, after=after, changes=changes, sign=sign)
    size = sum(entry["bytes"] for entry in manifest["files"])
    output.say(
        f"{folder}: {len(manifest['files'])} files, {size / 1e6:.1f} MB, version {manifest['version']}"
    )


@command(
    "exokg diff v0.1.0 graph",
    "exokg diff build/old build/release --questions",
    "exokg diff HEAD~1 HEAD -f patch -o changes.rdfp",
)
def diff(
    before: str = typer.Argument(..., metavar="A", help="Records, a store, a release, a file or a commit."),
    after: str = typer.Argument(..., metavar="B", help="The same, later."),
    graph: str | None = WORKING_GRAPH,
    questions: bool = typer.Option(False, "--questions", help="Ask each question of both, too."),
    form: str | None = typer.Option(
        None, "-f", "--format", metavar="FORMAT", help="text, markdown, json or patch (RDF Patch)."
    ),
    to: str | None = OUTPUT,
) -> None:
    """Say which claims, findings and records differ between two states of the graph.

    Each is a folder of records, a store, the folder of a release, an RDF file, an endpoint, or a commit
    of the repository that holds the graph folder. json and patch hold the statements that lead from A
    to B. As with diff, the exit code is 0 if nothing differs and 1 if something does.
    """
    from ..knowledge_graph import diff as compare
    from ..release.difference_texts import FORMATS

    suffixes = {"md": "markdown", "rdfp": "patch", "txt": "text"}
    chosen = output.choose_format(form, FORMATS, output=to, suffixes=suffixes, terminal="text", pipe="text")
    try:
        with output.step("comparing"):
            found = compare(before, after, graph=graph_folder(graph), questions=questions)
    except InvalidGraphError as error:
        error.exit_code = 2  # 1 says that something differs
        raise
    output.write_answer(found.written(chosen), to)
    for line in [found.sentence, *found.notes] if chosen == "patch" or to else []:
        output.say(line)
    if found:
        raise typer.Exit(1)
