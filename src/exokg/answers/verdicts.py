"""The verdict of every source and target that something is about, from what the graph says of its results."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Final

from pyoxigraph import NamedNode

from ..model.effects import DIRECTIONS
from ..model.rungs import LADDER
from ..rdf.findings import SEEN
from ..rdf.namespaces import compress
from ..store import Store
from ..store.solutions import value_of
from .descriptions import Value, Verdict
from .verdict_words import BETWEEN, TOGETHER, Seen, verdict

_Row = Mapping[str, str]

_QUERY: Final = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX code: <https://w3id.org/exokg/code/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?source ?target ?node ?sourceName ?targetName ?effect ?harm ?rung ?separability ?contrast ?became
       ?claim ?record ?cohort WHERE {{
  {{ SELECT DISTINCT ?source ?target WHERE {{
    {{ {iri} exokg:claimSubject ?source ; exokg:claimTarget ?target }}
    UNION {{ {iri} exokg:countedUnder ?source ; exokg:target|exokg:event ?target }}
    UNION {{ ?one exokg:reportedBy|exokg:subject|exokg:countedUnder|exokg:target|exokg:event {iri} ;
             exokg:countedUnder ?source ; exokg:target|exokg:event ?target }}
    UNION {{ ?source exokg:ofSource {iri} .
             ?one exokg:countedUnder ?source ; exokg:target|exokg:event ?target }}
  }} }}
  ?node exokg:countedUnder ?source ; exokg:target|exokg:event ?target ; exokg:reportedBy ?record .
  ?record a exokg:Study .
  FILTER NOT EXISTS {{ ?record exokg:status code:status-retracted }}
  OPTIONAL {{ ?source rdfs:label ?sourceName }} OPTIONAL {{ ?target rdfs:label ?targetName }}
  OPTIONAL {{ ?node exokg:effect ?effect }} OPTIONAL {{ ?node exokg:harmState ?harm }}
  OPTIONAL {{ ?node exokg:rung ?rung }} OPTIONAL {{ ?node exokg:separability ?separability }}
  OPTIONAL {{ ?node exokg:contrast ?contrast }} OPTIONAL {{ ?node exokg:effectBecame ?became }}
  OPTIONAL {{ ?claim exokg:supportedBy ?node }} OPTIONAL {{ ?record exokg:inCohort ?cohort }}
}} ORDER BY ?source ?target ?node
"""
_STYLES: Final = {one.property: "none" if one.style == "same" else one.style for one in DIRECTIONS}
_HARMS: Final = {"code:harmstate-observed": "harm", "code:harmstate-none-observed": "clear"}
_RUNGS: Final = {f"code:rung-{rung.replace(' ', '-')}": place for place, rung in enumerate(LADDER, 1)}
_DOUBTS: Final = {"separable": "", "between-preparations": BETWEEN, "": ""}


def verdicts_query(node: NamedNode) -> str:
    """The query for the results that the verdicts about a node weigh."""
    return _QUERY.format(iri=node)


def verdicts(store: Store, node: NamedNode) -> list[Verdict]:
    """The verdict of every source and target that a node is about: most studies first.

    Args:
        store: the graph.
        node: a claim, result, record, preparation, term, or what vesicles come from.
    """
    rows = _kept(store, node) if store.kept.holds(SEEN) else _asked(store, node)
    found = []
    for (source, target), own in groupby(rows, lambda row: (row["source"], row["target"])):
        results = list(own)
        names = [results[0].get(f"{name}Name", "") for name in ("source", "target")]
        if seen := _seen(results):
            ends = [
                Value(name or compress(iri), iri) for name, iri in zip(names, (source, target), strict=True)
            ]
            studies = frozenset().union(*(one.cohorts for one in seen))
            found.append(Verdict(ends[0], ends[1], verdict(seen), len(studies)))
    return sorted(found, key=lambda one: (-one.studies, one.source.text, one.target.text))


def _asked(store: Store, node: NamedNode) -> list[_Row]:
    """What the results saw that the verdicts about a node weigh; by source, target and result."""
    rows = store.select(verdicts_query(node)).bindings()
    return [{name: value_of(term) for name, term in row.items()} for row in rows]


_ABOUT: Final = ("node", "subject", "source", "origin", "target", "claim", "record")
"""Columns of :data:`SEEN` by which a result makes a node be about its source and target."""


def _kept(store: Store, node: NamedNode) -> list[_Row]:
    """The same from what is kept of all results, which takes as long for a term that thousands name."""
    names = re.findall(r"\?(\w+)", SEEN.partition("WHERE")[0])
    columns = dict(zip(names, (list(column) for column in store.kept.columns(SEEN)), strict=False))
    if not columns:
        return []
    ends = list(zip(columns["source"], columns["target"], strict=True))
    wanted = {ends[at] for name in _ABOUT for at, iri in enumerate(columns[name]) if iri == node.value}
    found = [at for at, pair in enumerate(ends) if pair in wanted and columns["counts"][at] == "true"]
    rows = [{name: column[at] for name, column in columns.items() if column[at]} for at in found]
    return sorted(rows, key=lambda row: (row["source"], row["target"], row["node"]))


def _seen(rows: Iterable[_Row]) -> list[Seen]:
    """One for each result; its cohorts and claims are on rows of their own."""
    found = []
    for _, own in groupby(rows, lambda row: row["node"]):
        every = list(own)
        said = {name: compress(text) for name, text in every[0].items()}
        harm, effect = said.get("harm"), said.get("effect", "")
        style = _HARMS.get(harm, "") if harm else _STYLES.get(effect, "plain")
        if said.get("became") and not said.get("claim"):
            style = "named"
        cohorts = frozenset(row.get("cohort") or row["record"] for row in every)
        rung = _RUNGS.get(said.get("rung", ""), 0)
        doubt = _DOUBTS.get(said.get("separability", "").removeprefix("code:separability-"), TOGETHER)
        found.append(Seen(style, rung, doubt, said.get("contrast") == "code:contrast-unclear", cohorts))
    return [one for one in found if one.style]
