"""Figures: what is drawn is what find lists, equal graphs give equal files, hostile texts are harmless."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from exokg.cli import main
from exokg.errors import FormatError, InputError, MissingExtraError, UnknownTermError
from exokg.knowledge_graph import load
from exokg.plots import canvas
from exokg.plots.canvas import SIZES, Canvas, plain_settings, words
from exokg.plots.figures import FORMATS_OF_FIGURES, KINDS, Picture, Plot
from exokg.plots.selection import MARK_WORDS
from exokg.plots.styles import STYLES, Style

if TYPE_CHECKING:
    from pathlib import Path

    from exokg.knowledge_graph import KnowledgeGraph

pytestmark = pytest.mark.slow


# --- every figure ---


def test_a_figure_says_what_it_shows_and_how_to_cite_it(kg: KnowledgeGraph, drawn: Any) -> None:
    plot = kg.plot("ladder", outcome="hair density", without=["preprints"])
    text = drawn(plot).text
    about = kg.query(
        "SELECT ?version { GRAPH ?g { <https://w3id.org/exokg/dataset> exokg:version ?version } }"
    )
    assert plot.title == kg.count("rung", outcome="hair density", without=["preprints"]).sentence
    for part in (
        plot.title,
        "Filters: outcome = hair density; without: preprints.",
        "literature searched to ",
        f"Cite: exokg {about[0]['version'].value} (",  # type: ignore[index]
        MARK_WORDS["separable"],
    ):
        assert part in text


def test_equal_graphs_give_equal_files(kg: KnowledgeGraph, built: Path) -> None:
    other = load(store=built)
    for form in FORMATS_OF_FIGURES:
        first = kg.plot("ladder", year="2020", rung="people").to_bytes(form)
        assert first == other.plot("ladder", year="2020", rung="people").to_bytes(form)
        assert b"/home" not in first
        assert not re.search(rb"CreationDate|ModDate|<dc:date>|20\d\d-\d\d-\d\dT", first)


def test_the_settings_of_the_user_change_nothing(kg: KnowledgeGraph) -> None:
    import matplotlib as mpl

    plot = kg.plot("ladder", outcome="hair density", rung="people")
    before = plot.to_bytes("svg")
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "path", "lines.linewidth": 9, "text.color": "red"}):
        assert plot.to_bytes("svg") == before
        assert mpl.rcParams["font.size"] == 30


def test_a_figure_has_a_title_and_a_description_for_readers_who_do_not_see(
    kg: KnowledgeGraph, drawn: Any
) -> None:
    plot = kg.plot("ladder", outcome="hair density", rung="people")
    seen = drawn(plot)
    assert plot._repr_svg_().encode() == plot.to_bytes("svg")
    assert seen.root.get("role") == "img"
    assert (seen.part("title"), seen.part("desc")) == (plot.title, " ".join(plot.notes))
    assert all(seen.marks.values())


@pytest.mark.parametrize(
    "text",
    [
        "$\\frac{a}{b}$ $x",
        "a < b & c > \"d\" 'e'",
        "]]><script>alert(1)</script>",
        "%s {0} \\u0041",
        "x\ny\tz",
    ],
)
def test_hostile_texts_are_drawn_as_they_are(text: str, drawn: Any) -> None:
    def draw(sheet: Canvas, y: float) -> float:
        sheet.mark(STYLES["separable"], 50, y, text)
        return sheet.paragraph(y, text)

    plot = Plot(Picture(text, ["text"], [[text]], draw, [(STYLES["harm"], text)], [text]), ["Cite: nobody"])
    shown = words(text)
    assert drawn(plot).marks == {"mark-1": shown}
    assert drawn(plot).texts.count(shown) == 4
    assert b"<script" not in plot.to_bytes("svg")
    for form in ("png", "pdf"):
        assert len(plot.to_bytes(form)) > 1000


def test_what_steers_a_terminal_is_written_out() -> None:
    assert words("red \x1b[31m\x00 here") == "red <U+001B>[31m<U+0000> here"


@pytest.mark.parametrize("size", SIZES)
def test_no_line_is_wider_than_the_sheet(size: str) -> None:
    with plain_settings():
        sheet = Canvas(size)
        for text in ("a " * 300, "w" * 300, "word " + "x" * 200, "", "ordinary words"):
            lines = sheet.wrap(text, 100)
            assert all(sheet.wide(line) <= 100 for line in lines)
            assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_figure_too_high_to_be_read_is_refused() -> None:
    plot = Plot(Picture("high", [], [], lambda _, y: y + 20_000), [])
    with pytest.raises(InputError, match="too many rows"):
        plot.to_bytes("svg")


def test_shapes_tell_marks_apart_without_colour() -> None:
    assert len({(style.shape, style.filled) for style in STYLES.values()}) == len(STYLES)
    assert isinstance(STYLES["planned"], Style)


def test_without_matplotlib_the_table_is_written_and_a_picture_says_what_is_missing(
    kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    plot = kg.plot("ladder", outcome="hair density", rung="people")
    assert len(list(csv.reader(io.StringIO(plot.to_bytes("csv").decode())))) == len(plot.rows) + 1
    with pytest.raises(MissingExtraError, match="matplotlib") as caught:
        plot.to_bytes("svg")
    assert "exokg[plot]" in str(caught.value.hint)


def test_matplotlib_is_imported_only_to_draw() -> None:
    modules = "sys, exokg.cli.plot, exokg.plots.figures, exokg.plots.canvas"
    code = f"import {modules}; print('matplotlib' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        ({"kind": "pie"}, InputError, "pie: no such figure"),
        ({"kind": "ladder", "size": "poster"}, InputError, "--size poster: not known"),
        ({"kind": "ladder", "outcome": "hair densty"}, UnknownTermError, "hair densty"),
        ({"kind": "ladder", "colour": "red"}, InputError, "there is no dimension colour"),
        ({"kind": "ladder", "year": "1900"}, InputError, "nothing to draw"),
        ({"kind": "ladder", "without": ["rain"]}, InputError, "--without rain: not known"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    kg: KnowledgeGraph, call: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        kg.plot(call.pop("kind"), **call).to_bytes("svg")


def test_a_format_that_is_none_is_refused(kg: KnowledgeGraph, tmp_path: Path) -> None:
    plot = kg.plot("ladder", outcome="hair density", rung="people")
    assert repr(plot).startswith("<Plot: ")
    with pytest.raises(FormatError, match="a figure has no format 'gif'"):
        plot.save(tmp_path / "a.gif")
    plot.save(tmp_path / "a.csv")
    assert str(plot.rows[0]["subject"].value) in (tmp_path / "a.csv").read_text(encoding="utf-8")


# --- the command ---


@pytest.fixture
def run(built: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]  # a function of words
    monkeypatch.setenv("EXOKG_STORE", str(built))

    def called(*given: str) -> tuple[int, str, str]:
        code = main(given)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return code, out, err

    return called


def test_the_command_writes_what_python_draws(run, kg: KnowledgeGraph, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "figure.svg"
    code, out, err = run(
        "plot", "ladder", "--outcome", "hair density", "--not-rung", "animal", "-o", str(file)
    )
    assert (code, out) == (0, "")
    plot = kg.plot("ladder", outcome="hair density", not_rung="animal")
    assert file.read_bytes() == plot.to_bytes("svg")
    assert err.splitlines()[0] == plot.title
    assert err.splitlines()[-1].startswith("Cite: ")


def test_a_pipe_gets_the_format_it_names(run) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = run("plot", "ladder", "--year", "2020..2021", "-f", "csv")
    assert code == 0
    assert out.startswith("family,subject,rung,study,mark")
    assert run("plot", "ladder", "--year", "2020", "--rung", "people")[1].startswith("<?xml")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "name the kind of figure"),
        (("ladder", "hair"), "hair: a figure takes no free words"),
        (("ladder", "-o", "x.gif"), "no format for .gif"),
        (("ladder", "--outcome"), "--outcome needs a value"),
        (
            ("ladder", "--year", "1900", "-o", "x.svg"),
            "no finding fits all filters: there is nothing to draw",
        ),
    ],
)
def test_mistakes_are_one_line(run, given: tuple[str, ...], message: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = run("plot", *given)
    assert (code, out) == (2, "")
    assert message in err.splitlines()[0]


def test_a_terminal_gets_no_picture(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("exokg.cli.output.stdout_is_terminal", lambda: True)
    code, _, err = run("plot", "ladder")
    assert code == 2
    assert "-o figure.svg" in err


def test_every_kind_has_a_module_and_a_help() -> None:
    assert "ladder" in KINDS
    assert all(KINDS.values())
    assert canvas.SIZES.keys() == {"paper", "slide"}
