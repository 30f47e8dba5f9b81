"""Mechanism paths: how one term may lead to another through the claims of the graph.

Paths are ranked by the degree-weighted path idea of hetionet (Himmelstein and Baranzini 2015,
https://doi.org/10.1371/journal.pcbi.1004259): each step is damped by how many steps of its kind leave
and reach its ends, so that a hub does not win by being one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from ..errors import InputError
from ..model.categories import CATEGORIES
from ..model.effects import DIRECTIONS
from ..rdf.namespaces import compress, expand
from ..store.solutions import Solutions
from .networks import Network

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..curation.terms import Terms

DAMPING: Final = 0.4
"""Exponent on degrees, the value that hetionet settled on."""

_DECIMAL: Final = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
_SIGNS: Final = {expand(one.property).value: one.sign for one in DIRECTIONS if one.sign}
_NULLS: Final = {expand(one.property).value for one in DIRECTIONS if one.sign == 0}
_COLUMNS: Final = ("path", "direction", "weight", "steps", "weakestStep", "sameStudy", "findings")

_Step = tuple[str, str, str]
_Path = tuple[_Step, ...]


def node_of(network: Network, terms: Terms, text: str) -> str:
    """The CURIE of the term that a text names, if there are several, the one in the network.

    A source of vesicles acts in no claim itself: its native vesicles do, else those of another kind.

    Raises:
        UnknownTermError: nothing goes by that name.
        InputError: no term of this name is in a claim.
    """
    named = [term for category in sorted(CATEGORIES) if (term := terms.find(text, [category])) is not None]
    for term in named or [terms.resolve(text)]:
        if expand(term.curie).value in network.nodes:
            return term.curie
        vesicles = f"vesicles-of-{term.curie.partition(':')[2]}"
        of_it = [node["curie"] for node in network.nodes.values() if node["curie"].endswith(vesicles)]
        if term.category == "source" and of_it:
            return min(of_it, key=len)
    found = ", ".join(f"{term.label} ({term.curie})" for term in named)
    raise InputError(f"{text}: {found} is in no claim", "exokg ask claims lists all claims")


def mechanism_paths(
    network: Network, source: str, target: str, *, longest: int = 3, limit: int = 20
) -> Solutions:
    """Paths from one term to another, the most telling first.

    Edges of no detected effect and of comparison are no mechanism and are left out.

    Args:
        network: the network, best with mediators.
        source: CURIE of the term where paths start.
        target: CURIE of the term where they end.
        longest: steps a path may have, 1 to 4.
        limit: rows to give.

    Returns:
        Columns ``path``, ``direction`` (up, down or unknown over the whole path), ``weight``, ``steps``,
        ``weakestStep`` (fewest independent studies behind a step), ``sameStudy`` (whether one study has
        findings on every step) and ``findings``, those of one step separated from the next by ``|``.

    Raises:
        InputError: a number is out of range, or a term is in no claim.
    """
    if not 1 <= longest <= 4:
        raise InputError(f"--longest is {longest}", "a path has 1 to 4 steps")
    if limit < 1:
        raise InputError(f"--limit is {limit}", "ask for at least one row")
    start, end = expand(source).value, expand(target).value
    for iri, curie in ((start, source), (end, target)):
        if iri not in network.nodes:
            raise InputError(f"{curie} is in no claim", "exokg ask claims lists all claims")
    moving = {step: data for step, data in network.edges.items() if data["effect"] not in _NULLS}
    paths = _joining(moving, start, end, longest) if start != end else ()
    return _ranked(Network(network.nodes, moving), paths, limit)


def _joining(edges: Collection[_Step], start: str, end: str, longest: int) -> Iterator[_Path]:
    """Every path of at most so many steps that enters no node twice."""
    leaving: dict[str, list[_Step]] = {}
    for step in edges:
        leaving.setdefault(step[0], []).append(step)
    within = [{end}]  # nodes from which the end is at most 0, 1, 2 … steps away
    for _ in range(1, longest):
        within.append(within[-1] | {source for source, target, _ in edges if target in within[-1]})
    paths: list[_Path] = [(step,) for step in leaving.get(start, ()) if step[1] != start]
    for left in reversed(range(longest)):
        yield from (path for path in paths if path[-1][1] == end)
        paths = [
            (*path, step)
            for path in paths
            if path[-1][1] != end and path[-1][1] in within[left]
            for step in leaving.get(path[-1][1], ())
            if step[1] != start and all(step[1] != passed for _, passed, _ in path)
        ]


def _ranked(network: Network, paths: Iterable[_Path], limit: int) -> Solutions:
    degrees = Counter(
        end
        for (source, target, _), data in network.edges.items()
        for end in (("out", source, data["effect"]), ("in", target, data["effect"]))
    )
    scored = sorted(
        ((_weight(network, path, degrees), _written(network, path), path) for path in paths),
        key=lambda entry: (-entry[0], entry[1]),
    )
    return Solutions(_COLUMNS, [_row(network, *entry) for entry in scored[:limit]])


def _weight(network: Network, path: _Path, degrees: Counter[tuple[str, str, str]]) -> float:
    """The product of the damped degrees of every step's two ends, for its kind of step."""
    weight = 1.0
    for step in path:
        source, target, _ = step
        effect = network.edges[step]["effect"]
        weight *= float(degrees["out", source, effect] * degrees["in", target, effect]) ** -DAMPING
    return round(weight, 6)


def _written(network: Network, path: _Path) -> str:
    text = network.nodes[path[0][0]]["label"]
    for step in path:
        text += f" → {network.edges[step]['label']} → {network.nodes[step[1]]['label']}"
    return text


def _direction(network: Network, path: _Path) -> str:
    sign = 1
    for step in path:
        sign *= _SIGNS.get(network.edges[step]["effect"], 0)
    return {1: "up", -1: "down"}.get(sign, "unknown")


def _row(network: Network, weight: float, text: str, path: _Path) -> tuple[Literal, ...]:
    weakest = min(network.edges[step]["studies"] for step in path)
    findings = [[compress(iri) for iri in network.edges[step]["findings"].split()] for step in path]
    studies = [{finding.rpartition(":")[2].partition("_")[0] for finding in step} for step in findings]
    return (
        Literal(text),
        Literal(_direction(network, path)),
        Literal(f"{weight:.6f}", datatype=_DECIMAL),
        Literal(len(path)),
        Literal(weakest),
        Literal("yes" if set.intersection(*studies) else "no"),
        Literal(" | ".join(map(" ".join, findings))),
    )
