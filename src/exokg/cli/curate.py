"""The commands of curators: ``validate``, ``rules``, ``fmt`` and ``new``."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING

from ..errors import FormatError, InputError
from . import output
from .declared import typer
from .options import OUTPUT, WORKING_GRAPH, graph_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..curation.checking import Report
    from ..curation.graph import Graph
    from ..curation.rules import Rule
    from ..curation.violations import Violation


def register(app: typer.Typer) -> None:
    """Declare the commands of this module."""
    app.command(epilog="exokg validate\nexokg validate graph/studies -f json")(validate)
    app.command(epilog="exokg rules\nexokg rules missing-locator")(rules)
    app.command(epilog="exokg fmt --check graph\nexokg fmt --diff graph/studies")(fmt)
    app.command(epilog="exokg new smith-2025-kelp --doi 10.1000/kelp.12 --graph graph")(new)


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
    ontology too, where it stands beside the graph.
    """
    from ..curation.checking import check_paths
    from ..curation.reporting import FORMATS, fails, lines, summary
    from ..curation.violations import LEVELS

    output.choose_format(form, FORMATS)
    output.choose_format(fail_on, (*LEVELS, "none"))
    chosen = [_rule(name).id for name in only or ()] or None
    records = _read_foreign(paths or ())
    if paths and not records:
        return
    with output.step("checking"):
        report = check_paths(records, graph_folder(graph), chosen)
        built = _check_built(report, partly=chosen is not None)
    if not (report.records or report.unreadable or report.tables):
        raise InputError("0 records: nothing was checked", "name a graph, a folder of records or a record")
    output.write_answer(lines(report.violations, form), to)
    output.say(summary(report, built, chosen))
    if fails(report.violations, fail_on):
        raise typer.Exit(1)


def _read_foreign(paths: Sequence[Path]) -> list[Path]:
    """Read RDF files whole, which is all that can be said of data that are not ours; give the other paths."""
    from ..store.foreign import MEDIA_TYPES, read_dataset

    foreign = [path for path in paths if path.is_file() and path.suffix not in (".yaml", ".tsv")]
    for path in foreign:
        if path.suffix.lower() not in MEDIA_TYPES:
            known = ", ".join((".yaml", ".tsv", *MEDIA_TYPES))
            raise FormatError(f"{path}: neither a record, a table nor RDF", f"known: {known}")
        dataset = read_dataset(path)
        if dataset.ask("ASK { ?ontology <http://www.w3.org/2002/07/owl#imports> ?other }"):
            output.say(f"{path}: its owl:imports were not followed: nothing is fetched")
        count = len(dataset.engine)
        output.say(f"{path}: {count:,} statements, readable; the rules of records were not applied")
    return [path for path in paths if path not in foreign]


def _check_built(report: Report, *, partly: bool) -> str:
    """Build the graphs that were checked whole, add what shapes and ontology find, and say what was done."""
    if partly or not report.graphs:
        return "shapes: not checked (they need a whole graph and all rules)"
    errors = sum(fault.level == "ERROR" for fault in report.violations)
    if errors:
        return f"shapes: not checked until the {errors} ERROR are mended"
    found: dict[str, list[Violation]] = {}
    for graph in report.graphs:
        for judge, faults in _judged(graph):
            found.setdefault(judge, []).extend(faults)
            report.violations += faults
    report.violations = sorted(set(report.violations))
    return "; ".join(
        f"{judge}: {len(faults)} found" if faults else f"{judge}: conform" for judge, faults in found.items()
    )


def _judged(graph: Graph) -> Iterator[tuple[str, list[Violation]]]:
    """What the shapes find in a graph, and the checks of its ontology where that stands beside the graph.

    What is only worth knowing of an ontology, such as a term with none above it, is left out.
    """
    from ..curation.shipped import ontology_of
    from ..rdf.conformance import conform
    from ..rdf.dataset import build_dataset
    from ..rdf.origin import Origins
    from ..rdf.report import report

    ontology = ontology_of(graph.folder)
    dataset = build_dataset(graph, ontology.read_bytes())
    yield "shapes", conform(dataset, graph)
    if ontology.parent == graph.folder.parent:
        faults = report(dataset, Origins(graph, dataset))
        yield "ontology and terms", [fault for fault in faults if fault.level != "INFO"]


def rules(
    rule: str | None = typer.Argument(
        None, metavar="[RULE]", help="The rule to explain; all are listed without."
    ),
    form: str | None = typer.Option(None, "-f", "--format", metavar="FORMAT", help="table, tsv or json."),
) -> None:
    """List the rules of good curation, or explain one."""
    from ..curation.rules import RULES

    if rule is not None:
        found = _rule(rule)
        output.write_answer(f"{found.id} ({found.level}): {found.title}\n\n{found.page}\n")
        return
    form = output.choose_format(form, ("table", "tsv", "json"))
    if form == "json":
        import json

        names = ("id", "level", "title", "page")
        listed = [{name: getattr(found, name) for name in names} for found in RULES.values()]
        output.write_answer(json.dumps(listed, indent=2, ensure_ascii=False) + "\n")
        return
    width = max(len(name) for name in RULES)
    head = "rule\tlevel\ttitle\n" if form == "tsv" else ""
    shown = "{0}\t{1}\t{2}\n" if form == "tsv" else f"{{0:<{width}}}  {{1:<5}}  {{2}}\n"
    output.write_answer(head + "".join(shown.format(r.id, r.level, r.title) for r in RULES.values()))


def _rule(name: str) -> Rule:
    from difflib import get_close_matches

    from ..curation.rules import RULES

    if name not in RULES:
        near = get_close_matches(name, RULES, n=3)
        raise InputError(
            f"there is no rule {name}", f"did you mean {' / '.join(near)}?" if near else "exokg rules"
        )
    return RULES[name]


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

    Fields stand in the order of the model, comments above the first field stay. A record that is not
    YAML of the kind allowed is reported and left as it is.
    """
    from ..curation.formatting import format_file, write_file
    from ..curation.reporting import counted, line

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
    from datetime import UTC, datetime

    from ..curation.template import begin_record

    filled: dict[tuple[str, ...], str] = {("entered", "date"): datetime.now(UTC).date().isoformat()}
    if doi is not None:
        filled[("publication", "doi")] = doi
    if reader is not None:
        filled[("entered", "by")] = reader
    path = begin_record(graph_folder(graph), key, kind, filled=filled)
    output.write_answer(f"{path}\n")
    output.say(f"fill it in, then: exokg validate {path}")
