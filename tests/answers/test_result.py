"""One kind of result for query, find, count and ask: rows, slices, tables for other programs, notebooks."""

from __future__ import annotations

import csv
import io
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode

from exokg.answers.result import Result
from exokg.errors import MissingExtraError
from exokg.knowledge_graph import KnowledgeGraph
from exokg.store.coverage import Coverage
from exokg.store.solutions import Solutions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import exokg.store as stores

SEARCHED = Coverage("studies", 6, 2, "2026-10-01", 1)
ROWS = [(Literal("kelp"), Literal(3)), (Literal("<b>"), None), (Literal("x, y"), Literal(1))]


def made(shown: Solutions | None = None) -> Result:
    return Result(
        ["name", "n"], ROWS, sentence="Three rows.", coverage=SEARCHED, notes=["a note"], shown=shown
    )


@pytest.mark.parametrize(
    "asked",
    [
        lambda kg: kg.query("SELECT ?s ?year { ?s a exokg:Study ; exokg:year ?year }"),
        lambda kg: kg.find("hair density"),
        lambda kg: kg.count("rung"),
        lambda kg: kg.ask("claims"),
        lambda kg: kg.ask("gap-map"),
        lambda kg: kg.hypotheses(),
        lambda kg: kg.stats(),
        lambda kg: kg.search("hair"),
    ],
    ids=["query", "find", "count", "ask", "alias", "hypotheses", "stats", "search"],
)
def test_every_answer_is_of_one_kind(
    small_store: stores.Store, asked: Callable[[KnowledgeGraph], Result]
) -> None:
    found = asked(KnowledgeGraph(small_store))
    assert isinstance(found, Result)
    assert list(found) == list(found) != []
    assert found[0][found.variables[0]] == found[0][0]
    assert len(found[:2]) == min(2, len(found))
    assert isinstance(found[:2], Result)
    assert len(found.records()) == len(found)
    assert next(csv.reader(io.StringIO(found.to_csv()))) == found.variables
    assert list(found.to_pandas().columns) == found.variables
    assert f"{len(found)} row" in repr(found)
    assert "<table>" in found._repr_html_()


def test_a_slice_says_what_the_whole_says_and_shows_its_rows() -> None:
    shown = Solutions(["in words"], [(Literal(text),) for text in ("one", "two", "three")])
    part = made(shown)[1:]
    assert (part.sentence, part.coverage, part.notes) == ("Three rows.", SEARCHED, ["a note"])
    assert [row[0].value for row in part.shown] == ["two", "three"]
    crossed = Solutions(["total"], [(Literal(3),)])  # the table of a count has other rows
    assert made(crossed)[:1].shown.variables == ["name", "n"]


def test_a_result_is_short_to_look_at() -> None:
    assert repr(made()) == f"<Result: Three rows; 3 rows of name, n; {SEARCHED}>"
    assert repr(Result(["a"], [])) == "<Result: 0 rows of a>"


def test_a_notebook_shows_sentence_table_notes_and_coverage() -> None:
    shown = made()._repr_html_()
    places = [shown.index(text) for text in ("Three rows.", "<table>", "a note", str(SEARCHED))]
    assert places == sorted(places)
    assert "<b>" not in shown
    assert "&lt;b&gt;" in shown


def test_csv_goes_to_a_text_or_a_file(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    made().to_csv(path)
    assert path.read_bytes().decode() == made().to_csv() == 'name,n\r\nkelp,3\r\n<b>,\r\n"x, y",1\r\n'
    assert made().to_csv(spreadsheet=True).startswith("\ufeff")


def test_rows_are_kept_in_another_order_with_what_people_see_of_them() -> None:
    found = made(Solutions(["in words"], [(Literal(text),) for text in ("one", "two", "three")]))
    found.keep([2, 0])
    assert [row["name"].value for row in found] == ["x, y", "kelp"]
    assert [row[0].value for row in found.shown] == ["three", "one"]
    assert len(found) == 2


def polars() -> Any:
    return import_module("polars")


@pytest.mark.parametrize(
    "way",
    [
        lambda found, _: found.to_polars(),
        lambda found, path: found.to_parquet(path),
        lambda found, _: list(found.written("parquet")),
    ],
    ids=["to_polars", "to_parquet", "written"],
)
def test_polars_is_named_where_it_is_missing(
    way: Callable[[Result, Path], object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    path = tmp_path / "rows.parquet"
    with pytest.raises(MissingExtraError, match="needs polars") as caught:
        way(made(), path)
    assert caught.value.hint == "pip install 'exokg[parquet]'"
    assert not path.exists()


XSD = "http://www.w3.org/2001/XMLSchema#"
DECIMAL = [Literal(text, datatype=NamedNode(f"{XSD}decimal")) for text in ("1.5", "120")]


@pytest.mark.parametrize(
    ("cells", "kind", "values"),
    [
        ([Literal(3), None], "Int64", [3, None]),
        ([Literal(3), DECIMAL[0]], "Float64", [3.0, 1.5]),
        ([DECIMAL[1], Literal("not read")], "String", ["120.0", "not read"]),
        ([Literal(True), Literal(False)], "Boolean", [True, False]),
        ([Literal(True), Literal(7)], "String", ["true", "7"]),
        ([Literal("NA"), Literal("")], "String", ["NA", ""]),
        ([NamedNode("urn:a"), None], "String", ["urn:a", None]),
        ([None, None], "String", [None, None]),
        ([], "String", []),
        ([Literal("9" * 20, datatype=NamedNode(f"{XSD}integer"))], "String", ["9" * 20]),
    ],
)
def test_a_column_has_one_type_and_loses_nothing(
    cells: list[Any], kind: str, values: list[object], tmp_path: Path
) -> None:
    found = Result(["x"], [(cell,) for cell in cells])
    found.to_parquet(tmp_path / "rows.parquet")
    for frame in (
        found.to_polars(),
        polars().read_parquet(tmp_path / "rows.parquet"),
        polars().read_parquet(io.BytesIO(b"".join(found.written("parquet")))),
    ):
        assert str(frame.schema["x"]) == kind
        assert frame["x"].to_list() == values


def test_parquet_has_the_rows_of_programs_not_the_table_of_people() -> None:
    shown = Solutions(["in words"], [(Literal("x"),)])
    frame = polars().read_parquet(io.BytesIO(b"".join(made(shown).written("parquet"))))
    assert frame.to_dicts() == made().records()
