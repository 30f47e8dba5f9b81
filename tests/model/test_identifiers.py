"""One identifier, however it is written; and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.model.identifiers import Identifier, plain_address, read_identifier

DOI = "10.1126/sciadv.aba1685"


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (DOI, "doi", DOI),
        (f"https://doi.org/{DOI}", "doi", DOI),
        (f"http://dx.doi.org/{DOI}", "doi", DOI),
        (f"doi.org/{DOI}", "doi", DOI),
        ("https://doi.org/10.1126%2Fsciadv.aba1685", "doi", DOI),
        (f"doi:{DOI}", "doi", DOI),
        (f"DOI: {DOI}", "doi", DOI),
        (f"info:doi/{DOI}", "doi", DOI),
        (f" {DOI}. ", "doi", DOI),
        (f"<{DOI}>,", "doi", DOI),
        (f"https://onlinelibrary.wiley.com/doi/full/{DOI}?x=1#a", "doi", DOI),
        (f"https://www.frontiersin.org/articles/{DOI}/full", "doi", DOI),
        ("10.1111/jocd\u201112345", "doi", "10.1111/jocd-12345"),
        ("10.1111/jocd\u201412345", "doi", "10.1111/jocd-12345"),
        ("10.1111/jocd\u200b.12345", "doi", "10.1111/jocd.12345"),
        ("10.1016/S0140-6736(20)30183-5", "doi", "10.1016/S0140-6736(20)30183-5"),
        ("35359449", "pmid", "35359449"),
        ("PMID: 35359449", "pmid", "35359449"),
        ("pubmed 35359449", "pmid", "35359449"),
        ("https://pubmed.ncbi.nlm.nih.gov/35359449/", "pmid", "35359449"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/35359449", "pmid", "35359449"),
        ("https://europepmc.org/article/MED/35359449", "pmid", "35359449"),
        ("pmc8960251", "pmcid", "PMC8960251"),
        ("PMCID: PMC8960251", "pmcid", "PMC8960251"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC8960251/", "pmcid", "PMC8960251"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8960251/pdf/x.pdf", "pmcid", "PMC8960251"),
        ("nct05658094", "registration", "NCT05658094"),
        ("NCT 05658094", "registration", "NCT05658094"),
        ("NCT\u201105658094", "registration", "NCT05658094"),
        ("ClinicalTrials.gov identifier: NCT05658094", "registration", "NCT05658094"),
        ("https://clinicaltrials.gov/study/NCT05658094?tab=table", "registration", "NCT05658094"),
        ("https://clinicaltrials.gov/ct2/show/NCT05658094", "registration", "NCT05658094"),
        ("isrctn 12345678", "registration", "ISRCTN12345678"),
        ("https://www.isrctn.com/ISRCTN12345678", "registration", "ISRCTN12345678"),
        ("actrn12620000000123P", "registration", "ACTRN12620000000123P"),
        ("irct20200127046282n10", "registration", "IRCT20200127046282N10"),
        ("chictr2100001234", "registration", "ChiCTR2100001234"),
        ("ChiCTR-TRC-12002345", "registration", "ChiCTR-TRC-12002345"),
        ("ctri/2020/01/022345", "registration", "CTRI/2020/01/022345"),
        ("EUCTR2015-001234-22-GB", "registration", "EUCTR2015-001234-22-GB"),
        ("JPRN-UMIN000012345", "registration", "UMIN000012345"),
        ("JRCTs031190123", "registration", "jRCTs031190123"),
        ("rbr-6ns8fc", "registration", "RBR-6ns8fc"),
        ("DRKS00012345", "registration", "DRKS00012345"),
        ("KCT0001234", "registration", "KCT0001234"),
    ],
)
def test_an_identifier_is_read_in_every_usual_way_of_writing(text: str, kind: str, value: str) -> None:
    assert read_identifier(text) == Identifier(kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "banana", "notadoi", "10.1126", "10.1126/", "https://doi.org/", "kim-2022-colostrum",
        "NCT0565809", "NCT056580941", "PMC", "0123", "123456789", "https://example.org/a", "doi",
        "a study of NCT05658094", "NCT", "10.12/x", "10.1126/a b",
    ],
)  # fmt: skip
def test_what_is_no_identifier_is_none(text: str) -> None:
    assert read_identifier(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10.1101/2024.01.02.573900v1", "10.1101/2024.01.02.573900v2"),
        ("10.1101/2024.01.02.573900", "10.1101/2024.01.02.573900v2"),
        ("10.21203/rs.3.rs-123456/v1", "10.21203/rs.3.rs-123456/v3"),
        ("10.20944/preprints202301.0001.v1", "10.20944/preprints202301.0001.v2"),
        ("10.12688/f1000research.1234.1", "10.12688/f1000research.1234.2"),
        ("10.1111/JOCD.1", "10.1111/jocd.1"),
    ],
)
def test_versions_of_a_preprint_are_one_document(one: str, other: str) -> None:
    first, second = read_identifier(one), read_identifier(other)
    assert first is not None
    assert second is not None
    assert first.document == second.document


@given(st.text(max_size=60))
def test_no_text_raises_and_what_is_read_is_read_again(text: str) -> None:
    found = read_identifier(text)
    assert found is None or read_identifier(found.value) == found
    plain_address(text)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a",
        "http://www.example.org/a/",
        "https://m.example.org/a?utm_source=x",
        "HTTPS://EXAMPLE.org/A#b",
    ],
)
def test_addresses_of_one_page_are_one(address: str) -> None:
    assert plain_address(address) == "example.org/a"
