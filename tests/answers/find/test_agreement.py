"""What count says agrees with the claims, which are counted by queries of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exokg.answers.find.counting import measured
from exokg.model.dimensions import dimensions
from exokg.rdf.namespaces import PREFIXES
from exokg.store.solutions import value_of

if TYPE_CHECKING:
    import exokg.store as stores
    from exokg.answers.find.table import Findings, Rows

CLAIMS = """SELECT ?claim ?subject ?effect ?target ?studies ?separable ?groups ?findings WHERE {
  ?claim a exokg:Claim ; exokg:claimSubject ?subject ; exokg:claimEffect ?effect ; exokg:claimTarget ?target ;
    exokg:independentStudies ?studies ; exokg:separableStudies ?separable ;
    exokg:independentGroups ?groups ; exokg:findingCount ?findings .
}"""
SUPPORT = "SELECT ?claim ?finding WHERE { ?claim a exokg:Claim ; exokg:supportedBy ?finding }"


def having(table: Findings, name: str, value: str) -> Rows:
    """The findings that have exactly this value, not a narrower one."""
    return frozenset(row for row, values in table.column(dimensions()[name]).items() if value in values)


def test_every_count_of_every_claim(table: Findings, real_store: stores.Store) -> None:
    """The findings of a claim, read from its triples, count as the claim says."""
    supporting: dict[str, set[int]] = {}
    for claim, finding in real_store.select(SUPPORT, prefixes=PREFIXES):
        supporting.setdefault(value_of(claim), set()).add(table.places[value_of(finding)])
    for row in real_store.select(CLAIMS, prefixes=PREFIXES):
        claim, subject, effect, target, studies, separable, groups, findings = map(value_of, row)
        rows = frozenset(supporting.pop(claim))
        said = (int(studies), int(separable), int(groups), int(findings))
        counted = [measured(table, rows, of) for of in ("studies", "groups", "findings")]
        apart = measured(table, rows & table.separable, "studies")
        assert (counted[0], apart, counted[1], counted[2]) == said, claim
        alike = having(table, "subject", subject) & having(table, "effect", effect)
        assert rows <= alike & having(table, "target", target) & table.current
    assert not supporting
