"""The tree of errors is drawn as it is."""

from __future__ import annotations

import re
from pathlib import Path

from exokg import errors

SOURCE = Path(__file__).parent.parent.parent / "src" / "exokg"


def declared() -> dict[str, str]:
    """Every exception of the package by its base."""
    return {
        name: base
        for path in sorted(SOURCE.rglob("*.py"))
        for name, base in re.findall(r"^class (\w+Error)\((\w+)\):", path.read_text("utf-8"), re.MULTILINE)
    }


def test_every_error_that_a_caller_may_meet_is_drawn_and_none_that_is_not() -> None:
    bases = declared()
    ours = {"ExokgError"}
    while True:
        more = ours | {name for name, base in bases.items() if base in ours}
        if more == ours:
            break
        ours = more
    drawn = set(re.findall(r"\w+Error", (errors.__doc__ or "").partition("Within the room")[0]))
    assert drawn == ours


def test_only_the_server_has_exceptions_outside_the_tree() -> None:
    for path in sorted(SOURCE.rglob("*.py")):
        outside = re.findall(r"^class (\w+)\(Exception\)", path.read_text("utf-8"), re.MULTILINE)
        for name in outside:
            hidden = name.startswith("_") or path.is_relative_to(SOURCE / "server")
            assert hidden or name == "ExokgError", f"{path}: {name}"
