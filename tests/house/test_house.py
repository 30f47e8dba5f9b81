"""The outside of the house: required files, one version, one licence, no network addresses that fetch."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "pyproject.toml", "README.md", "graph", "src/exokg", "ontology.ttl", "tests", "CHANGELOG.md",
        "CONTRIBUTING.md", "CITATION.cff", "LICENSE", "LICENSE-DATA", "SECURITY.md", "Makefile", ".ci/run",
    ],
)  # fmt: skip
def test_required_files(name: str) -> None:
    assert (ROOT / name).exists()


def test_one_version() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    citation = yaml.safe_load(read("CITATION.cff"))
    assert str(citation["version"]) == version
    released = [head for head in heads(read("CHANGELOG.md")) if head != "Unreleased"]
    assert released[0] == f"{version} ({citation['date-released']})"


def heads(changelog: str) -> list[str]:
    return re.findall(r"^## (.*)$", changelog, re.MULTILINE)


def test_what_is_not_released_yet_comes_first() -> None:
    first, *others = heads(read("CHANGELOG.md"))
    releases = others if first == "Unreleased" else [first, *others]
    assert releases
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d\)", head) for head in releases)


def test_one_data_licence_and_date() -> None:
    dataset = yaml.load(read("graph/dataset.yaml"), Loader=yaml.BaseLoader)  # noqa: S506 # BaseLoader makes text only
    citation = yaml.load(read("CITATION.cff"), Loader=yaml.BaseLoader)  # noqa: S506
    assert citation["license"] == "CC-BY-4.0"
    assert dataset["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert dataset["version"] == citation["version"]
    assert dataset["issued"] == citation["date-released"]
    assert "CC-BY-4.0" in read("LICENSE-DATA")
    assert dataset["licence"] in read("LICENSE-DATA")


@pytest.mark.parametrize("code", [0, 2])
def test_continuous_integration_is_the_test_command(tmp_path: Path, code: int) -> None:
    """Run from anywhere, it calls `make test` at the root and ends as that ends."""
    make = tmp_path / "make"
    make.write_text(f'#!/bin/sh\necho "$PWD: make $*"\nexit {code}\n', encoding="utf-8")
    make.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [ROOT / ".ci" / "run"], cwd=tmp_path, env={"PATH": path}, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == (f"{ROOT}: make test\n", "", code)
    assert "$ make test" in read("README.md")


def test_readme_has_exactly_two_setup_commands() -> None:
    assert re.findall(r"^\$ (make \w+)$", read("README.md"), re.MULTILINE) == ["make run", "make test"]


def test_required_packages_are_dependencies() -> None:
    names = " ".join(tomllib.loads(read("pyproject.toml"))["project"]["dependencies"])
    for package in ("networkx", "rdflib", "pyvis", "typer"):
        assert package in names


@pytest.mark.needs("git")
def test_nothing_generated_or_bundled_is_tracked() -> None:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    for name in listing.stdout.splitlines():
        assert not re.search(r"\.min\.(js|css)$|(^|/)node_modules/|^build/|vis-network\.|yasgui\.", name), (
            name
        )


def test_the_prefix_of_the_exposure_ontology_is_not_taken() -> None:
    for name in ("ontology.ttl", "graph/shapes.ttl"):
        assert not re.search(r"@prefix exo:", read(name))
