"""Documents and trials lead to the IRIs by which others know them, beside their identifiers as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exokg.model.identifiers import PAGES, iri_of
from exokg.rdf.namespaces import PREFIXES, compress

if TYPE_CHECKING:
    from pyoxigraph import Store

BARE = """
SELECT ?thing ?text WHERE {{
  ?thing exokg:{name} ?text . FILTER(STRSTARTS(?text, "{start}"))
  FILTER NOT EXISTS {{ ?thing skos:exactMatch ?iri . FILTER(STRSTARTS(STR(?iri), "{page}")) }}
}}"""

LINKED = "SELECT ?iri WHERE {{ ?thing skos:exactMatch ?iri . FILTER(STRSTARTS(STR(?iri), '{page}')) }}"


@pytest.mark.parametrize(
    ("name", "start", "kind", "least"),
    [
        ("doi", "", "doi", 60),
        ("pmid", "", "pmid", 15),
        ("pmcid", "", "pmcid", 8),
        ("registryId", "NCT", "NCT", 10),
        ("registryId", "ACTRN", "ACTRN", 1),
    ],
)
def test_each_identifier_leads_to_its_iri(
    name: str, start: str, kind: str, least: int, real_store: Store
) -> None:
    page = PAGES[kind]
    bare = real_store.query(BARE.format(name=name, start=start, page=page), prefixes=dict(PREFIXES))
    assert [str(row["thing"]) for row in bare] == []  # type: ignore[union-attr]
    linked = list(real_store.query(LINKED.format(page=page), prefixes=dict(PREFIXES)))  # type: ignore[arg-type]
    assert len(linked) >= least


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("10.1126/SciAdv.ABA1685", "https://doi.org/10.1126/sciadv.aba1685"),
        ("https://doi.org/10.1126/sciadv.aba1685", "https://doi.org/10.1126/sciadv.aba1685"),
        ("35174143", "https://pubmed.ncbi.nlm.nih.gov/35174143"),
        ("PMC8960251", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8960251"),
        ("NCT05658094", "https://clinicaltrials.gov/study/NCT05658094"),
        ("ISRCTN12345678", "https://www.isrctn.com/ISRCTN12345678"),
        ("ACTRN12625000115437", "https://anzctr.org.au/ACTRN12625000115437.aspx"),
        ("IRCT20200127046282N10", None),
        ("EUCTR2004-000007-18", None),
        ("banana", None),
    ],
)
def test_an_iri_is_that_of_the_authority(text: str, iri: str | None) -> None:
    assert iri_of(text) == iri


ONE_STEP = """
SELECT ?subject ?outside ?source WHERE {{
  ?subject a exokg:Subject ; {name} ?outside .
  OPTIONAL {{ ?subject exokg:ofSource ?source . ?source skos:relatedMatch ?outside }}
}}"""


@pytest.mark.parametrize(
    ("name", "prefixes"),
    [("obo:RO_0003001", {"CL", "UBERON", "NCBITaxon"}), ("obo:RO_0002162", {"NCBITaxon"})],
)
def test_subjects_lead_to_what_releases_their_vesicles_and_to_its_species_in_one_step(
    name: str, prefixes: set[str], real_store: Store
) -> None:
    """CL, UBERON and NCBITaxon; the source of a subject names the same, as related to it."""
    rows = list(real_store.query(ONE_STEP.format(name=name), prefixes=dict(PREFIXES)))  # type: ignore[arg-type]
    assert {compress(row["outside"].value).partition(":")[0] for row in rows} == prefixes
    assert all(row["source"] is not None for row in rows)


NO_STEP = """
SELECT ?label WHERE {
  ?subject a exokg:Subject ; exokg:ofSource ?source ; rdfs:label ?label .
  FILTER NOT EXISTS { ?subject obo:RO_0003001 ?outside }
  FILTER (?source NOT IN (source:not-shown, source:not-reported, source:unspecified))
}"""


def test_only_subjects_whose_source_is_not_known_lead_nowhere(real_store: Store) -> None:
    rows = list(real_store.query(NO_STEP, prefixes=dict(PREFIXES)))  # type: ignore[arg-type]
    assert rows == []
