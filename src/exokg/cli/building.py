"""The command that makes a store: ``build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from . import output

if TYPE_CHECKING:
    from ..store.manifest import Manifest


def register(app: typer.Typer) -> None:
    """Declare the commands of this module."""
    app.command(epilog="exokg build -o build/store\nexokg build -o build/store --verify")(build)


def build(
    graph: str | None = typer.Option(
        None,
        "-g",
        "--graph",
        metavar="DIR",
        envvar="EXOKG_GRAPH",
        help="The graph/ folder to build. Default: ./graph, else the graph that exokg ships.",
    ),
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
    from ..store import inputs
    from ..store.building import build as build_
    from ..store.versions import verify as verify_

    if verify:
        _tell(verify_(to), to, "is whole")
        return
    here = Path("graph")
    folder = Path(graph) if graph else here if (here / "terms.tsv").is_file() else inputs.bundled_graph()
    with output.step(f"building {to}"):
        made = build_(folder, to, ontology or inputs.ontology_of(folder), force=force)
    _tell(made, to, "holds")


def _tell(manifest: Manifest, where: str, word: str) -> None:
    records = ", ".join(f"{count} {kind}" for kind, count in manifest.records.items())
    output.say(f"{where} {word}: {manifest.quads:,} statements from {records or 'no records'}")
    output.detail(f"version {manifest.build}, content {manifest.digest[:16]}")
