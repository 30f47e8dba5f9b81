"""An ordinary line is read by the declarations alone, and exactly as typer reads it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exokg import __version__
from exokg.cli import commands, group, plain
from exokg.cli.declared import Command, CommandParameter
from exokg.cli.output import manner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Recorder:
    """Every command of exokg with its own parameters, but telling what it was called with."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []

    def find_command(self, name: str) -> Command:
        function, options = FIND(name)
        names = function.__code__.co_varnames[: function.__code__.co_argcount]
        space = {**function.__globals__, "_calls": self.calls}
        exec(f"def {function.__name__}({', '.join(names)}): _calls.append(locals())", space)  # noqa: S102
        made: Callable[..., Any] = space[function.__name__]
        made.__defaults__, made.__annotations__ = function.__defaults__, function.__annotations__
        return Command(made, options)


FIND = commands.find_command
VALUES = ["a", "", "-", "3", "2.5", "x=y", "text", "-f", "--", "always", "é", "a b", "1e3", "nan"]


def options_of(name: str) -> list[str]:
    declared = [*(FIND(name).function.__defaults__ or ()), *(commands.exokg.__defaults__ or ())]
    parts = [part for one in declared if isinstance(one, CommandParameter) for part in one.names]
    return [word for part in parts for word in part.split("/") if word not in {"-V", "--version"}]


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """Command lines, most of them right, some of them wrong."""
    name = draw(st.sampled_from([*commands.COMMANDS, "qeury"]))
    known = options_of(name) if name in commands.COMMANDS else ["-v"]
    value = st.sampled_from(VALUES)
    option = st.sampled_from(known)
    part = st.one_of(
        value.map(lambda text: [text]),
        option.map(lambda text: [text]),
        st.tuples(option, value).map(list),
        st.tuples(option, value).map(lambda pair: ["=".join(pair)]),
        st.tuples(option, value).map(lambda pair: ["".join(pair)]),
        st.sampled_from(
            [["--none"], ["--none", "a"], ["--none=a"], ["-vq"], ["-qh"], ["-h"], ["--form", "a"]]
        ),
    )
    before = draw(st.lists(st.sampled_from(["-q", "-v", "--quiet", "--color=never"]), max_size=2))
    words = [word for words in draw(st.lists(part, max_size=5)) for word in words]
    return [*before, name, *words]


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorder]:
    made = Recorder()
    monkeypatch.setattr(plain, "find_command", made.find_command)
    monkeypatch.setattr(group, "find_command", made.find_command)
    for variable in ("EXOKG_STORE", "EXOKG_GRAPH", "_EXOKG_COMPLETE"):
        monkeypatch.delenv(variable, raising=False)
    before = dict(vars(manner))
    yield made
    vars(manner).update(before)


def forget() -> None:
    manner.verbosity, manner.quiet, manner.color = 0, False, "auto"


def compare(recorder: Recorder, line: list[str]) -> bool:
    """Read a line in both ways, and tell whether it was read without typer."""
    forget()
    recorder.calls.clear()
    call = plain.read(line)
    if call is None:
        return False
    try:
        call()
    except typer.BadParameter:  # of a callback: both report it in the same way
        assert group.run(line) == 2
        return False
    alone, how = repr(recorder.calls), dict(vars(manner))
    forget()
    recorder.calls.clear()
    code = group.run(line)
    assert (code, repr(recorder.calls), dict(vars(manner))) == (0, alone, how), line
    return True


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(line=lines())
def test_what_is_read_without_typer_is_read_as_typer_reads_it(recorder: Recorder, line: list[str]) -> None:
    compare(recorder, line)


@pytest.mark.parametrize(
    "line",
    [
        ["query", "ASK {}"],
        [
            "-q",
            "query",
            "ASK {}",
            "-f",
            "json",
            "--store=x",
            "--timeout-s",
            "3",
            "--memory-mb",
            "5",
            "-v",
            "-v",
        ],
        ["query", "-", "--spreadsheet", "-o", "-", "--color", "always"],
        ["ask"],
        ["ask", "pathway-support", "--pathway", "Wnt", "--other=1", "species=mouse", "--cite", "ris"],
        ["show", "a", "-f", "json", "-f", "ttl"],
        ["paths", "a", "b", "--longest", "4"],
        ["validate", "a.yaml", "b.yaml", "--only", "x", "--only", "y"],
        ["serve", "--no-explorer", "--limit", "a=1", "--limit", "b=2", "--port", "0"],
        ["serve", "--explorer", "--watch"],
        ["fmt", "--check"],
        ["build", "-o", "x", "--force"],
    ],
    ids=" ".join,
)
def test_ordinary_lines_need_no_typer(recorder: Recorder, line: list[str]) -> None:
    assert compare(recorder, line)


@pytest.mark.parametrize(
    "line",
    [
        [], ["--help"], ["query"], ["query", "a", "b"], ["query", "a", "-fjson"], ["query", "a", "--"],
        ["query", "a", "--timeout-s", "soon"], ["query", "a", "-f"], ["query", "a", "--quiet=yes"],
        ["query", "a", "-h"], ["ask", "--help"], ["-vq", "stats"], ["-V", "stats"], ["qeury", "a"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_everything_else_is_typers(recorder: Recorder, line: list[str]) -> None:
    assert plain.read(line) is None
    assert recorder.calls == []


@pytest.mark.parametrize("line", [["-V"], ["--version"]], ids=" ".join)
def test_the_version_needs_no_typer(capsys: pytest.CaptureFixture[str], line: list[str]) -> None:
    call = plain.read(line)
    assert call is not None
    call()
    plainly = capsys.readouterr().out
    assert group.run(line) == 0
    assert capsys.readouterr().out == plainly == f"exokg {__version__}\n"


def test_the_environment_gives_what_the_line_does_not(
    recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "EXOKG_STORE", "from-environment")
    assert compare(recorder, ["stats"])
    assert recorder.calls[0]["store"] == "from-environment"
    assert compare(recorder, ["stats", "--store", "named"])
    assert recorder.calls[0]["store"] == "named"
    monkeypatch.setitem(os.environ, "EXOKG_STORE", "")
    assert compare(recorder, ["stats"])
    assert recorder.calls[0]["store"] is None
