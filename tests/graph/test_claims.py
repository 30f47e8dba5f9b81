"""What the real graph may not claim: what was found of drugs, inhibitors and other preparations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Rows = Callable[[str], list[tuple[str, ...]]]

CLAIM = "?c exokg:claimSubject ?s ; exokg:claimEffect ?effect ; exokg:claimTarget ?target"


@pytest.mark.parametrize(
    "finding",
    ["vibrissa-dpc-wound-2024_f13", "vibrissa-dpc-wound-2024_f14", "cao-2021-renv_f6", "adsc-dht-wnt_f9"],
)
def test_what_an_inhibitor_did_to_the_effect_of_vesicles_supports_no_claim(finding: str, rows: Rows) -> None:
    assert rows(f"SELECT ?claim {{ ?claim exokg:supportedBy finding:{finding} }}") == []
    assert rows(f"SELECT ?what {{ finding:{finding} exokg:testsRoleOf ?what }}") != []


def test_no_inhibitor_has_a_claim_of_its_own(rows: Rows) -> None:
    assert rows(f"SELECT ?s {{ {CLAIM} . ?s exokg:inhibitorOf ?blocked }}") == []


def test_baricitinib_in_vesicles_lends_no_claim_to_the_cells(rows: Rows) -> None:
    found = rows(f"SELECT ?s {{ {CLAIM} ; exokg:supportedBy finding:tang-2025-baricitinib-ev_f1 }}")
    assert found == [("subject:CHEBI-95341-loaded-vesicles-of-mesenchymal-stromal-cell",)]


def test_a_mechanism_that_might_be_lends_no_claim(rows: Rows) -> None:
    assert rows(f"SELECT ?s {{ {CLAIM} FILTER(?target = obo:GO_0007259) }}") == []
    position = (
        "study:tang-2025-baricitinib-ev ^exokg:reportedBy ?position . ?position exokg:topic obo:GO_0007259"
    )
    assert rows(f"SELECT ?stance {{ {position} ; exokg:stance ?stance }}") == [
        ("code:stance-author-proposal",)
    ]


def test_loaded_against_unloaded_vesicles_is_evidence_for_the_load(rows: Rows) -> None:
    found = rows(
        "SELECT ?kind { finding:tang-2025-baricitinib-ev_f3 exokg:countedUnder/exokg:subjectKind ?kind }"
    )
    assert found == [("code:subjectkind-load-or-carrier",)]


def test_every_source_stays_a_term_and_acts_in_no_claim(rows: Rows) -> None:
    assert rows(f"SELECT ?s {{ {CLAIM} . ?s a exokg:VesicleSource }}") == []
    assert rows("SELECT ?s { ?s a exokg:VesicleSource ; obo:RO_0003001 ?cell }") == []
    ours = "subject:vesicles-of-adipose-msc"
    assert rows(f"SELECT ?cell {{ {ours} obo:RO_0003001 ?cell }}") == [("CL:0002570",)]
    assert rows(f"SELECT ?label {{ {ours} rdfs:label ?label }}") == [
        ("vesicles of adipose mesenchymal stromal cells",)
    ]


def test_two_active_preparations_conflict_with_nothing(rows: Rows) -> None:
    query = "SELECT ?c { ?c a exokg:Conflict ; exokg:findingA|exokg:findingB finding:zhang-2025-circexo_f6 }"
    assert rows(query) == []


def test_a_registration_without_results_stands_on_no_rung(rows: Rows) -> None:
    found = rows(
        "SELECT ?t { ?t a exokg:TrialRegistration ; exokg:rung ?rung "
        "FILTER NOT EXISTS { ?f exokg:reportedBy ?t } }"
    )
    assert found == []
