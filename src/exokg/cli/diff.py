"""The command ``diff``: what differs between two states of a graph."""

from __future__ import annotations

from . import output
from .declared import command, typer
from .options import OUTPUT, WORKING_GRAPH, graph_folder


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
    with output.step("comparing"):
        found = compare(before, after, graph=graph_folder(graph), questions=questions)
    output.write_answer(found.written(chosen), to)
    for line in [found.sentence, *found.notes] if chosen == "patch" or to else []:
        output.say(line)
    if found:
        raise typer.Exit(1)
