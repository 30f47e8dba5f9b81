"""The free network: sources, studies, cells, pathways and outcomes as pyvis draws them, to be dragged about.

The page is pyvis's own, made offline: no external address, a title, a policy. networkx gives the nodes their
first places, the same for the same records; from there physics moves them.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Any, Final

from ..model.effects import DIRECTIONS
from .lanes import lanes
from .sheets import read_meta, read_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx
    from pyvis.network import Network

    from ..store import Store
    from .sheets import Sheet

_SCRIPT: Final = re.compile(r"(<script\b[^>]*>.*?</script>)", re.DOTALL)
_SOURCE_MAP: Final = re.compile(r"//# sourceMappingURL=[^\s<]+")
_OUTSIDE: Final = re.compile(r"<link\b[^>]*href=\"https?:[^>]*>|<!--.*?-->", re.DOTALL)


_SHAPES: Final = {
    1: ("hexagon", "#E69F00"),
    2: ("dot", "#56B4E9"),
    3: ("box", "#F0E442"),
    4: ("square", "#009E73"),
    5: ("star", "#D55E00"),
}
"""Column of the lanes → shape and fill of a node: no kind shows by colour alone, and the fills are of the
palette of Okabe and Ito, which colour-blind readers can tell apart."""
_LINES: Final = {direction.property: direction for direction in DIRECTIONS}
_STUDY: Final = "#8C8C8C"
_SCALE: Final = 1500
_SEED: Final = 7


def render_free(store: Store) -> str:
    """The free network as one page, cleaned of pyvis's addresses of content networks.

    No text of the graph becomes HTML there: labels are drawn on a canvas and nothing else is passed on.
    """
    title = read_meta(store).get("title", "exokg")
    return _cleaned(pyvis_network(free_network(read_sheets(store))).generate_html(notebook=False), title)


def free_network(sheets: Mapping[str, Sheet]) -> networkx.MultiDiGraph[str]:
    """Every finding as edges: source → study → tested in → mechanism → outcome, and each claim as one edge.

    Nodes have ``label`` and ``column`` (1 source, 2 study, 3 tested in, 4 mechanism, 5 outcome); an edge of a
    claim has ``effect`` and ``studies``.
    """
    import networkx

    columns = lanes(sheets)
    items = columns["items"]
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for key, label, group in items:
        graph.add_node(key, label=label, column=columns["groups"][group][0])
    for row, steps in zip(sheets["findings"].rows, columns["findings"], strict=True):
        if steps is not None:
            study, (source, system, through, outcome) = str(row["reportedBy"]), steps
            graph.add_node(study, label=study.partition(":")[2], column=2)
            way = [
                items[source][0],
                study,
                *(items[one][0] for one in (system, *through, outcome) if one >= 0),
            ]
            graph.add_edges_from((one, other, "way") for one, other in pairwise(way))
    for claim in sheets["claims"].rows:
        source, target = str(claim["claimSubject"]), str(claim["claimTarget"])
        if source in graph and target in graph:
            studies = int(str(claim.get("independentStudies", "1")))
            graph.add_edge(
                source, target, str(claim["id"]), effect=str(claim["claimEffect"]), studies=studies
            )
    graph.remove_nodes_from([node for node, degree in dict(graph.degree()).items() if not degree])
    return graph


def pyvis_network(graph: networkx.MultiDiGraph[str]) -> Network:
    """The network as pyvis holds it; undirected ones would drop parallel edges, and studies disagree."""
    import networkx
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", height="100vh")
    places = networkx.spring_layout(networkx.Graph(graph), seed=_SEED, iterations=60)
    for node, about in sorted(graph.nodes(data=True)):
        shape, fill = _SHAPES[about["column"]]
        x, y = (round(float(part) * _SCALE) for part in places[node])
        network.add_node(node, label=about["label"], shape=shape, color=fill, x=x, y=y)
    for source, target, about in sorted(
        graph.edges(data=True), key=lambda edge: (edge[0], edge[1], str(edge[2]))
    ):
        network.add_edge(source, target, **_line(about))
    network.set_edge_smooth("dynamic")
    return network


def _line(about: Mapping[str, Any]) -> dict[str, Any]:
    """A claim in the colour and dashes of its direction, as wide as its studies; a step of a study thin."""
    direction = _LINES.get(about.get("effect", ""))
    if direction is None:
        return {"color": _STUDY, "width": 0.5, "arrows": ""}
    return {
        "color": direction.colour,
        "dashes": list(direction.dashes) or False,
        "width": 1 + min(about["studies"], 6),
        "arrows": {"to": {"enabled": bool(direction.head), "type": direction.head or "arrow"}},
    }


def _cleaned(page: str, title: str) -> str:
    """The page without what it would load; what is searched is the markup between the scripts."""
    parts = _SCRIPT.split(page.replace("\r\n", "\n"))
    scripts = [_SOURCE_MAP.sub("", part) for part in parts[1::2] if " src=" not in part.partition(">")[0]]
    kept = iter(range(len(scripts)))
    marks = ["" if " src=" in part.partition(">")[0] else f"\x00{next(kept)}\x00" for part in parts[1::2]]
    markup = "".join(text for pair in zip_longest(parts[::2], marks, fillvalue="") for text in pair)
    page = re.sub(r"\x00(\d+)\x00", lambda mark: scripts[int(mark[1])], _OUTSIDE.sub("", markup))
    hashes = " ".join(_hash(part.partition(">")[2].removesuffix("</script>")) for part in scripts)
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    head = (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{html.escape(title)}</title>"
    )
    page = page.replace("<html>", '<!DOCTYPE html>\n<html lang="en">', 1)
    return page.replace('<meta charset="utf-8">', head, 1)


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") + "'"
