"""The tables of ``graph/`` are well formed, and labels stay tied to their identifiers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from exokg.curation.spelling import normal_form
from exokg.curation.terms import label_checksum
from exokg.model.categories import CATEGORIES

if TYPE_CHECKING:
    from exokg.curation.graph import Graph


def test_terms_are_complete(real: Graph) -> None:
    for term in real.terms:
        assert term.category in CATEGORIES, term.curie
        assert term.checksum == label_checksum(term.curie, term.label), term.curie
        assert term.parent is None or real.terms.get(term.parent) is not None, term.curie
        assert term.is_own == bool(term.definition) or term.obsolete, (
            f"{term.curie}: own terms, and only they, are defined here"
        )
        assert term.is_own or term.version, f"{term.curie}: the release is missing"


def test_no_curie_stands_twice_and_no_name_is_ambiguous(real: Graph) -> None:
    assert max(Counter(term.curie for term in real.terms).values()) == 1
    names = Counter(
        (term.category, name.casefold())
        for term in real.terms
        if not term.obsolete
        for name in {term.label, *term.synonyms}
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_no_two_terms_of_a_category_share_a_normal_form(real: Graph) -> None:
    forms: dict[tuple[str, str], set[str]] = {}
    for term in real.terms:
        for name in (term.label, *term.synonyms):
            if not term.obsolete:
                forms.setdefault((term.category, normal_form(name)), set()).add(term.curie)
    assert {form: curies for form, curies in forms.items() if len(curies) > 1} == {}


@pytest.mark.parametrize(
    ("text", "category", "curie"),
    [
        ("AGA", "condition", "MONDO:0005339"),
        ("DPC", "cell", "CL:0000346"),
        ("dermal papilla cells", "cell", "CL:0000346"),
        ("DPCs", "source", "source:dermal-papilla-cell"),
        ("β-catenin", "molecule", "HGNC:2514"),
        ("TGF-β", "pathway", "GO:0007179"),
        ("WJ-MSC", "source", "source:whartons-jelly-msc"),
        ("miR-218", "molecule", "term:mir-218-5p"),
        ("microneedling", "route", "term:topical-microneedling"),
        ("laser", "route", "term:topical-laser"),
        ("laser", "intervention", "term:laser"),
        ("rash", "safety outcome", "term:skin-rash"),
        ("density", "hair outcome", "term:hair-density"),
        ("stem cell", "source", "source:stem-cell"),
        ("stem cell", "cell", "CL:0000034"),
    ],
)
def test_everyday_words_name_their_terms(real: Graph, text: str, category: str, curie: str) -> None:
    assert real.terms.resolve(text, [category]).curie == curie


def test_the_hierarchy_has_no_circle(real: Graph) -> None:
    for term in real.terms:
        seen, above = {term.curie}, term.parent
        while above is not None:
            assert above not in seen, term.curie
            seen.add(above)
            found = real.terms.get(above)
            above = found.parent if found else None


def test_parents_make_a_usable_hierarchy(real: Graph) -> None:
    def parent(curie: str) -> str | None:
        term = real.terms.get(curie)
        return term.parent if term else None

    assert parent("GO:0060070") == "GO:0016055"
    assert parent("source:umbilical-cord-msc") == "source:mesenchymal-stromal-cell"
    assert parent("term:pigmented-hair-density") == "term:hair-density"


def test_own_outcomes_have_their_dimension(real: Graph) -> None:
    expected = {
        "hair density": "count per area",
        "hair count": "count",
        "hair shaft diameter": "length",
        "terminal:vellus ratio": "relative",
        "anagen:telogen ratio": "relative",
        "hair shedding": "count",
        "regrowth area": "area",
        "SALT score": "score",
        "patient satisfaction": "score",
        "global photographic assessment": "score",
        "hair shaft elongation": "length",
    }
    for name, dimension in expected.items():
        assert real.terms.resolve(name, ("hair outcome", "clinical outcome")).dimension == dimension


def test_own_terms_are_mapped_but_never_made_equivalent(real: Graph) -> None:
    allowed = {
        "skos:closeMatch",
        "skos:broadMatch",
        "skos:narrowMatch",
        "skos:relatedMatch",
        "obo:RO_0003001",
        "obo:RO_0002162",
        "exokg:inhibitorOf",
        "exokg:ucum",
        "obo:BFO_0000050",
        "skos:exactMatch",
    }
    for term in real.terms:
        assert {part.split()[0] for part in term.mapping} <= allowed, term.curie


def test_cell_sources_say_what_produced_the_vesicles(real: Graph) -> None:
    for term in real.terms:
        if term.category == "source" and term.dimension in ("cell", "tissue or fluid"):
            assert any(part.startswith("obo:RO_0003001 ") for part in term.mapping), term.curie


def test_clusters_rest_on_a_ground(real: Graph) -> None:
    assert all(row["ground"] and row["said-by"] and row["member"] in real.records for row in real.clusters)
    assert {row["cluster"] for row in real.clusters} >= {
        "sheep-plasma-authors",
        "sheep-plasma-mice",
        "kyungpook",
    }


def test_readers_are_known(real: Graph) -> None:
    known = {row["id"] for row in real.readers}
    read = {located.record.entered.by for located in real.records.values()}
    read |= {located.record.second_read.by for located in real.records.values() if located.record.second_read}
    assert read <= known


def test_the_dataset_is_described(real: Graph) -> None:
    assert real.dataset is not None
    assert real.dataset.version == "0.2.0"


def test_the_unverifiable_document_is_excluded(real: Graph) -> None:
    assert "immunomodulation-bench-to-bedside" in {row["id"] for row in real.excluded}


def test_the_day_of_the_search_rests_on_what_was_looked_up(real: Graph) -> None:
    folder = Path(real.folder)
    head, *rows = (
        line.split("\t") for line in (folder / "searches.tsv").read_text(encoding="utf-8").splitlines()
    )
    assert head == ["day", "where", "words", "hits", "new"]
    assert all(len(row) == len(head) and row[0] and row[1] and row[2] and row[3].isdigit() for row in rows)
    assert len({row[2] for row in rows}) == len(rows) >= 40
    searched = f'searched-to: "{max(row[0] for row in rows)}"'
    assert searched in (folder / "dataset.yaml").read_text(encoding="utf-8")


def test_who_took_part_is_worded_where_men_or_women_are_counted() -> None:
    """A table of findings shows the wording, not the numbers."""
    for path in sorted((Path(__file__).parents[2] / "graph" / "studies").glob("*.yaml")):
        record = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        if {"men", "women", "male", "female"} & {*record.get("n", {})}:
            assert record.get("sex"), path.name
