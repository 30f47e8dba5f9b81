"""The commands that write a store: ``build`` here, ``load`` into an engine elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import FormatError, StoreError
from . import output
from .declared import typer
from .options import GRAPH, STORE, WORKING_GRAPH, graph_folder, open_store

if TYPE_CHECKING:
    from ..store.manifest import Manifest


def register(app: typer.Typer) -> None:
    """Declare the commands of this module."""
    app.command(epilog="exokg build -o build/store\nexokg build -o build/store --verify")(build)
    app.command(
        epilog="exokg load 'http://localhost:7878/store' --endpoint http://localhost:7878/query\n"
        "exokg load http://localhost:8890/sparql-graph-crud-auth --name-default"
    )(load)


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
) -> None:
    """Check the records and build the store that the other commands read.

    A store in use stays whole whatever happens to a build, and is swapped at its end. Violations end
    the build with exit code 1 and leave the store as it was.
    """
    from ..curation.shipped import ontology_of
    from ..store.building import build as build_
    from ..store.versions import verify as verify_

    if verify:
        _tell(verify_(to), to, "is whole")
        return
    folder = graph_folder(graph)
    with output.step(f"building {to}"):
        made = build_(folder, to, ontology or ontology_of(folder), force=force)
    _tell(made, to, "holds")


def _tell(manifest: Manifest, where: str, word: str) -> None:
    records = ", ".join(f"{count} {kind}" for kind, count in manifest.records.items())
    output.say(f"{where} {word}: {manifest.quads:,} statements from {records or 'no records'}")
    output.detail(f"version {manifest.build}, content {manifest.digest[:16]}")


def load(
    url: str = typer.Argument(..., metavar="URL", help="The engine's Graph Store or Update address."),
    store: str | None = STORE,
    graph: str | None = GRAPH,
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
    from ..store.loading import PROTOCOLS, count_graphs, load_dataset
    from ..store.remote import RemoteStore, credentials_from_environment

    if protocol not in PROTOCOLS:
        raise FormatError(f"unknown protocol {protocol!r}", hint=f"one of: {', '.join(PROTOCOLS)}")
    opened = open_store(store, graph)
    with output.step(f"loading {url}"):
        sent = load_dataset(
            opened.quads(),
            url,
            protocol=protocol,
            name_default=name_default,
            credentials=credentials_from_environment(),
        )
    total = sum(sent.values())
    if endpoint is None:
        output.say(
            f"{url}: {total:,} statements in {len(sent)} graphs sent; not counted there (no --endpoint)"
        )
        return
    for name, found in count_graphs(RemoteStore.from_environment(endpoint), sent).items():
        if found != sent[name]:
            where = name or "the default graph"
            raise StoreError(f"{endpoint}: {where} holds {found:,} statements instead of {sent[name]:,}")
    output.say(f"{url}: {total:,} statements in {len(sent)} graphs, counted")
