"""The graph as one Python object."""

from __future__ import annotations

from typing import TYPE_CHECKING

import exokg
from exokg.store.solutions import Solutions

if TYPE_CHECKING:
    from pathlib import Path


def test_ask_and_hand_over(built: Path) -> None:
    kg = exokg.load(store=built)
    answer = kg.query("SELECT (COUNT(?s) AS ?n) { ?s a exokg:Study }")
    assert isinstance(answer, Solutions)
    (count,) = next(iter(answer))
    assert int(getattr(count, "value", 0)) > 18
    assert len(kg.ask("conflicts")) > 0
    dataset = kg.to_rdflib()
    assert len(list(dataset.quads())) == len(list(kg.store.quads()))
    assert "study:kim-2022-colostrum a exokg:Study" in dataset.default_graph.serialize(format="turtle")
    graph = kg.to_networkx()
    claims = kg.query("SELECT DISTINCT ?c { ?c a exokg:Claim }")
    assert graph.number_of_edges() == len(list(claims))  # type: ignore[arg-type]
    assert all(data["label"] for _, data in graph.nodes(data=True))
    assert {key for _, _, key in graph.edges(keys=True)} == {
        data["claim"] for _, _, data in graph.edges(data=True)
    }
