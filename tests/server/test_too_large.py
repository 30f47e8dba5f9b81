"""Short texts of many terms are refused by size before an engine reads them, with the limit by name.

From Python, on the command line and over HTTP: the same sentence, whatever the way.
"""

from __future__ import annotations

import io
from typing import Any

import pytest
from pyoxigraph import Store

from exokg.cli import main
from exokg.errors import QueryRefusedError
from exokg.store.embedded import EmbeddedStore

LARGE = {
    "described": ("DESCRIBE " + "<urn:a> " * 4000, "more than 200 patterns"),
    "reifiers": ("SELECT * { ?s ?p ?o " + "~ <urn:r> " * 1000 + "}", "more than 200 patterns"),
    "data": ("ASK { " + "VALUES () { () } " * 3000 + "}", "more than 200 patterns"),
    "sum": ("ASK { FILTER(1" + " + 1" * 7000 + ") }", "more than 512 operators"),
    "keys": ("SELECT * { ?s ?p ?o } ORDER BY " + "STR(?s) " * 9000, "more than 512 operators"),
    "path": ("ASK { ?s <urn:p>" + "/<urn:p>" * 3000 + " ?o }", "more than 100 path steps"),
    "depth": ("ASK { FILTER(" + "(" * 9000 + "1" + ")" * 9000 + ") }", "nested deeper than 64"),
    "bytes": ('ASK { ?s ?p "' + "x" * 300_000 + '" }', "a query may have 262,144"),
}


@pytest.mark.parametrize("name", LARGE)
def test_python_refuses(name: str) -> None:
    text, said = LARGE[name]
    with pytest.raises(QueryRefusedError, match=said):
        EmbeddedStore(Store()).query(text)


@pytest.mark.parametrize("name", LARGE)
def test_the_command_line_refuses(
    name: str, store: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text, said = LARGE[name]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))
    assert main(["query", "-", "--store", str(store)]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert said in error


@pytest.mark.parametrize("name", LARGE)
def test_the_server_refuses(name: str, server: Any) -> None:
    text, said = LARGE[name]
    answer = server.ask(text)
    if name == "bytes":  # refused while it is read, with the name of the limit
        assert (answer.status_code, answer.json()["error"]) == (413, "query-bytes")
    else:
        assert answer.status_code == 400
        assert said in answer.json()["message"]
