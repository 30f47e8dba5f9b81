"""The commands of curators: ``validate``, ``rules``, ``fmt``, ``new`` and ``second-read``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import InputError
from . import output
from .declared import command, typer
from .options import OUTPUT, WORKING_GRAPH, graph_folder


@command("exokg validate", "exokg validate graph/studies -f json", "exokg validate their.ttl")
def validate(
    paths: list[Path] = typer.Argument(
        None, metavar="[PATH]...", help="Graphs, folders, records, tables or RDF files. Default: the graph."
    ),
    graph: str | None = WORKING_GRAPH,
    form: str = typer.Option("text", "-f", "--format", metavar="FORMAT", help="text, tsv, json or github."),
    fail_on: str = typer.Option(
        "ERROR",
        "--fail-on",
        metavar="LEVEL",
        help="Exit with 1 from here on: ERROR, WARN, INFO or none.",
    ),
    only: list[str] = typer.Option(None, "--only", metavar="RULE", help="Apply this rule alone; repeatable."),
    to: str | None = OUTPUT,
) -> None:
    """Check records, tables or RDF files and report every fault with its line and column.

    Each fault is one line, path:line:column: LEVEL rule: message, with a hint below it. Explain a rule
    with: exokg rules RULE. A whole graph is also built, and what was built is judged by its shapes; the
    ontology too, if it lies beside the graph. RDF of others is judged beside the graph, by the same shapes.
    """
    from ..authoring import rules, validate
    from ..curation.reporting import FORMATS, fails, levels, lines, summary
    from ..curation.violations import LEVELS

    output.choose_format(form, FORMATS)
    output.choose_format(fail_on, (*LEVELS, "none"))
    chosen = [found.id for name in only or () for found in rules(name)] or None
    with output.step("checking"):
        checked = validate(paths or (), graph=graph_folder(graph), only=chosen or ())
    for note in checked.notes:
        output.say(note)
    output.write_answer(lines(checked.violations, form), to)
    if checked.built:
        output.say(summary(checked.report, checked.built, chosen))
    else:  # RDF files alone
        output.say(levels(checked.violations))
    if fails(checked.violations, fail_on):
        raise typer.Exit(1)


@command("exokg rules", "exokg rules missing-locator")
def rules(
    rule: str | None = typer.Argument(
        None, metavar="[RULE]", help="The rule to explain; all are listed without."
    ),
    form: str | None = typer.Option(None, "-f", "--format", metavar="FORMAT", help="table, tsv or json."),
) -> None:
    """List the rules of good curation, or explain one."""
    from ..authoring import rules as find_rules

    listed_rules = find_rules(rule)
    if rule is not None:
        (found,) = listed_rules
        output.write_answer(f"{found.id} ({found.level}): {found.title}\n\n{found.page}\n")
        return
    form = output.choose_format(form, ("table", "tsv", "json"))
    if form == "json":
        import json

        names = ("id", "level", "title", "page")
        listed = [{name: getattr(found, name) for name in names} for found in listed_rules]
        output.write_answer(json.dumps(listed, indent=2, ensure_ascii=False) + "\n")
        return
    width = max(len(found.id) for found in listed_rules)
    head = "rule\tlevel\ttitle\n" if form == "tsv" else ""
    shown = "{0}\t{1}\t{2}\n" if form == "tsv" else f"{{0:<{width}}}  {{1:<5}}  {{2}}\n"
    output.write_answer(head + "".join(shown.format(r.id, r.level, r.title) for r in listed_rules))


@command("exokg fmt --check graph", "exokg fmt --diff graph/studies")
def fmt(
    paths: list[Path] = typer.Argument(
        None, metavar="[PATH]...", help="Graphs, folders or records. Default: the graph."
    ),
    graph: str | None = WORKING_GRAPH,
    check: bool = typer.Option(False, "--check", help="Change nothing; exit with 1 if anything would."),
    diff: bool = typer.Option(False, "--diff", help="Change nothing; show what would change."),
    drop_comments: bool = typer.Option(
        False, "--drop-comments", help="Drop comments below the first field, as exokg new leaves them."
    ),
) -> None:
    """Put records into their one canonical form. What they say never changes.

    Fields are sorted in the order of the model; comments above the first field are kept. A record that is not
    YAML of the kind allowed is reported and left as it is.
    """
    from ..curation.formatting import format_file, write_file
    from ..curation.reporting import line
    from ..curation.spelling import counted

    files = _records(paths or [graph_folder(graph)])
    changed, broken, answer = 0, 0, []
    for path in files:
        before, after, violations = format_file(path, drop_comments=drop_comments)
        broken += bool(violations)
        for violation in violations:
            output.fail(line(violation).rstrip())
        if before == after:
            continue
        changed += 1
        if diff:
            answer.append(_diff(path, before, after))
        elif check:
            answer.append(f"{path}\n")
        else:
            write_file(path, after)
    output.write_answer(answer)
    word = "would change" if check or diff else "changed"
    output.say(f"{counted(len(files), 'record')}: {changed} {word}, {broken} not readable")
    if broken or (changed and (check or diff)):
        raise typer.Exit(1)


def _records(paths: Sequence[Path]) -> list[Path]:
    from ..curation.reading import record_files

    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted({*record_files(path), *path.glob("*.yaml")} - {path / "dataset.yaml"})
        else:
            files.append(path)
    if not files:
        raise InputError("0 records: nothing to format", "name a graph, a folder of records or a record")
    return files


def _diff(path: Path, before: str, after: str) -> str:
    from difflib import unified_diff

    lines = unified_diff(before.splitlines(True), after.splitlines(True), f"{path}", f"{path} (formatted)")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ no newline at the end\n" for line in lines)


@command("exokg second-read graph/studies/smith-2025-kelp.yaml --by r2")
def second_read(
    path: Path = typer.Argument(..., metavar="RECORD", help="The record that was read again."),
    by: str = typer.Option(..., "--by", metavar="READER", help="Your id in readers.tsv."),
    graph: str | None = WORKING_GRAPH,
) -> None:
    """Note that you checked every result of a record against its source, though another entered it.

    Writes the date and a checksum of each result. If one is edited later, it counts as read once until it is
    checked again.
    """
    from ..authoring import read_again

    output.write_answer(f"{read_again(path, by, graph=graph_folder(graph))}\n")


@command("exokg audit --sample 30 --seed 7 -o graph/audits/2026-11-22.tsv", "exokg audit")
def audit(
    sample: int = typer.Option(0, "--sample", metavar="N", min=0, help="Draw N items and print a worksheet."),
    seed: int = typer.Option(0, "--seed", metavar="N", help="Chosen when the graph is finished."),
    graph: str | None = WORKING_GRAPH,
    to: str | None = OUTPUT,
) -> None:
    """Draw findings, harms and numbers to be checked against their sources, or count the verdicts so far.

    Write the worksheet into graph/audits/. A reader who did not enter the records fills in verdict
    (supported, deviates, not reachable), what deviates, reader and day; exokg validate checks the rows.
    """
    from ..curation.audits import audit_share, draw_audit, worksheet
    from ..curation.reading import read_graph

    folder = graph_folder(graph)
    if sample:
        output.write_answer(worksheet(draw_audit(read_graph(folder), sample, seed)), to)
        return
    head, lines = "audit\tdrawn\tsupported\tdeviates\tnot reachable\topen\tshare\n", []
    for table in read_graph(folder, ()).audits:
        found = audit_share(table)
        share = "" if found.share is None else f"{found.share:.3f}"
        counts = (found.drawn, found.supported, found.deviating, found.unreachable, found.open)
        lines.append("\t".join([table.path, *map(str, counts), share]) + "\n")
    output.write_answer([head, *lines], to)
    output.say("supported share of the items that could be reached; the bar is 0.95")


@command("exokg impact", "exokg impact --against v0.1.0")
def impact(
    graph: str | None = WORKING_GRAPH,
    against: str = typer.Option("HEAD", "--against", metavar="COMMIT", help="A commit, or a graph folder."),
    to: str | None = OUTPUT,
) -> None:
    """Say what your edits change in the claims, before you commit them.

    One line for each claim: + is new, - is gone, ~ has other findings, studies, rung or conflicts.
    """
    from ..rdf.impact import changed_claims

    with output.step("comparing"):
        lines = changed_claims(graph_folder(graph), against)
    output.write_answer(lines, to)
    output.say(f"{len(lines)} claims change")


@command("exokg new smith-2025-kelp --doi 10.1000/kelp.12 --graph graph")
def new(
    key: str = typer.Argument(..., metavar="KEY", help="Its name for ever, such as kim-2022-colostrum."),
    kind: str = typer.Option("study", "--kind", metavar="KIND", help="study, review, trial or statement."),
    doi: str | None = typer.Option(None, "--doi", metavar="DOI", help="The DOI of the document."),
    reader: str | None = typer.Option(None, "--by", metavar="READER", help="Your id in readers.tsv."),
    graph: str | None = WORKING_GRAPH,
) -> None:
    """Begin a record from the template, and print its path.

    Nothing is overwritten, and a document that is recorded or excluded already is refused. What is
    left to fill in, exokg validate says; exokg fmt --drop-comments clears what was not needed.
    """
    from ..authoring import new_record

    path = new_record(key, kind, graph=graph_folder(graph), doi=doi, reader=reader)
    output.write_answer(f"{path}\n")
    output.say(f"fill it in, then: exokg validate {path}")
