"""``exokg plot``: a figure of what find and count answer."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import InputError
from . import output
from .declared import command, typer
from .find import WITHOUT, sorted_out
from .options import GRAPH, OUTPUT, STORE, WITH_GRAPH, WITH_GRAPHS, open_graph


@command(
    "exokg plot ladder -o ladder.svg",
    "exokg plot harvest --outcome 'hair density' --rung people --size slide -o density.png",
    "exokg plot forest --outcome 'hair density' --unit hairs/cm2 -o values.pdf",
    lenient=True,
)
def plot(
    words: list[str] | None = typer.Argument(
        None,
        metavar="KIND [--DIMENSION VALUE]... [--not-DIMENSION VALUE]...",
        help="ladder, map, timeline, harvest, forest or flow; and values of dimensions that it shows.",
    ),
    size: str = typer.Option("paper", "--size", metavar="SIZE", help="paper or slide."),
    without: list[str] | None = WITHOUT,
    store: str | None = STORE,
    graph: str | None = GRAPH,
    with_graphs: bool = WITH_GRAPHS,
    with_graph: str | None = WITH_GRAPH,
    form: str | None = typer.Option(
        None, "-f", "--format", metavar="FORMAT", help="svg, png, pdf, or csv for the table of what is shown."
    ),
    to: str | None = OUTPUT,
) -> None:
    """Draw a figure of the findings that fit, as SVG, PNG or PDF.

    ladder: what was given × the rung where it was tested, a mark for each independent study. map: what was
    given × outcomes. timeline: studies by year, rung and design. harvest: the direction of effects, after
    Boon and Thomson. forest: values of one outcome in one unit, never pooled. flow: PRISMA 2020.

    A figure says what was filtered, what was searched, its version and how to cite it. The same graph gives
    the same bytes.
    """
    from ..plots.figures import FORMATS_OF_FIGURES

    free, given = sorted_out(words or [])
    kind = _kind(free)
    chosen = output.choose_format(form, FORMATS_OF_FIGURES, output=to, terminal="", pipe="svg")
    if not chosen:
        raise InputError("a terminal shows no figure", "name a file: -o figure.svg")
    kg = open_graph(store, graph, with_graphs, with_graph)
    with output.step("drawing the figure"):
        figure = kg.plot(kind, size=size, without=without or (), **given)
        content = figure.to_bytes(chosen)
    output.write_answer(content, to)
    output.say(figure.title)
    for line in figure.notes:
        output.say(line)


def _kind(words: Sequence[str]) -> str:
    """The kind of figure: the one word that belongs to no option.

    Raises:
        InputError: there is none, or there are more.
    """
    from ..plots.figures import KINDS

    if not words:
        raise InputError("name the kind of figure", f"one of: {', '.join(KINDS)}")
    if len(words) > 1:
        raise InputError(f"{words[1]}: a figure takes no free words", "write --DIMENSION VALUE")
    return words[0]
