"""What show, cite, export, paths, hypotheses and stats return: values that a notebook displays."""

from __future__ import annotations

import copy
import gzip
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import RdfFormat, parse

from exokg.answers.shown_things import Things
from exokg.knowledge_graph import KnowledgeGraph
from exokg.release.citations import Citation
from exokg.release.exports import Export
from exokg.release.references import References

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import exokg.store as stores

    Asked = Callable[[KnowledgeGraph], Any]

STUDY = "birch-2021-papilla"


@pytest.fixture(scope="module")
def kg(small_store: stores.Store) -> KnowledgeGraph:
    return KnowledgeGraph(small_store)


class _Checked(HTMLParser):
    """Reads HTML whose every element is closed in its place."""

    VOID = ("br", "meta")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open += [tag] if tag not in self.VOID else []
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def shown(value: Any) -> _Checked:
    read = _Checked()
    read.feed(value._repr_html_())
    read.close()
    assert read.open == []
    return read


@pytest.mark.parametrize(
    "asked",
    [
        lambda kg: kg.show(STUDY),
        lambda kg: kg.show("hair density"),
        lambda kg: kg.cite([STUDY]),
        lambda kg: kg.cite(),
        lambda kg: kg.export("ttl"),
        lambda kg: kg.export("nq", compressed=True),
        lambda kg: kg.paths("dermal papilla cell", "Wnt/beta-catenin"),
        lambda kg: kg.hypotheses(),
        lambda kg: kg.stats(),
        lambda kg: kg.search("hair"),
        lambda kg: kg.find("hair density"),
        lambda kg: kg.ask("claims"),
    ],
    ids=[
        "study",
        "term",
        "cite",
        "dataset",
        "turtle",
        "gzip",
        "paths",
        "hypotheses",
        "stats",
        "search",
        "find",
        "ask",
    ],
)
def test_a_notebook_shows_well_formed_html(
    kg: KnowledgeGraph, asked: Callable[[KnowledgeGraph], Any]
) -> None:
    value = asked(kg)
    read = shown(value)
    assert "".join(read.texts).strip()
    assert all(link.startswith(("https://", "http://")) for link in read.links)
    assert "object at 0x" not in repr(value)


def test_what_show_returns_is_a_list_a_text_and_a_page(kg: KnowledgeGraph) -> None:
    found = kg.show(STUDY)
    assert isinstance(found, list)
    (thing,) = found
    assert re.fullmatch(r"<Things: .+ \(study, \d+ statements\)>", repr(found))
    text = str(found)
    assert text.splitlines()[0] == thing.label
    for statement in thing.statements:
        assert statement.text in text
        assert statement.summary in text
    read = shown(found)
    said = " ".join(read.texts)
    assert thing.iri in read.links
    assert all(one.summary in said and one.iri in read.links for one in thing.statements[:20])


def test_a_statement_names_its_study_by_author_and_year_and_by_key(kg: KnowledgeGraph) -> None:
    [thing] = kg.show(STUDY)
    statement = thing.statements[0]
    assert f"    {statement.cited} ({statement.record}), {statement.locator}  [" in Things([thing]).text()
    uncited = replace(thing, statements=[replace(statement, cited=statement.record.partition(":")[2])])
    assert f"    {statement.record}, {statement.locator}  [" in Things([uncited]).text()


def test_a_long_thing_says_how_much_is_left_out(kg: KnowledgeGraph) -> None:
    (thing,) = kg.show(STUDY)
    many = thing.statements * 30
    long = Things([type(thing)(thing.iri, "<b>", thing.types, thing.facts, many, thing.mentions * 30)])
    assert f"… and {len(many) - 20} more statements" in " ".join(shown(long).texts)
    assert "<b>" not in long._repr_html_()
    assert "more: -v shows all" in long.text()
    assert "more: -v shows all" not in long.text(whole=True)
    assert repr(Things()) == "<Things: >"


def test_references_are_a_text_and_a_list(kg: KnowledgeGraph) -> None:
    found = kg.cite([STUDY])
    assert isinstance(found, str)
    assert found.startswith("@")
    assert len(found.entries) == 2
    read = shown(found)
    assert "https://doi.org/10.5555/exokg.birch.2021" in read.links
    assert any(found.entries[0].title in text for text in read.texts)
    other = copy.copy(found)
    assert (other, other.entries) == (found, found.entries)


def test_a_reference_says_only_what_was_seen() -> None:
    entries = [
        Citation(
            "key-1",
            authors=("Ng <A>",),
            authors_complete=False,
            year="2020",
            title="One.",
            notes=("retracted",),
        ),
        Citation("key-2"),
    ]
    first, second = re.findall("<li>(.*?)</li>", References("", entries)._repr_html_())
    assert first == "Ng &lt;A&gt; et al. 2020. One. retracted."
    assert second == "key-2."


@pytest.mark.parametrize("compressed", [False, True])
def test_an_export_is_read_again_and_again_and_saved(
    kg: KnowledgeGraph, tmp_path: Path, *, compressed: bool
) -> None:
    found = kg.export("nt", compressed=compressed)
    whole = bytes(found)
    assert b"".join(found) == b"".join(found) == whole
    found.save(tmp_path / "graph")
    assert (tmp_path / "graph").read_bytes() == whole
    text = gzip.decompress(whole) if compressed else whole
    assert sum(1 for _ in parse(text, RdfFormat.N_TRIPLES)) > 100
    packed = " (gzip)" if compressed else ""
    assert repr(found) == f"<Export: nt{packed}>"
    assert ("<pre>" in found._repr_html_()) is not compressed
    with (tmp_path / "open").open("wb") as file:
        found.save(file)
    assert (tmp_path / "open").read_bytes() == whole


def test_an_export_that_fails_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    def write() -> Iterator[bytes]:
        yield b"half"
        raise OSError("the store is gone")

    (tmp_path / "graph.ttl").write_bytes(b"old")
    with pytest.raises(OSError, match="gone"):
        Export("ttl", write).save(tmp_path / "graph.ttl")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_paths_search_and_stats_say_what_they_hold(kg: KnowledgeGraph) -> None:
    paths = kg.paths("dermal papilla cell", "Wnt/beta-catenin", longest=2)
    ends = "of at most 2 steps from vesicles of dermal papilla cells to canonical Wnt signaling pathway."
    assert paths.sentence == f"{len(paths)} path{'' if len(paths) == 1 else 's'} {ends}"
    assert "weakest step" in paths.shown.variables
    one = kg.paths("dermal papilla cell", "Wnt/beta-catenin", limit=1)
    assert one.sentence.startswith("1 most telling path of at most 3 steps ")
    assert kg.search("hair density").sentence.endswith("with hair density in a label or synonym.")
    stats = kg.stats()
    records = [row for row in stats.records() if row["group"] == "records by kind"]
    assert stats.sentence.startswith(
        f"The graph holds {sum(int(str(row['count'])) for row in records)} records ("
    )
    assert all(f"{row['what']} {row['count']}" in stats.sentence for row in records)
