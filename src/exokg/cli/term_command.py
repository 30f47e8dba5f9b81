"""The command ``term``: find, add and check terms of ``terms.tsv``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from . import output
from .declared import command, typer
from .options import WORKING_GRAPH, graph_folder

if TYPE_CHECKING:
    from ..curation.vocabulary import OutsideTerm


@command(
    "exokg term find hair density",
    'exokg term add "hair softness" --category "hair outcome" --definition "How soft hair feels."',
    "exokg term check --against go.json",
)
def term(
    action: str = typer.Argument(..., metavar="find|add|check", help="What to do."),
    words: list[str] = typer.Argument(None, metavar="[WORD]...", help="What to find, or the new label."),
    graph: str | None = WORKING_GRAPH,
    against: Path | None = typer.Option(
        None, "--against", metavar="FILE", help="A vocabulary: OBO Graphs, OWL, or TSV with curie and label."
    ),
    category: str = typer.Option("", "--category", metavar="CATEGORY", help="Of a new term."),
    curie: str = typer.Option(
        "", "--curie", metavar="CURIE", help="Of an outside term; one of our own gets a slug."
    ),
    synonym: list[str] = typer.Option(None, "--synonym", metavar="NAME", help="Another name; repeatable."),
    parent: str = typer.Option("", "--parent", metavar="TERM", help="The term above it."),
    definition: str = typer.Option("", "--definition", metavar="TEXT", help="One sentence, for our own."),
    mapping: str = typer.Option("", "--mapping", metavar="TEXT", help="Such as skos:closeMatch CL:0000346."),
    dimension: str = typer.Option("", "--dimension", metavar="TEXT", help="What a unit or outcome measures."),
    group: str = typer.Option("", "--group", metavar="GROUP", help="The group in which answers show it."),
    valence: str = typer.Option("", "--valence", metavar="WORD", help="Whether more of an outcome is good."),
    valence_reason: str = typer.Option("", "--valence-reason", metavar="TEXT", help="Why it is."),
    version: str = typer.Option("", "--version-read", metavar="TEXT", help="Release of its vocabulary."),
) -> None:
    """Find a term by words, add one to terms.tsv, or check the labels against their vocabulary.

    Nothing is fetched. A term that is there already, a name of another term of its category, an unknown
    prefix or parent, and a missing definition or version are refused, and the table stays as it was.
    """
    from ..curation.vocabulary import read_vocabulary

    folder = graph_folder(graph)
    outside = read_vocabulary(against) if against is not None else {}
    text = " ".join(words or ())
    if action == "find":
        _find(folder, text, outside)
    elif action == "check":
        _check(folder, outside)
    elif action == "add":
        from ..curation.term_table import NewTerm, add_term

        known = outside.get(curie or text)
        label, curie = (known.label, known.curie) if known is not None else (text, curie)
        row = NewTerm(category, label, curie, tuple(synonym or ()), parent, definition, mapping)
        row = row._replace(dimension=dimension, group=group, valence=valence, version=version)
        output.write_answer(f"{add_term(folder, row._replace(valence_reason=valence_reason))}\n")
    else:
        raise InputError(f"term cannot {action}", "find, add or check")


def _find(folder: Path, text: str, outside: dict[str, OutsideTerm]) -> None:
    from ..curation.term_table import find_terms
    from ..curation.terms import Terms

    if not text:
        raise InputError("there is nothing to find", "exokg term find hair density")
    found = find_terms(Terms.read(folder / "terms.tsv"), text, outside)
    rows = [(one.category, one.curie, one.label, "|".join(one.synonyms), one.where) for one in found]
    table = [("category", "curie", "label", "synonyms", "where"), *rows]
    output.write_answer("\t".join(row) + "\n" for row in table)
    output.say(f"{len(found)} found; add one with: exokg term add LABEL --category CATEGORY")


def _check(folder: Path, outside: dict[str, OutsideTerm]) -> None:
    from ..curation.term_table import compare_terms
    from ..curation.terms import Terms

    if not outside:
        raise InputError("there is nothing to check against", "name a vocabulary with --against")
    terms = Terms.read(folder / "terms.tsv")
    compared = list(compare_terms(terms, outside))
    differing = [one for one in compared if one is not None]
    output.write_answer(
        f"{terms.path}:{one.line}:1: {one.message}\n  hint: {one.hint}\n" for one in differing
    )
    absent = sum(not term.is_own for term in terms) - len(compared)
    output.say(
        f"{len(compared)} terms compared, {len(compared) - len(differing)} agree, {len(differing)} differ; "
        f"{absent} outside terms are not in the file"
    )
    if differing:
        raise typer.Exit(1)
