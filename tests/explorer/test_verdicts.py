"""The verdict of the explorer's panel and that of everything else are one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode

from exokg.answers.verdicts import verdicts
from exokg.rdf.namespaces import compress

from .conftest import rows, said_by_page

if TYPE_CHECKING:
    from exokg.store.embedded import EmbeddedStore

pytestmark = pytest.mark.slow
SOURCES = "PREFIX exokg: <https://w3id.org/exokg/ontology/> SELECT DISTINCT ?s { ?f exokg:countedUnder ?s }"


def known(store: EmbeddedStore) -> dict[str, str]:
    return {
        f"{compress(one.source.iri)} {compress(one.target.iri)}": one.text
        for (source,) in rows(store, SOURCES)
        for one in verdicts(store, NamedNode(source))
    }


@pytest.mark.needs("node packages")
@pytest.mark.parametrize("graph", ["store", "real_store"])
def test_panel_and_pages_say_the_same_of_every_pair(graph: str, request: pytest.FixtureRequest) -> None:
    store = request.getfixturevalue(graph)
    ours, page = known(store), said_by_page(store)["verdicts"]
    assert page
    assert {pair: ours.get(pair) for pair in page} == page
    assert len(ours) - len(page) <= 1 + len(ours) // 100, "only what shares a box with something uncounted"


def test_a_node_has_the_verdicts_of_what_it_is_about(store: EmbeddedStore) -> None:
    head = "PREFIX exokg: <https://w3id.org/exokg/ontology/> "
    claim, finding, record, source, target = rows(
        store,
        head
        + "SELECT ?c ?f ?r ?s ?t { ?c exokg:supportedBy ?f ; exokg:claimSubject ?s ; exokg:claimTarget ?t . "
        "?f exokg:reportedBy ?r } ORDER BY ?c ?f LIMIT 1",
    )[0]
    [of_claim] = verdicts(store, NamedNode(claim))
    assert (of_claim.source.iri, of_claim.target.iri) == (source, target)
    assert verdicts(store, NamedNode(finding)) == [of_claim]
    for node in (record, source, target):
        assert of_claim in verdicts(store, NamedNode(node)), node
    assert verdicts(store, NamedNode("https://w3id.org/exokg/term/no-such-term")) == []
