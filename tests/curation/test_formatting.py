"""The canonical form: the same for every way of writing, stable, and never another value."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exokg.curation.formatting import SCHEMA_LINE, format_file, format_text, write_file
from exokg.curation.reading import record_files
from exokg.curation.template import template
from exokg.curation.writing import WIDTH, Writer, needs_quotes
from exokg.curation.yamltext import read_document

ROOT = Path(__file__).parents[2]
_texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=60)
_words = st.lists(
    st.sampled_from(["hair", "NO", "1.10", "a:", "#b", "- c", "'", '"', "é", "[x]"]), max_size=60
)
_scalars = (
    _texts
    | _words.map(" ".join)
    | st.text(max_size=10)
    | st.integers(-(10**15), 10**15)
    | st.floats(-1e6, 1e6).map(lambda value: round(value, 6))
    | st.booleans()
    | st.sampled_from(
        ["NO", "yes", "1.10", "010", "0x1F", "~", "null", "", " ", "-", "?", "<<", "a\nb", "a: b", "|"]
    )
)
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(_texts, _values, max_size=6))
def test_what_is_written_is_read_back(value: dict[str, object]) -> None:
    text = "\n".join(Writer({}, frozenset()).mapping(value, (), 0)) + "\n"
    document = read_document(text)
    if any(fault.rule == "hidden-character" for fault in document.faults):
        return
    assert document.faults == [] or not value
    assert (document.value or {}) == value


@given(st.dictionaries(_texts, _values, min_size=1, max_size=6))
def test_formatting_changes_no_value_and_is_stable(value: dict[str, object]) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    before = read_document(text)
    once = format_text(text)
    assert format_text(once) == once
    if not before.faults:
        assert read_document(once).value == before.value


_plain = st.text("abc #:-3", min_size=1, max_size=12)


@given(lines=st.lists(st.tuples(_plain, st.booleans()), min_size=1, max_size=5))
def test_dropping_comments_drops_no_part_of_a_value(
    lines: list[tuple[str, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("fmt") / "record.yaml"
    text = "kind: study\n" + "".join(
        f"f{at}: {value}\n" + ("# a remark\n" if remark else "") for at, (value, remark) in enumerate(lines)
    )
    path.write_text(text, "utf-8")
    before, after, violations = format_file(path, drop_comments=True)
    if violations:
        assert before == after
        return
    kept = read_document(after).value
    for at, (value, _remark) in enumerate(lines):
        typed = value.strip()
        assert kept[f"f{at}"] is None or str(kept[f"f{at}"]) == typed


@pytest.mark.parametrize("kind", ["study", "review", "trial", "statement"])
def test_a_fresh_template_loses_its_help_and_nothing_else(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "record.yaml"
    text = template(kind, {("entered", "by"): "r1"}).replace("title:  #", "title: 'No #1'  #")
    path.write_text(text, "utf-8")
    _before, after, violations = format_file(path, drop_comments=True)
    assert violations == []
    assert "#" not in after.replace("# yaml-language-server: $schema", "").replace("No #1", "")
    assert read_document(after).value["kind"] == kind
    assert read_document(after).value["entered"]["by"] == "r1"
    path.write_text(text.replace("by: r1  #", "by: r1 #2  #"), "utf-8")
    assert [fault.rule for fault in format_file(path, drop_comments=True)[2]] == ["hash-after-value"]


@pytest.mark.parametrize("path", sorted(record_files(ROOT / "graph")), ids=lambda path: path.stem)
def test_records_of_the_graph_are_in_canonical_form(path: Path) -> None:
    before, after, violations = format_file(path)
    assert violations == []
    assert before == after, f"repair with: exokg fmt {path}"


@pytest.mark.parametrize("path", sorted(record_files(ROOT / "graph")), ids=lambda path: path.stem)
def test_readers_of_yaml_1_1_read_the_same_values(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.safe_load(text) == read_document(text).value


@given(st.text("0123456789:-_.+eExbTZ yesnoNOf=<~", min_size=1))
def test_a_text_without_quotes_is_a_text_in_yaml_1_1(text: str) -> None:
    assert needs_quotes(text) or yaml.safe_load(text) == text


def test_fields_stand_in_the_order_of_the_model_and_numbers_keep_their_digits() -> None:
    text = """\
# a remark above
sources: ['https://www.example.org/']
kind: "study"
entered: {by: r1, date: '2026-01-05'}
findings:
- {summary: s, id: f2, quantity: {after: 1.50, unit: '%'}}
- {summary: s, id: f1}
publication: {pmid: '123', doi: 10.1/x}
"""
    assert (
        format_text(text)
        == f"""\
{SCHEMA_LINE}
# a remark above
kind: study
publication:
  doi: 10.1/x
  pmid: "123"
entered: {{date: "2026-01-05", by: r1}}
findings:
  - id: f2
    quantity:
      unit: "%"
      after: 1.50
    summary: s
  - id: f1
    summary: s
sources: [https://www.example.org/]
"""
    )


def test_long_text_is_folded() -> None:
    words = "vesicle " * 60
    lines = format_text(f"kind: study\nnotes: {words}\n").splitlines()
    assert lines[2] == "notes: >-"
    assert all(len(line) <= WIDTH for line in lines)
    assert len(lines) == 8


def test_text_with_yaml_faults_is_left_alone() -> None:
    for text in ("a: [", "a: 1 # why\n", "a: &x 1\n", "- a\n", ""):
        assert format_text(text) == text


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "record.yaml"
    path.write_text("kind: study")
    path.chmod(0o640)
    write_file(path, "kind: review\n")
    assert path.read_text() == "kind: review\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.yaml"
    path.write_text("kind: study\n")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_file(path, "kind: review\n")
    assert path.read_text() == "kind: study\n"
    assert list(tmp_path.iterdir()) == [path]
