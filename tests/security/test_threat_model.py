"""SECURITY.md holds: each promise names tests, each of those tests exists, and every hostile file is used."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
import serving

ROOT = Path(__file__).parents[2]
PROMISES = {
    row[1]: row[0]
    for row in re.findall(r"(?m)^(\| (P\d+) \|.*)$", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
}


def test_there_are_promises() -> None:
    assert list(PROMISES) == [f"P{number}" for number in range(1, len(PROMISES) + 1)]
    assert len(PROMISES) > 20


@pytest.mark.parametrize("promise", PROMISES)
def test_each_promise_names_tests_that_exist(promise: str) -> None:
    named = re.findall(r"`(tests/[^`]+\.py)::(\w+)`", PROMISES[promise])
    assert named, f"{promise} names no test"
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert name in functions, f"{promise}: {path} has no {name}"


@pytest.mark.slow
@pytest.mark.parametrize("detail", ["brief", "full"])
def test_the_log_tells_no_query_and_cannot_be_forged(store: Any, detail: str) -> None:
    with serving.Serving(store, "--access-log", detail) as running:
        running.ask('ASK { ?s ?p "secret-in-body\u202e\\u202e\n2026-01-01T00:00:00Z forged" }')
        running.client.get("/sparql", params={"query": 'ASK { ?s ?p "secret-in-target" }'})
        running.client.get("/search", params={"q": "secret\r\nforged"})
        assert running.stop() == 0
    lines = running.said.decode("ascii").splitlines()[1:]
    assert all(re.match(r"\d{4}-\d\d-\d\dT[\d:]{8}Z ", line) for line in lines)
    assert sum("/sparql" in line for line in lines) >= 2
    assert not any(line.startswith("2026-01-01T00:00:00Z forged") for line in lines)
    assert any("secret" in line for line in lines) == (detail == "full")
