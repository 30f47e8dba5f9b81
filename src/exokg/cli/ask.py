"""The commands that answer in words of the field: ``ask``, ``paths`` and ``hypotheses``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..errors import FormatError, InputError
from . import options, output
from .declared import command, typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..answers.result import Result
    from ..knowledge_graph import KnowledgeGraph

_CITATIONS: Final = ("bibtex", "ris", "csl")


def _complete(ctx: Any, incomplete: str) -> list[str]:
    """Names of questions, then ``parameter=value`` of the question named."""
    from shlex import quote

    from ..answers.find.aliases import ALIASES
    from ..answers.parameters import Values
    from ..knowledge_graph import load

    given = [word for word in ctx.params.get("words") or () if word]
    kg = load(ctx.params.get("graph"), ctx.params.get("store"))
    questions = {question.name: question for question in kg.questions()}
    if not given or given[0] not in {*questions, *ALIASES}:
        return [name for name in sorted({*questions, *ALIASES}) if name.startswith(incomplete)]
    values = Values(kg.store.select)
    asked = ALIASES[given[0]].asked if given[0] in ALIASES else questions[given[0]].parameters
    choices = {one.name: values.choices(one) for one in asked}
    name, equals, begun = incomplete.partition("=")
    if not equals or name not in choices:
        return [f"{known}=" for known in choices if known.startswith(incomplete)]
    begun = begun.lstrip("'\"").casefold()
    return [f"{name}={quote(one)}" for one in choices[name] if one.casefold().startswith(begun)]


@command(
    "exokg ask",
    "exokg ask pathway-support --pathway Wnt",
    "exokg ask findings source='dermal papilla cell' species=mouse -f csv",
    "exokg ask human-studies --cite bibtex",
    lenient=True,
)
def ask(
    words: list[str] | None = typer.Argument(
        None,
        metavar="[QUESTION] [--PARAMETER VALUE]...",
        help="A question of the catalogue and its parameters. Without one, all questions are listed.",
        autocompletion=_complete,
    ),
    store: str | None = options.STORE,
    graph: str | None = options.GRAPH,
    with_graphs: bool = options.WITH_GRAPHS,
    with_graph: str | None = options.WITH_GRAPH,
    form: str | None = options.FORMAT,
    to: str | None = options.OUTPUT,
    cite: str | None = typer.Option(
        None, "--cite", metavar="FORMAT", help="Instead of rows, the studies to cite: bibtex, ris or csl."
    ),
    columns: str | None = options.COLUMNS,
    wide: bool = options.WIDE,
    spreadsheet: bool = options.SPREADSHEET,
) -> None:
    """Ask a question of the catalogue by its name.

    Parameters take labels, synonyms and CURIEs, as --NAME VALUE or NAME=VALUE; repeat one to ask for
    several, and write any to leave one open. What was searched is said on stderr.
    """
    if cite is not None and cite not in _CITATIONS:
        raise FormatError(f"unknown format of citations {cite!r}", hint=f"one of: {', '.join(_CITATIONS)}")
    if cite is not None and not words:
        raise InputError("--cite needs a question", "exokg ask human-studies --cite bibtex")
    kg = options.open_graph(store, graph, with_graphs, with_graph)
    if not words:
        options.write_result(_listed(kg), form, to, spreadsheet=spreadsheet)
        return
    name, *rest = words if _names_a_question(kg, words) else [" ".join(words)]
    found = kg.ask(name, columns=options.column_names(columns), wide=wide, with_graphs=False, **_pairs(rest))
    if cite is None:
        options.write_result(found, form, to, spreadsheet=spreadsheet)
    else:
        output.write_answer(_cited(kg, name, found, cite), to)
        output.say(str(found.coverage))


def _names_a_question(kg: KnowledgeGraph, words: Sequence[str]) -> bool:
    """Whether the first word is meant as a name; else all of them are a sentence, which is refused."""
    from ..answers.find.aliases import ALIASES

    if any(word.startswith("--") or "=" in word for word in words):
        return True
    return words[0] in {*ALIASES, *(question.name for question in kg.questions())}


def _listed(kg: KnowledgeGraph) -> Result:
    from pyoxigraph import Literal

    from ..answers.find.aliases import ALIASES
    from ..answers.result import Result

    listed = {
        question.name: (question.title, [parameter.name for parameter in question.parameters])
        for question in kg.questions()
    }
    listed |= {name: (alias.title, list(alias.parameters)) for name, alias in ALIASES.items()}
    rows = [
        (Literal(name), Literal(title), Literal(" ".join(f"--{parameter}" for parameter in parameters)))
        for name, (title, parameters) in sorted(listed.items())
    ]
    said = f"{len(rows)} questions; exokg ask NAME --PARAMETER VALUE answers one."
    return Result(["question", "title", "parameters"], rows, sentence=said)


def _pairs(words: Sequence[str]) -> dict[str, list[str]]:
    """``--name value``, ``--name=value`` and ``name=value`` as values by name."""
    given: dict[str, list[str]] = {}
    rest = iter(words)
    for word in rest:
        name, equals, value = word.removeprefix("--").partition("=")
        if not equals and word.startswith("--"):
            value = next(rest, "")
        elif not equals:
            raise InputError(f"{word}: not a parameter", "write --NAME VALUE or NAME=VALUE")
        if not value:
            raise InputError(f"--{name} needs a value", "write any to leave it open")
        given.setdefault(name, []).append(value)
    return given


def _cited(kg: KnowledgeGraph, name: str, found: Result, cite: str) -> str:
    """The studies an answer rests on and this version of the dataset, ready to cite."""
    *entries, _ = kg.citations(found)
    if found and not entries:
        output.warn(
            f"no row of {name} names a study, so the dataset alone is cited; "
            "exokg ask claims and exokg ask findings name theirs"
        )
    bare = [entry.key for entry in entries if not entry.title and not entry.authors]
    if bare:
        output.warn(f"neither title nor author is recorded of {', '.join(bare)}")
    return kg.cite(found, cite)


@command("exokg paths 'dermal papilla cell' 'hair growth'", "exokg paths -o network.graphml")
def paths(
    source: str | None = typer.Argument(None, metavar="FROM", help="A term: label, synonym or CURIE."),
    target: str | None = typer.Argument(None, metavar="TO", help="A term: label, synonym or CURIE."),
    store: str | None = options.STORE,
    graph: str | None = options.GRAPH,
    with_graphs: bool = options.WITH_GRAPHS,
    with_graph: str | None = options.WITH_GRAPH,
    form: str | None = typer.Option(
        None,
        "-f",
        "--format",
        metavar="FORMAT",
        help="As of ask; for the whole network graphml or cytoscape.",
    ),
    to: str | None = options.OUTPUT,
    longest: int = typer.Option(3, "--longest", metavar="N", help="Steps a path may have, 1 to 4."),
    limit: int = typer.Option(20, "--limit", metavar="N", help="Rows to write."),
) -> None:
    """Rank the mechanism paths that lead from one term to another, with the findings of each step.

    The weight of a path falls with the number of edges at each of its nodes, so that a hub does not
    win by being one. Without terms, the whole network is written: -f graphml, cytoscape, cx2 or node-link.
    """
    from ..release.network_files import NETWORK_FORMATS

    kg = options.open_graph(store, graph, with_graphs, with_graph)
    if source is None:
        suffixes = {"json": "cytoscape", "cyjs": "cytoscape", "cx2": "cx2"}
        chosen = output.choose_format(
            form, tuple(NETWORK_FORMATS), output=to, suffixes=suffixes, terminal="graphml", pipe="graphml"
        )
        output.write_answer(kg.network(chosen), to)
        return
    if target is None:
        raise InputError(
            "name both ends of a path, or none", "exokg paths 'dermal papilla cell' 'hair growth'"
        )
    if form in NETWORK_FORMATS:
        raise FormatError(f"paths between two terms are rows, not {form}", "without terms: the whole network")
    found = kg.paths(source, target, longest=longest, limit=limit)
    options.write_result(found, form, to)
    if not found:
        further = "; --longest 4 looks further" if longest < 4 else ""
        output.say(
            f"no rows: no path of {longest} steps joins these two in the claims{further}. "
            "A link was not tested, or is in a part that was not read. This does not mean 'no effect'"
        )


@command("exokg hypotheses", "exokg hypotheses --target 'Wnt signaling pathway'")
def hypotheses(
    source: str | None = typer.Option(None, "--source", metavar="TERM", help="Where they start."),
    target: str | None = typer.Option(None, "--target", metavar="TERM", help="Where they end."),
    store: str | None = options.STORE,
    graph: str | None = options.GRAPH,
    with_graphs: bool = options.WITH_GRAPHS,
    with_graph: str | None = options.WITH_GRAPH,
    form: str | None = options.FORMAT,
    to: str | None = options.OUTPUT,
) -> None:
    """List effects that two findings suggest through a middle and that nobody has tested together.

    They come from the graph of hypotheses alone and are never counted. Each has a finding behind
    either step, what differs between the two contexts, and why it may be wrong.
    """
    kg = options.open_graph(store, graph, with_graphs, with_graph)
    options.write_result(kg.hypotheses(source, target), form, to)
