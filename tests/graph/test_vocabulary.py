"""The vocabulary: parents, parts of the body, units, names that mean one thing, kinds of molecules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exokg.curation.terms import Terms
from exokg.rdf.namespaces import compress, expand
from exokg.rdf.term_triples import term_triples

if TYPE_CHECKING:
    from exokg.curation.graph import Graph
    from exokg.curation.terms import Term

UNARMED = {"miR-22", "miR-100", "miR-199a", "miR-100 inhibitor"}  # names that leave the arm open


def above(real: Graph, curie: str) -> set[str]:
    """The CURIEs above a term, by parent or as the whole that it is part of."""
    term, found = real.terms.get(curie), set[str]()
    waiting = [term]
    while waiting:
        at = waiting.pop()
        if at is None:
            continue
        wholes = [part.split()[1] for part in at.mapping if part.startswith("obo:BFO_0000050 ")]
        for name in (*([at.parent] if at.parent else []), *wholes):
            if name not in found:
                found.add(name)
                waiting.append(real.terms.get(name))
    return found


@pytest.mark.parametrize(
    ("below", "wider"),
    [
        ("MONDO:0019080", "MONDO:0005340"),
        ("MONDO:0800198", "MONDO:0005340"),
        ("MONDO:0016776", "EFO:1002028"),
        ("MONDO:0018879", "EFO:1002028"),
        ("MONDO:0022113", "EFO:1002028"),
        ("MONDO:0005483", "HP:0025469"),
        ("HP:0025469", "MONDO:0004907"),
        ("UBERON:0005932", "UBERON:0002073"),
        ("UBERON:0005975", "UBERON:0002073"),
        ("UBERON:0005942", "UBERON:0002073"),
        ("UBERON:0002073", "UBERON:0002097"),
        ("UBERON:0002074", "UBERON:0001037"),
        ("CL:0000346", "CL:0000057"),
        ("CL:0002562", "CL:0002559"),
        ("CL:2000092", "CL:0000312"),
        ("CL:0000235", "CL:0000738"),
        ("MESH:D008819", "NCBITaxon:10090"),
        ("EFO:0000606", "NCBITaxon:10090"),
        ("term:salt-score", "term:aa-severity"),
        ("term:anagen-entry", "term:hair-growth"),
        ("term:hair-shaft-elongation", "term:hair-growth"),
    ],
)
def test_a_term_is_below_the_wider_one(real: Graph, below: str, wider: str) -> None:
    assert real.terms.get(wider) is not None
    assert wider in above(real, below)


def test_most_terms_of_a_kind_are_below_another(real: Graph) -> None:
    """At most these have no parent and are part of nothing."""
    alone: dict[str, int] = {}
    for term in real.terms:
        if term.obsolete is None and not above(real, term.curie):
            alone[term.category] = alone.get(term.category, 0) + 1
    assert alone["cell"] <= 15
    assert alone["anatomy"] <= 17
    assert "source:unspecified" not in above(real, "source:stem-cell")


def test_no_term_is_of_the_group_that_names_none(real: Graph) -> None:
    """A finding on such a term would be drawn as one about an outcome that no step leads to."""
    assert [term.label for term in real.terms if term.group == "no mechanism named"] == []


@pytest.mark.parametrize(
    "name", ["Lrp4", "LRP4", "MRP-1", "SRA1", "inflammation", "hair follicle stem cell niche"]
)
def test_a_name_of_something_else_names_nothing(real: Graph, name: str) -> None:
    assert real.terms.find(name) is None


def test_a_disease_is_not_its_severity(real: Graph) -> None:
    found = real.terms.find("androgenetic alopecia")
    assert found is not None
    assert found.curie == "MONDO:0005339"


def test_every_unit_has_a_code_and_names_no_substance(real: Graph) -> None:
    units = [term for term in real.terms if term.category == "unit"]
    assert len(units) >= 34
    assert all(unit.ucum for unit in units)
    assert not any("protein" in (unit.dimension or "") or "drug" in (unit.dimension or "") for unit in units)
    exact = {part for unit in units for part in unit.mapping if part.startswith("skos:exactMatch UO:")}
    assert len(exact) == 10
    grams = real.terms.resolve("g", ("unit",))
    assert (grams.curie, grams.dimension, grams.ucum) == ("UO:0000021", "mass", "g")


MASS_OF = {"UO:0000054": "an area", "UO:0000052": "a volume", "UO:0000182": "a space"}
"""Densities of UO are of mass (its definition of *area density unit*: a mass on a given area)."""


def test_a_count_is_no_kind_of_mass(real: Graph) -> None:
    counted = [unit for unit in real.terms if unit.category == "unit" and "{" in (unit.ucum or "")]
    assert any("/cm2" in (unit.ucum or "") for unit in counted)
    for unit in counted:
        assert not MASS_OF.keys() & {part.rpartition(" ")[2] for part in unit.mapping}, unit.label


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("LEF1", "Gene"),
        ("Norrin, secreted", "GeneProduct"),
        ("miR-218-5p", "MicroRNA"),
        ("hsa-mir-140", "MicroRNA"),
        ("miR-22-5p", "MicroRNA"),
        ("minoxidil", "Chemical"),
        ("keratin 6", "Protein"),
        ("hair-inducing growth factors", "Protein"),
        ("proteins", "Protein"),
        ("drugs", ""),
    ],
)
def test_a_molecule_has_its_kind(real: Graph, text: str, cls: str) -> None:
    term: Term = real.terms.resolve(text, ("molecule",))
    classes = {
        compress(triple.object.value)  # type: ignore[union-attr]
        for triple in term_triples(real.terms)
        if triple.subject == expand(term.curie) and triple.predicate == expand("rdf:type")
    } - {"owl:Class", "exokg:Molecule"}
    assert classes == ({f"exokg:{cls}"} if cls else set())


def test_a_gene_has_the_identifiers_of_others_and_says_that_it_is_human(real: Graph) -> None:
    genes = [term for term in real.terms if term.curie.startswith("HGNC:")]
    assert len(genes) >= 91
    for gene in genes:
        prefixes = [part.split()[1].partition(":")[0] for part in gene.mapping]
        assert {"NCBIGene", "ensembl"} <= set(prefixes), gene.label
        assert gene.note is not None
        assert gene.note.startswith("Named after the human gene")
        assert ("mice" in gene.note) == ("MGI" in prefixes), gene.label
    assert sum("MGI:" in "".join(gene.mapping) for gene in genes) >= 90
    assert real.terms.resolve("beta-catenin", ("molecule",)).mapping[:2] == (
        "skos:exactMatch NCBIGene:1499",
        "skos:exactMatch ensembl:ENSG00000168036",
    )


def test_the_remark_of_a_term_is_shown_with_it(real: Graph) -> None:
    term = real.terms.resolve("CTNNB1", ("molecule",))
    remarks = [
        triple.object.value
        for triple in term_triples(Terms([term]))
        if triple.predicate == expand("rdfs:comment") and hasattr(triple.object, "value")
    ]
    assert remarks == [term.note]


def test_a_mature_microrna_has_its_accession(real: Graph) -> None:
    mature = {
        term.label: [part for part in term.mapping if "mirbase.mature:" in part]
        for term in real.terms
        if term.category == "molecule" and term.label.startswith("miR-") and term.label not in UNARMED
    }
    assert {label: parts for label, parts in mature.items() if len(parts) != 1} == {}
    assert mature["miR-21-5p"] == ["skos:narrowMatch mirbase.mature:MIMAT0000076"]
    assert mature["miR-644a"] == ["skos:exactMatch mirbase.mature:MIMAT0003314"]  # hsa-miR-644a in its source
    assert len(mature) == 12
