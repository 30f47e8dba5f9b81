"""The pinned versions are those of what is needed, and of nothing else."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINNED_ON = {
    "python_version": "3.11",
    "python_full_version": "3.11.0",
}  # the oldest we run on, whatever runs this


def pinned() -> set[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {canonicalize_name(line.partition("==")[0]) for line in lines if not line.startswith("#")}


def asked_for() -> list[Requirement]:
    """What pyproject.toml names: of the program, of `exokg serve`, and of the groups."""
    extras = PROJECT["project"]["optional-dependencies"].values()
    groups = PROJECT["dependency-groups"].values()
    lists = [PROJECT["project"]["dependencies"], *extras, *groups]
    return [Requirement(text) for names in lists for text in names]


def needed() -> set[str]:
    """The same and what it needs in its turn here, as far as it is installed."""
    seen: set[tuple[str, str]] = set()
    ahead = [(requirement, "") for requirement in asked_for()]
    while ahead:
        requirement, extra = ahead.pop()
        if requirement.marker and not requirement.marker.evaluate({**PINNED_ON, "extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        for wanted in ["", *sorted(requirement.extras)]:
            if (name, wanted) not in seen:
                seen.add((name, wanted))
                ahead += [(Requirement(text), wanted) for text in requires(name)]
    return {name for name, _ in seen}


def requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # of the group bench, which the tests do without
        return []


def test_every_pin_is_needed_and_all_that_is_needed_is_pinned() -> None:
    assert sorted(pinned() - needed()) == [], "nothing needs these"
    assert sorted(needed() - pinned()) == [], "these are not pinned"


def test_every_pin_is_one_version() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.!+-]+", line)] == []
