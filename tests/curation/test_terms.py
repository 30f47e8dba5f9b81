"""Names find their terms: by label, synonym and CURIE, in the categories asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

from exokg.curation.tables import parse_table, read_table
from exokg.curation.terms import Term, Terms, label_checksum
from exokg.errors import GraphNotFoundError, UnknownTermError

TERMS = Terms(
    [
        Term("cell", "CL:0000346", "hair follicle dermal papilla cell", ("DPC", "dermal papilla cell")),
        Term("source", "source:dpc", "dermal papilla cell"),
        Term("hair outcome", "term:density", "hair density"),
        Term("hair outcome", "term:old", "hairiness", obsolete="term:density"),
        Term("hair outcome", "term:gone", "gone", obsolete="none"),
    ]
)


@pytest.mark.parametrize(
    "text", ["CL:0000346", "hair follicle dermal papilla cell", "dpc", "Dermal Papilla Cell"]
)
def test_a_term_is_found_by_each_of_its_names(text: str) -> None:
    assert TERMS.resolve(text, ["cell"]).curie == "CL:0000346"


def test_the_same_text_may_name_terms_of_two_categories() -> None:
    assert TERMS.resolve("dermal papilla cell", ["source"]).curie == "source:dpc"
    assert TERMS.resolve("dermal papilla cell", ["cell", "source"]).curie == "CL:0000346"


@pytest.mark.parametrize(
    "text",
    [
        "dermal papilla cells",
        "Dermal-Papilla-Cell",
        "dermalpapilla cell",
        "cl_0000346",
        "DPCs",
        "β‑papilla cell",
    ],
)
def test_spellings_of_one_normal_form_are_one_name(text: str) -> None:
    terms = Terms([*TERMS, Term("cell", "CL:1", "beta papilla cells")])
    assert terms.resolve(text, ["cell"]).label.endswith(("papilla cell", "papilla cells"))


def test_a_name_as_written_comes_before_another_of_its_normal_form() -> None:
    terms = Terms([Term("topic", "term:a", "mg-s"), Term("topic", "term:b", "mgs")])
    assert terms.resolve("mgs").curie == "term:b"
    assert terms.resolve("mg-s").curie == "term:a"
    assert terms.find("mg s") is None
    with pytest.raises(UnknownTermError, match="more than one") as caught:
        terms.resolve("mg s")
    assert caught.value.hint == "write one of: mg-s (term:a) / mgs (term:b)"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mm", True),
        ("MM", False),
        ("mM", False),
        ("millimetre", True),
        ("Millimetre", True),
        ("term:mm", True),
    ],
)
def test_a_unit_is_found_by_its_symbol_in_its_own_case(text: str, found: bool) -> None:
    terms = Terms([Term("unit", "term:mm", "mm", ("millimetre",)), Term("unit", "term:ug", "µg/mL")])
    assert (terms.find(text) is not None) == found
    assert terms.resolve("μg/ml").curie == "term:ug"


def test_numbers_in_names_stay_apart() -> None:
    terms = Terms([Term("molecule", "term:mir", "miR-22-5p")])
    assert terms.find("miR 22 5p") is not None
    assert terms.find("miR-225p") is None


def test_a_name_of_several_words_is_suggested_for_one_of_them() -> None:
    assert TERMS.suggest("papillae", ["cell"]) == ["hair follicle dermal papilla cell"]


def test_what_helps_is_said_to_the_one_who_asks() -> None:
    reader = Terms(TERMS, path="the graph", remedy="look elsewhere")
    with pytest.raises(UnknownTermError) as caught:
        reader.resolve("moon", ["route"])
    assert caught.value.message == "moon is not a route of the graph"
    assert caught.value.hint == "look elsewhere"


def test_an_unknown_name_gets_the_nearest_ones() -> None:
    with pytest.raises(UnknownTermError) as caught:
        TERMS.resolve("hair densty", ["hair outcome"])
    assert caught.value.suggestions[0] == "hair density"
    assert str(caught.value.hint).startswith("did you mean hair density")
    with pytest.raises(UnknownTermError) as caught:
        TERMS.resolve("hair density", ["cell"])
    assert caught.value.suggestions == []
    assert TERMS.find("x" * 10_000) is None
    assert TERMS.suggest("x" * 10_000) == []


def test_obsolete_terms_know_what_replaces_them() -> None:
    old, gone = TERMS.resolve("hairiness"), TERMS.resolve("gone")
    assert (old.replacement, gone.replacement) == ("term:density", None)
    assert (old.is_own, TERMS.resolve("DPC").is_own) == (True, False)


def test_terms_are_sorted_and_found_by_curie() -> None:
    assert list(TERMS) == sorted(TERMS)
    assert len(TERMS) == 5
    assert TERMS.get("term:density") == TERMS.resolve("hair density")
    assert TERMS.get("hair density") is None


def test_a_checksum_ties_label_and_curie() -> None:
    assert label_checksum("a:1", "b") != label_checksum("a:1", "c") != label_checksum("a:2", "c")


def test_a_missing_table_of_terms_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GraphNotFoundError):
        Terms.read(tmp_path / "terms.tsv")


def test_rows_know_their_place() -> None:
    table = parse_table("id\tlabel\tnote\nr1\tA\tx\nr2\tB\t \nr3\n", ("id", "label", "note"), "readers.tsv")
    assert [row["id"] for row in table] == ["r1", "r2"]
    assert (table.rows[0].line, table.rows[0].column_of("note")) == (2, 6)
    assert [(fault.line, fault.column, fault.rule) for fault in table.violations] == [
        (3, 6, "table-row"),
        (4, 1, "table-row"),
    ]


def test_a_table_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert len(read_table(tmp_path / "readers.tsv", ("id", "label", "note"))) == 0


def test_no_room_of_readers_is_imported_with_curation() -> None:
    heavy = {"rdflib", "pyshacl", "pyoxigraph", "networkx", "typer", "exokg.rdf", "exokg.store", "exokg.cli"}
    code = f"import sys, exokg.curation.checking; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
