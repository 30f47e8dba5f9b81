"""The network of claims: sources and what they were tested on, one edge for each direction of effect.

Collected with pyvis (``Network(directed=True)``: an undirected one drops parallel edges, and studies
that disagree *are* parallel edges), with places computed by :mod:`.layout`. What is drawn, how, is
decided by the page's own renderer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..model.categories import CATEGORIES, FILLS
from ..model.effects import DIRECTIONS
from .layout import Place, place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyvis.network import Network

    from ..model.effects import Direction
    from .sheets import Row, Sheet

__all__ = ["EFFECT_LINES", "SHAPES", "build_network"]

SHAPES: Final = {category.cls: category.shape for category in CATEGORIES.values() if category.shape}
"""Class of a node → shape, so that no class is shown by colour alone."""


def _line(direction: Direction) -> dict[str, Any]:
    """Colour, dashes and arrow head of an edge, as vis-network takes them."""
    head = {"enabled": True, "type": direction.head} if direction.head else {"enabled": False}
    dashes = list(direction.dashes) or False
    return {"color": direction.colour, "dashes": dashes, "arrows": {"to": head}}


EFFECT_LINES: Final = {direction.property: _line(direction) for direction in DIRECTIONS}
"""Effect → colour, line style and arrow head."""


def build_network(sheets: Mapping[str, Sheet]) -> Network:
    """The network of every claim, sorted, placed, with physics off."""
    from pyvis.network import Network

    claims = sheets["claims"].rows
    terms = {str(row["id"]): row for row in sheets["terms"].rows}
    network = Network(directed=True, cdn_resources="in_line", height="100vh")
    ends = sorted({str(claim[end]) for claim in claims for end in ("claimSubject", "claimTarget")})
    places = place(ends, [_ends(claim) for claim in claims])
    for end in ends:
        _add_node(network, end, terms.get(end, {"id": end, "class": "Molecule", "label": end}), places[end])
    for claim in claims:
        _add_edge(network, claim)
    network.toggle_physics(status=False)
    return network


def _ends(claim: Row) -> tuple[str, str]:
    return str(claim["claimSubject"]), str(claim["claimTarget"])


def _add_node(network: Network, identity: str, term: Row, at: Place) -> None:
    shape = SHAPES.get(str(term["class"]), "diamond")
    label = str(term.get("label", identity))
    network.add_node(identity, label=label, shape=shape, color=FILLS[shape], x=at[0], y=at[1])


def _add_edge(network: Network, claim: Row) -> None:
    source, target = _ends(claim)
    line = EFFECT_LINES.get(str(claim["claimEffect"]), EFFECT_LINES["exokg:comparableOn"])
    studies = int(str(claim.get("independentStudies", "1")))
    network.add_edge(source, target, id=str(claim["id"]), width=1 + min(studies, 6), **line)
