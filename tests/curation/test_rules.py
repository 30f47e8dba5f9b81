"""Every rule has a page, a bad example that breaks it alone, and a good one that breaks nothing."""

import re
import shutil
from pathlib import Path

import pytest

from exokg.curation import rules
from exokg.curation.graph import FOLDERS
from exokg.curation.reading import read_graph
from exokg.curation.rules import RULES, TABLE_RULES, check_graph
from exokg.curation.violations import Violation

EXAMPLES = Path(__file__).parent / "rules"
REPEATS = 25_000
"""How often the last line of ``bad.repeat`` is repeated to make a file that is too large to be stored."""

IN_RDF = {
    "unknown-name",
    "said-of-ours",
    "nameless-thing",
    "derived-by-exokg",
    "label-missing",
    "licence-missing",
}
IN_RECORDS = sorted(set(RULES) - {"derived-graph", "ontology", "published-claim-gone"} - IN_RDF)
"""Rules a record can break; what is derived has its examples in tests/rdf, RDF of others in tests/store."""


def _graph_with(example: Path, folder: Path) -> Path:
    """Copy the small graph of the examples and put one example into it."""
    shutil.copytree(EXAMPLES / "_graph", folder)
    if example.is_dir():
        shutil.copytree(example, folder, dirs_exist_ok=True)
        return folder
    data = example.read_bytes()
    if example.suffix == ".repeat":
        data += data.splitlines(keepends=True)[-1] * REPEATS
    kind = next((kind for kind in FOLDERS.values() if f"\nkind: {kind}\n".encode() in data), "study")
    name = next(name for name, of in FOLDERS.items() if of == kind)
    (folder / name).mkdir(exist_ok=True)
    (folder / name / "example.yaml").write_bytes(data)
    return folder


def _example(rule: str, name: str) -> Path:
    return next(iter(sorted((EXAMPLES / rule).glob(f"{name}*"))))


def _check(rule: str, name: str, folder: Path) -> list[Violation]:
    found = check_graph(read_graph(_graph_with(_example(rule, name), folder)))
    return [fault for fault in found if fault.rule in (rule, *(set(RULES) - {"second-read-expired"}))]


@pytest.mark.parametrize("rule", IN_RECORDS)
def test_bad_example_breaks_its_rule_and_no_other(rule: str, tmp_path: Path) -> None:
    violations = _check(rule, "bad", tmp_path / "graph")
    assert {violation.rule for violation in violations} == {rule}, [str(fault) for fault in violations]
    assert all(violation.level == RULES[rule].level for violation in violations)
    assert all(violation.line >= 1 and violation.column >= 1 for violation in violations)
    assert rule not in TABLE_RULES or all(violation.path.endswith(".tsv") for violation in violations)


@pytest.mark.parametrize("rule", IN_RECORDS)
def test_good_example_breaks_nothing(rule: str, tmp_path: Path) -> None:
    violations = _check(rule, "good", tmp_path / "graph")
    assert [str(violation) for violation in violations] == []


def test_every_rule_has_both_examples_and_no_example_is_left_over() -> None:
    folders = {path.name: path for path in EXAMPLES.iterdir() if path.name != "_graph"}
    assert sorted(folders) == IN_RECORDS
    for path in folders.values():
        assert {example.name.split(".")[0] for example in path.iterdir()} == {"bad", "good"}, path


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_page(rule: str) -> None:
    page = RULES[rule].page
    assert RULES[rule].title
    assert [page.index(part) for part in ("Problem: ", "Solution: ", "Example: ")] == sorted(
        page.index(part) for part in ("Problem: ", "Solution: ", "Example: ")
    )


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    text = (Path(rules.__file__).with_name("pages.md")).read_text("utf-8")
    written = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert sorted(written) == sorted(RULES)
    assert len(set(written)) == len(written)


def test_there_are_at_least_forty_rules() -> None:
    assert len([rule for rule in RULES.values() if rule.record or rule.graph]) >= 40
