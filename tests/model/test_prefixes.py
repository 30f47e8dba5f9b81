"""CURIEs of outside vocabularies and of our own: which are well formed, and which IRI is which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.curation.reading import read_graph
from exokg.model.prefixes import OUTSIDE, curie_fault, curie_of
from exokg.rdf.namespaces import compress, expand

GOOD = [
    "GO:0016055", "CL:0000346", "UBERON:0002073", "CHEBI:6942", "HGNC:6551", "NCBITaxon:9606", "NCIT:C123",
    "DOID:986", "MESH:D000505", "PR:000001004", "PR:P01308-2", "UniProtKB:P56704",
    "ensembl:ENSG00000168036", "mirbase:MI0000077", "mirbase.mature:MIMAT0000076", "wikidata:Q42",
    "CVCL:0030", "RGD:3001", "MGI:98956", "EFO:0000001", "term:hair-density", "source:milk",
]  # fmt: skip


@pytest.mark.parametrize("curie", GOOD)
def test_well_formed_identifiers_pass_and_come_back_from_their_iri(curie: str) -> None:
    assert curie_fault(curie) is None
    iri = expand(curie).value
    assert compress(iri) == curie
    assert curie_of(iri) == (None if curie.startswith(("term:", "source:")) else curie)


@pytest.mark.parametrize(
    ("curie", "fault"),
    [
        ("", "the empty cell is not a CURIE"),
        ("GO", "GO is not a CURIE"),
        (":0016055", ":0016055 is not a CURIE"),
        ("GO:", "the empty text is not a number that GO gives"),
        ("GO:16055", "16055 is not a number that GO gives"),
        ("GO:00160555", "00160555 is not a number that GO gives"),
        ("CHEBI:0", "0 is not a number that CHEBI gives"),
        ("HGNC:6551a", "6551a is not a number that HGNC gives"),
        ("term:Hair-Density", "Hair-Density is not a number that term gives"),
        ("term:-x", "-x is not a number that term gives"),
        ("go:0016055", "the prefix go is not known; it is written GO"),
        ("Mesh:D000505", "the prefix Mesh is not known; it is written MESH"),
        ("nonsense:1", "the prefix nonsense is not known"),
    ],
)
def test_a_malformed_identifier_is_explained(curie: str, fault: str) -> None:
    assert curie_fault(curie) == fault


@given(st.text(max_size=20), st.sampled_from(sorted(OUTSIDE)))
def test_an_iri_has_a_curie_only_if_that_curie_is_well_formed(local: str, prefix: str) -> None:
    found = curie_of(OUTSIDE[prefix].namespace + local)
    assert found is None or (curie_fault(found) is None and expand(found).value.endswith(local))


def test_no_namespace_is_that_of_two_prefixes() -> None:
    spaces = [known.namespace for known in OUTSIDE.values()]
    assert len(set(spaces)) == len(spaces)


def test_every_term_of_the_graph_comes_back_from_its_iri() -> None:
    terms = read_graph("graph", ()).terms
    curies = [term.curie for term in terms]
    assert len(curies) > 500
    assert [compress(expand(curie)) for curie in curies] == curies
