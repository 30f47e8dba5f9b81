"""A field is added in at most three files, and is then everywhere: the patch that CONTRIBUTING.md shows."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PATCH = Path(__file__).with_name("add_field.patch")
NEEDED = (
    "src",
    "scripts",
    "tests/fixtures/graph",
    "tests/model/seen_field.py",
    "ontology.ttl",
    "docs/integrators.md",
    "docs/model.md",
    "graph",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the patch applied."""
    root = tmp_path_factory.mktemp("project")
    for name in NEEDED:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        ignored = shutil.ignore_patterns("__pycache__", "vendor")
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, root / name)
    subprocess.run(["git", "apply", str(PATCH)], cwd=root, check=True, timeout=60)
    return root


@pytest.fixture(scope="module")
def seen(project: Path) -> dict[str, Any]:
    """Where the copy shows the field."""
    done = subprocess.run(
        [sys.executable, "tests/model/seen_field.py"],
        cwd=project,
        env={"PYTHONPATH": f"{project / 'src'}:{project}", "PATH": "/usr/bin:/bin", "HOME": str(project)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def files_of_the_patch() -> list[str]:
    return re.findall(r"^\+\+\+ b/(.*)$", PATCH.read_text("utf-8"), re.MULTILINE)


def test_the_patch_touches_at_most_three_files() -> None:
    files = files_of_the_patch()
    assert len(files) <= 3
    assert [Path(name).suffix for name in sorted(files)] == [".ttl", ".py", ".yaml"]


def test_the_template_asks_for_it(seen: dict[str, Any]) -> None:
    assert len(seen["template"]) == 1
    assert seen["template"][0].endswith("# how it was kept until use: fresh | frozen | freeze-dried")


def test_editors_complete_it(seen: dict[str, Any]) -> None:
    assert seen["schema"] == {
        "description": "how it was kept until use",
        "enum": ["fresh", "frozen", "freeze-dried"],
        "type": "string",
    }


def test_it_becomes_a_triple_that_leads_back_to_its_line(seen: dict[str, Any]) -> None:
    assert seen["triples"] == [["preparation:ginkgo-2024-leaf_leaf-gel", "code:storagestate-freeze-dried"]]
    path, line = seen["origin"]
    assert path.endswith("studies/ginkgo-2024-leaf.yaml")
    assert line.strip() == "storage: freeze-dried"


def test_its_shape_refuses_a_code_of_another_list(seen: dict[str, Any]) -> None:
    assert seen["conforms"] == []
    assert seen["foreign code"] == [["unknown-word", seen["origin"][0], seen["origin line"]]]


def test_it_has_a_column(seen: dict[str, Any]) -> None:
    assert seen["column"] == [["preparation:ginkgo-2024-leaf_leaf-gel", "code:storagestate-freeze-dried"]]


def test_it_is_in_the_context_of_json_ld(seen: dict[str, Any]) -> None:
    iri = "https://w3id.org/exokg/ontology/storageState"
    assert seen["context"] == {"@id": iri, "@type": "@id"}


def test_it_is_on_the_page_of_fields(seen: dict[str, Any]) -> None:
    (row,) = seen["page"]
    assert "fresh · frozen · freeze-dried (`exokg:StorageState`)" in row
    assert "`exokg:storageState`" in row
    assert "kept ◆" in row


def test_contributing_shows_the_lines_of_the_patch() -> None:
    """Every line that the guide shows as added is one of the patch, so the two cannot drift apart."""
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = guide.partition("## Add a field")[2].partition("\n## ")[0]
    shown = re.findall(r"^\+(.*)$", section, re.MULTILINE)
    added = re.findall(r"^\+(?!\+\+)(.*)$", PATCH.read_text("utf-8"), re.MULTILINE)
    assert len(shown) > 8
    assert [line for line in shown if line not in added] == []
    assert all(name in section for name in files_of_the_patch())
