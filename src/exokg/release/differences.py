"""What differs between two states of a graph: claims, findings, records, answers and statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from pyoxigraph import DefaultGraph, Quad
from pyoxigraph import Store as Engine

from ..answers.answering import catalogue
from ..answers.find.aliases import ALIASES
from ..answers.result import Result
from ..errors import ExokgError
from ..rdf.impact import CLAIMS, Claim, changed_values, claims_of, local_name
from ..rdf.namespaces import HYPOTHESES_GRAPH
from ..store import Store
from ..store.embedded import EmbeddedStore
from ..store.solutions import value_of

_OF_ONE_GRAPH: Final = frozenset({".ttl", ".nt", ".rdf", ".owl", ".xml", ".jsonld"})
"""Suffixes of files that hold the default graph alone, also before ``.gz``."""

_FINDINGS: Final = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?finding ?label ?claim WHERE {
  ?finding a exokg:Finding ; rdfs:label ?label .
  OPTIONAL { ?claim a exokg:Claim ; exokg:supportedBy ?finding }
}"""

_RECORDS: Final = """
PREFIX exokg: <https://w3id.org/exokg/ontology/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?record ?label ?status WHERE {
  ?record exokg:readingDepth ?depth ; rdfs:label ?label .
  OPTIONAL { ?record exokg:status ?status }
}"""

_Things = dict[str, tuple[str, set[str]]]
_Said = dict[str, dict[str, list[str]]]


class Change(NamedTuple):
    """One thing that differs.

    Attributes:
        how: *added*, *removed* or *changed*; a claim also *changed direction*, and a finding that supports
            another claim *moved*.
        iri: what; of a claim that changed direction, the new one. For a question, its name.
        label: what it is called.
        values: before and after, by what is different; empty where nothing is said.
        rows: of an answer, its rows that are gone and new, each after ``-`` or ``+``.
    """

    how: str
    iri: str
    label: str
    values: dict[str, tuple[str, str]]
    rows: tuple[str, ...] = ()

    @property
    def gone(self) -> str:
        """The key that the first state has and the second has not; empty if there is none."""
        if self.how == "changed direction":
            return self.values["claim"][0]
        return _key(self.iri) if self.how == "removed" else ""


@dataclass(frozen=True)
class Diff:
    """What leads from one state of a graph to another: true if anything does.

    Attributes:
        removed: the statements that only the first state holds, sorted.
        added: those that only the second holds.
        claims: the claims that differ, as ``findings``, ``records`` and ``questions``, sorted by IRI.
        notes: what was left out of the comparison, a line each.
    """

    removed: list[Quad]
    added: list[Quad]
    claims: list[Change] = field(default_factory=list)
    findings: list[Change] = field(default_factory=list)
    records: list[Change] = field(default_factory=list)
    questions: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)

    def __repr__(self) -> str:
        return f"<Diff: {self.sentence}>"

    @property
    def sentence(self) -> str:
        """How many things of each kind differ."""
        from .difference_texts import sentence

        return sentence(self)

    def explain(self, reasons: Mapping[str, str]) -> None:
        """Say of each claim, finding and record that is gone why it is.

        Args:
            reasons: by name, as ``changes.tsv`` has them.
        """
        for kind, prefix in (("claims", "claim:"), ("findings", ""), ("records", "")):
            changes: list[Change] = getattr(self, kind)
            for place, change in enumerate(changes):
                reason = reasons.get(prefix + change.gone)
                if reason:
                    changes[place] = change._replace(values={**change.values, "reason": ("", reason)})

    def written(self, form: str = "text") -> str:
        """The difference as a document.

        Args:
            form: ``text``, ``markdown``, ``json`` or ``patch``, which is RDF Patch. The last two hold every
                statement that is removed or added.

        Raises:
            FormatError: there is no such format.
        """
        from .difference_texts import write

        return write(self, form)


def compare(
    before: Store, after: Store, ask: tuple[Callable[[str], Result], Callable[[str], Result]] | None = None
) -> Diff:
    """Compare two states of a graph; what is only suggested, and in no export, is left out.

    Args:
        before: the first state.
        after: the second.
        ask: what answers a question in each, where answers are to be compared too.
    """
    old, new, notes = _statements(before, after)
    found = Diff(sorted(old - new, key=str), sorted(new - old, key=str), notes=notes)
    if not found:
        return found
    findings = (_things(before, _FINDINGS), _things(after, _FINDINGS))
    found.claims.extend(_claims(claims_of(before.select(CLAIMS)), claims_of(after.select(CLAIMS))))
    found.findings.extend(_findings(*findings, _said(found.removed), _said(found.added)))
    found.records.extend(_changes(_things(before, _RECORDS), _things(after, _RECORDS), "status"))
    if ask:
        found.questions.extend(_questions(_offered(before) | _offered(after), *ask))
    return found


def _statements(before: Store, after: Store) -> tuple[set[Quad], set[Quad], list[str]]:
    """The statements of both that are compared, and a line on those that are not."""
    old, new = _quads(before), _quads(after)
    paths = [getattr(store, "path", None) for store in (before, after)]
    files = [path for path in paths if isinstance(path, Path)]
    alone = [path for path in files if Path(path.name.lower().removesuffix(".gz")).suffix in _OF_ONE_GRAPH]
    if not alone:
        return old, new, []
    default = DefaultGraph()
    old, new = ({quad for quad in quads if quad.graph_name == default} for quads in (old, new))
    return old, new, [f"{alone[0]} holds the default graph alone: questions and metadata are not compared"]


def _quads(store: Store) -> set[Quad]:
    """The statements of a store; those of an endpoint with numbers written as the engine here writes them."""
    quads = (quad for quad in store.quads() if quad.graph_name != HYPOTHESES_GRAPH)
    if isinstance(store, EmbeddedStore):
        return set(quads)
    engine = Engine()
    engine.extend(quads)
    return set(engine)


def _things(store: Store, query: str) -> _Things:
    things: _Things = {}
    for iri, label, value in store.select(query):
        _, said = things.setdefault(value_of(iri), (value_of(label), set()))
        if value is not None:
            said.add(local_name(value))
    return things


def _changes(old: _Things, new: _Things, what: str) -> Iterator[Change]:
    for iri in sorted(old.keys() | new.keys()):
        label, _ = (new if iri in new else old)[iri]
        was, now = (" ".join(sorted(things[iri][1])) if iri in things else "" for things in (old, new))
        how = _how(iri, old, new)
        if how != "changed" or was != now:
            yield Change(how, iri, label, {what: (was, now)} if was != now else {})


def _key(iri: str) -> str:
    return iri.rpartition("/")[2]


def _how(iri: str, old: Mapping[str, object], new: Mapping[str, object]) -> str:
    return "added" if iri not in old else "changed" if iri in new else "removed"


def _claims(old: dict[str, Claim], new: dict[str, Claim]) -> Iterator[Change]:
    turned = _turned(old, new)
    for iri in sorted((old.keys() | new.keys()) - set(turned.values())):
        source = turned.get(iri, iri)
        values = changed_values(old.get(source), new.get(iri))
        how = _how(iri, old, new)
        if iri in turned:
            how, directions = "changed direction", (old[source].direction, new[iri].direction)
            values = {"direction": directions, "claim": (_key(source), _key(iri))} | values
            values.pop("called", None)  # the directions say it
        if how != "changed" or values:
            yield Change(how, iri, (new.get(iri) or old[iri]).label, values)


def _turned(old: dict[str, Claim], new: dict[str, Claim]) -> dict[str, str]:
    """New claims, each with the one that is gone, where both are the only one of their subject and target."""
    gone = {iri: old[iri].about for iri in old.keys() - new.keys()}
    made = {iri: new[iri].about for iri in new.keys() - old.keys()}
    lost, won = Counter(gone.values()), Counter(made.values())
    places = {about: iri for iri, about in gone.items()}
    return {iri: places[about] for iri, about in made.items() if lost[about] == won[about] == 1}


def _findings(old: _Things, new: _Things, removed: _Said, added: _Said) -> Iterator[Change]:
    """Findings that are gone, new, in another claim, or otherwise described."""
    moved = {change.iri: change for change in _changes(old, new, "claim")}
    for iri in sorted(moved.keys() | (old.keys() & new.keys() & (removed.keys() | added.keys()))):
        if iri in moved and moved[iri].how != "changed":
            yield moved[iri]
            continue
        was, now = removed.get(iri, {}), added.get(iri, {})
        values = {
            name: (" ".join(was.get(name, ())), " ".join(now.get(name, ())))
            for name in sorted(was.keys() | now.keys())
        }
        how, claim = ("moved", moved[iri].values) if iri in moved else ("changed", {})
        yield Change(how, iri, new[iri][0], claim | values)


def _said(quads: Iterable[Quad]) -> _Said:
    """What statements say of each subject, by property."""
    said: _Said = {}
    for quad in quads:
        values = said.setdefault(value_of(quad.subject), {})
        values.setdefault(local_name(quad.predicate), []).append(local_name(quad.object))
    return said


def _offered(store: Store) -> set[str]:
    return {question.name for question in catalogue(store) if question.number != "check"} | ALIASES.keys()


def _questions(
    names: Iterable[str], before: Callable[[str], Result], after: Callable[[str], Result]
) -> Iterator[Change]:
    """Questions that have another answer, whatever the order of its rows."""
    for name in sorted(names):
        (old, was), (new, now) = _rows(before, name), _rows(after, name)
        gone, made = old - new, new - old
        if was == now and not gone and not made:
            continue
        rows = (*(f"- {row}" for row in _listed(gone)), *(f"+ {row}" for row in _listed(made)))
        yield Change("changed", name, name, {"rows": (was, now)} if was != now else {}, rows)


def _rows(ask: Callable[[str], Result], name: str) -> tuple[Counter[tuple[Any, ...]], str]:
    """The rows of an answer and their number, or why there is none."""
    try:
        rows = Counter(tuple(row) for row in ask(name))
    except ExokgError as error:  # its defaults may name a term that this state does not have
        return Counter(), f"no answer: {error.message}"
    return rows, str(rows.total())


def _listed(rows: Counter[tuple[Any, ...]]) -> list[str]:
    return sorted(" | ".join(value_of(cell) for cell in row) for row in rows.elements())
