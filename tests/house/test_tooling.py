"""What contributors are given works: line endings, hooks, the workflow, the tiers of the tests."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
HOOKS = [
    hook
    for repository in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    for hook in repository["hooks"]
]
WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def windows_checkout(folder: Path, *, attributes: bool) -> Path:
    """Records as Git for Windows checks them out, with or without our .gitattributes."""
    folder.mkdir()
    shutil.copytree(ROOT / "tests" / "fixtures" / "graph", folder / "graph")
    shutil.copy(ROOT / "ontology.ttl", folder)
    if attributes:
        shutil.copy(ROOT / ".gitattributes", folder)
    git = ["git", "-c", "core.autocrlf=true", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
        run(*git, *words, cwd=folder).check_returncode()
    shutil.rmtree(folder / "graph")
    run(*git, "checkout", "-qf", "HEAD", "--", "graph", "ontology.ttl", cwd=folder).check_returncode()
    return folder


@pytest.mark.slow
@pytest.mark.needs("git")
def test_a_windows_checkout_validates_clean(tmp_path: Path) -> None:
    bare = windows_checkout(tmp_path / "bare", attributes=False)
    assert b"\r\n" in (bare / "graph" / "terms.tsv").read_bytes()
    kept = windows_checkout(tmp_path / "kept", attributes=True)
    assert b"\r" not in b"".join(path.read_bytes() for path in kept.rglob("*.tsv"))
    done = run(BIN / "exokg", "validate", cwd=kept)
    assert done.returncode == 0, done.stdout
    assert " 0 ERROR" in done.stderr


@pytest.mark.needs("git")
def test_hostile_bytes_are_kept_as_they_are() -> None:
    names = ["tests/store/hostile/r15_bom_crlf_nul.ttl", "tests/security/corpus/q38_bidi_and_nul.rq"]
    shown = run("git", "check-attr", "text", "--", *names, cwd=ROOT).stdout
    assert shown.splitlines() == [f"{name}: text: unset" for name in names]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository of clean files in which the hooks can run."""
    run("git", "init", "-q", cwd=tmp_path).check_returncode()
    for name in (".pre-commit-config.yaml", "pyproject.toml", "ontology.ttl"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(BIN)
    shutil.copytree(ROOT / "tests" / "fixtures" / "graph", tmp_path / "graph")
    run(BIN / "exokg", "fmt", "graph", cwd=tmp_path).check_returncode()
    (tmp_path / "module.py").write_text('"""A module."""\n', encoding="utf-8")
    run("git", "add", "graph", "module.py", ".pre-commit-config.yaml", cwd=tmp_path).check_returncode()
    return tmp_path


@pytest.mark.needs("git")
@pytest.mark.parametrize(
    ("hook", "name", "text"),
    [
        ("ruff-check", "module.py", "import os\n"),
        ("ruff-format", "module.py", "x  =  1\n"),
        ("fmt", "graph/studies/birch-2021-papilla.yaml", "title:   ash\n"),
        ("validate", "graph/studies/birch-2021-papilla.yaml", "title: ash\n"),
    ],
)
def test_a_hook_passes_what_is_right_and_stops_what_is_wrong(
    clone: Path, hook: str, name: str, text: str
) -> None:
    right = run(BIN / "pre-commit", "run", hook, "--all-files", cwd=clone)
    assert right.returncode == 0, right.stdout + right.stderr
    (clone / name).write_text(text, encoding="utf-8")
    run("git", "add", name, cwd=clone).check_returncode()
    wrong = run(BIN / "pre-commit", "run", hook, "--all-files", cwd=clone)
    assert wrong.returncode == 1, wrong.stdout + wrong.stderr
    assert name in wrong.stdout


def test_hooks_need_no_network() -> None:
    assert {hook["language"] for hook in HOOKS} == {"system"}
    assert all((BIN / hook["entry"].split()[0].removeprefix(".venv/bin/")).exists() for hook in HOOKS)


def test_the_workflow_runs_what_is_run_here() -> None:
    steps = [step["run"] for job in WORKFLOW["jobs"].values() for step in job["steps"] if "run" in step]
    assert ".ci/run" in steps
    assert ".venv/bin/exokg validate -f github" in steps


def test_the_workflow_marks_the_line_of_a_fault(tmp_path: Path) -> None:
    """As the workflow types it, at the root: GitHub finds the file only by its path from there."""
    shutil.copytree(ROOT / "tests" / "fixtures" / "graph", tmp_path / "graph")
    record = next(iter(sorted((tmp_path / "graph" / "studies").glob("*.yaml"))))
    lines = record.read_text(encoding="utf-8").splitlines()
    lines.append("colour: red")
    record.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run(BIN / "exokg", "validate", "-f", "github", cwd=tmp_path)
    assert done.returncode == 1
    place = f"file=graph/studies/{record.name},line={len(lines)},col=1"
    assert f"::error {place},title=unknown-field::" in done.stdout


def test_each_tier_installs_what_it_needs_and_no_more() -> None:
    """`make lint` and `make check` ask install.sh for its tier without system packages."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rules = dict(re.findall(r"^([a-z]+):([^\n]*\n(?:\t.*\n)*)", makefile, re.MULTILINE))
    for rule, tier in (("lint", "check"), ("check", "check"), ("test", "test")):
        assert re.findall(r"install.sh (\w+)", rules[rule]) == [tier]
        assert "$(STYLE)" in rules[rule]
        assert "mypy" in rules[rule] or "$(TYPES)" in rules[rule]


@pytest.mark.parametrize(("types", "tests"), [(0, 0), (0, 1), (1, 0), (2, 3)])
@pytest.mark.parametrize("target", ["test", "check"])
def test_types_are_checked_beside_the_tests(tmp_path: Path, target: str, types: int, tests: int) -> None:
    """Whichever fails, make fails; a fault of types ends tests that go on, and is shown after them."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "Makefile", tmp_path)
    bin_ = tmp_path / ".venv" / "bin"
    bin_.mkdir(parents=True)
    go_on = f"trap 'exit {tests}' INT; touch begun; while :; do sleep 0.1; done"
    said = {
        "ruff": "exit 0",
        "mypy": f"echo types; {'until [ -e begun ]; do sleep 0.1; done; ' if types else ''}exit {types}",
        "python": f"echo tests; {go_on if types else f'exit {tests}'}",
        "../../scripts/install.sh": "exit 0",
    }
    for name, script in said.items():
        (bin_ / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (bin_ / name).chmod(0o755)
    done = run("make", "-s", target, cwd=tmp_path)
    assert done.stdout.split() == ["tests", "types"]
    assert (done.returncode != 0) == bool(types or tests)
