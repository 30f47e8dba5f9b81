"""Every way in which one rule can be broken: what it reports, and on which line.

The examples of ``rules/`` break each rule in one way. Here a record that breaks none is changed in one place.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from exokg.curation.reading import read_graph
from exokg.curation.rules import check_graph

GRAPH = Path(__file__).parent / "rules" / "_graph"
RECORD = "studies/other-study.yaml"
TITLE = "title: Vesicles of other kelp make mice hairy"
STATUS = "title-status: shown"
PAPER = "  status: published"
BASIS = "    against: saline"
FINDING = "    contrast: between-group"
LAST = "sources: [https://www.example.org/other]"
ARM = "arms:\n  treated:\n    preparation: kelp-ev\n"
HARM = """harms:
  - id: h1
    event: skin irritation
    event-reported: redness
    about: kelp-ev
    locator: abstract
    summary: Redness was looked for in every mouse.
"""
KELP = "source\tsource:kelp\tkelp\t"


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """The graph of the examples with one text of one file replaced."""
    shutil.copytree(GRAPH, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_the_unchanged_graph_breaks_nothing() -> None:
    assert check_graph(read_graph(GRAPH)) == []


@pytest.mark.parametrize(
    ("rule", "old", "new", "line", "report"),
    [
        ("title-missing", f"{TITLE}\n{STATUS}", "title-status: shown", "title-status: shown", "has no title"),
        ("title-missing", STATUS, "title-status: not shown", "title-status: not shown", "has a title"),
        (
            "retraction-notice-as-paper", TITLE, "title: 'Retraction: Kelp vesicles and hair'",
            "title: 'Retraction", "that of a retraction or correction notice",
        ),
        (
            "retraction-state", PAPER, "  status: retracted",
            "  status: retracted", "without a retraction notice",
        ),
        (
            "retraction-state", PAPER, f"{PAPER}\n  retraction-notice: 10.1000/notice",
            "  retraction-notice", "but the status is published",
        ),
        (
            "review-counted-as-evidence", "designs: [animal]", "designs: [systematic review]",
            "designs: [systematic review]", "a systematic review is recorded as a study",
        ),
        (
            "unread-stated-as-not-reported", LAST, f"not-reported: [funding]\n{LAST}",
            "not-reported:", "funding is called not reported",
        ),
        (
            "unread-stated-as-not-reported", LAST, f"{HARM}    state: not reported\n{LAST}",
            "    state: not reported", "harms are called not reported",
        ),
        (
            "stated-absent-but-given", LAST, f"not-applicable: [systems]\n{LAST}",
            "not-applicable:", "systems is listed in not-applicable but has a value",
        ),
        ("comparison-without-comparator", BASIS, f"{BASIS}\n    note: x", "", ""),
        (
            "comparison-without-comparator", "    kind: placebo or vehicle", "    kind: active drug",
            "    kind: active drug", "does not name its drug",
        ),
        (
            "comparison-without-comparator", "    kind: placebo or vehicle", "    kind: other preparation",
            "    kind: other preparation", "does not name the other preparation",
        ),
        (
            "within-group-against-other", FINDING, "    contrast: within-group",
            "    contrast: within-group", "does not fit a comparison with placebo or vehicle",
        ),
        (
            "analysed-over-enrolled", "comparisons:", f"{ARM}    n: 10\n    analysed: 12\ncomparisons:",
            "    analysed: 12", "12 participants were analysed, but the arm has 10",
        ),
        (
            "harm-state-contradicts-count", LAST, f"{HARM}    state: none observed\n    count: 2\n{LAST}",
            "    count: 2", "count is 2, but the state is none observed",
        ),
        (
            "harm-state-contradicts-count", LAST, f"{HARM}    state: observed\n    count: 0\n{LAST}",
            "    count: 0", "count is 0, but the state is observed",
        ),
    ],
)  # fmt: skip
def test_a_record_that_breaks_a_rule(
    rule: str, old: str, new: str, line: str, report: str, tmp_path: Path
) -> None:
    graph = changed(tmp_path / "graph", RECORD, old, new)
    found = check_graph(read_graph(graph), {rule})
    if not report:
        assert found == []
        return
    [fault] = found
    assert report in fault.message
    assert fault.hint
    lines = (graph / RECORD).read_text(encoding="utf-8").splitlines()
    assert lines[fault.line - 1].startswith(line), lines[fault.line - 1]


@pytest.mark.parametrize(
    ("rule", "table", "old", "new", "report"),
    [
        ("table-cell", "clusters", "\tlaboratory\t", "\tguild\t", "guild is no word for kind"),
        ("table-cell", "clusters", "\tlaboratory\t", "\t\t", "kind is empty"),
        ("table-cell", "clusters", "\tother-study\t", "\tno-study\t", "there is no record no-study"),
        ("table-cell", "clusters", "\tsame corresponding author\t", "\t\t", "ground is empty"),
        ("table-cell", "clusters", "2026-01-05", "2026-02-30", "2026-02-30 is not a date"),
        ("table-cell", "excluded", "10.1000/left-out", "", "id is empty"),
        ("table-cell", "excluded", "not about vesicles", "dull", "dull is no word for reason"),
        ("table-cell", "excluded", "2026-01-05", "5 January", "5 January is not a date"),
        ("malformed-term", "terms", KELP, "plant\tsource:kelp\tkelp\t", "plant is not a category"),
        ("malformed-term", "terms", KELP, "source\tkelp\tkelp\t", "kelp is not a CURIE"),
        ("malformed-term", "terms", KELP, "source\tsource:kelp\t\t", "source:kelp has no label"),
        ("malformed-term", "terms", KELP, "source\tterm:kelp\tkelp\t", "not one of our own"),
        (
            "unknown-parent",
            "terms",
            "\tkelp\t\t\t",
            "\tkelp\t\tsource:moss\t",
            "the parent source:moss of kelp",
        ),
        ("unknown-parent", "terms", "\tkelp\t\t\t", "\tkelp\t\tsource:kelp\t", "kelp is its own parent"),
    ],
)
def test_a_row_that_breaks_a_rule(
    rule: str, table: str, old: str, new: str, report: str, tmp_path: Path
) -> None:
    graph = changed(tmp_path / "graph", f"{table}.tsv", old, new)
    faults = [fault for fault in check_graph(read_graph(graph), {rule}) if report in fault.message]
    assert len(faults) == 1, [str(fault) for fault in check_graph(read_graph(graph), {rule})]
    [fault] = faults
    assert fault.path.endswith(f"{table}.tsv")
    assert fault.hint
    row = (graph / f"{table}.tsv").read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert new in f"\t{row}" or new in row
