"""Claims of earlier releases, which stay under their IRIs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..curation.violations import Violation
from .description import TYPE
from .namespaces import compress, expand

if TYPE_CHECKING:
    import pyoxigraph

    from ..curation.graph import Graph

_CLAIM: Final = expand("exokg:Claim")
_HINT: Final = "exokg diff says why; take the edit back, or add a row to changes.tsv with the reason"


def claims_in(store: pyoxigraph.Store) -> list[str]:
    """The claims of a built dataset as CURIEs, sorted."""
    return sorted(compress(str(quad.subject)[1:-1]) for quad in store.quads_for_pattern(None, TYPE, _CLAIM))


def gone_claims(store: pyoxigraph.Store, graph: Graph) -> list[Violation]:
    """An error for each published claim that is gone and has no row in ``changes.tsv``.

    Args:
        store: what :func:`exokg.rdf.dataset.build_dataset` made.
        graph: what it was made of.
    """
    published = graph.tables["published-claims.tsv"]
    there = {row["what"] for row in graph.tables["changes.tsv"]} | set(claims_in(store) if published else ())
    return [
        Violation(
            published.path, row.line, 1, "published-claim-gone", "ERROR",
            f"{row['claim']} was published in {row['since']} and is gone", _HINT,
        )
        for row in published
        if row["claim"] not in there
    ]  # fmt: skip
