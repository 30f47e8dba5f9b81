"""Rules about what ``terms.tsv`` says of a term beside its identity: its group, and what is wanted of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model.groups import GROUPED, GROUPS
from ...model.lists import Valence, words_of
from ..graph import Graph
from ..hints import held_names, is_symbol, spoken
from ..spelling import normal_form
from ..terms import Term
from .registry import Place, on_tables
from .termtable import rows

_ALIKE: Final = (
    {"source", "cell", "anatomy", "species"},
    {"evidence", "technique"},
    {"route", "intervention"},
)
"""Categories whose terms may share names, because no field takes two of them and they mean the same thing."""

_OPPOSITES: Final = {"more wanted", "less wanted"}


def _current(graph: Graph) -> Iterator[tuple[Term, tuple[str, int, int]]]:
    """Yield every term in use with path, line and column of its row."""
    return ((term, place) for term, place in rows(graph) if term.obsolete is None)


def _names(lanes: tuple[str, ...]) -> str:
    return " / ".join(name for name, group in GROUPS.items() if group.lane in lanes)


@on_tables("term-group", "ERROR")
def term_group(graph: Graph) -> Iterator[Place]:
    """Everything that findings are about has a group."""
    for term, place in _current(graph):
        lanes = GROUPED.get(term.category)
        if term.group is None:
            if lanes is not None:
                yield *place, f"{term.label} has no group", f"write one of: {_names(lanes)}"
        elif term.group not in GROUPS:
            yield *place, f"{term.group} is not a group", f"write one of: {_names(lanes or ('tested in',))}"
        elif lanes is not None and GROUPS[term.group].lane not in lanes:
            message = (
                f"{term.group} is a group of the lane {GROUPS[term.group].lane}, not for a {term.category}"
            )
            yield *place, message, f"write one of: {_names(lanes)}"


@on_tables("term-valence", "ERROR")
def term_valence(graph: Graph) -> Iterator[Place]:
    """An outcome says whether more or less of it is wanted, and why."""
    for term, place in _current(graph):
        outcome = term.group in GROUPS and GROUPS[term.group].lane == "outcome"
        if term.valence is None and outcome:
            yield *place, f"{term.label} has no valence", f"write one of: {' / '.join(words_of(Valence))}"
        elif term.valence is not None and term.valence not in words_of(Valence):
            message = f"{term.valence} is not a valence"
            yield *place, message, f"write one of: {' / '.join(words_of(Valence))}"
        elif term.valence is not None and term.valence_reason is None:
            yield *place, f"the valence of {term.label} has no reason", "write why into valence-reason"


@on_tables("opposite-states", "ERROR")
def opposite_states(graph: Graph) -> Iterator[Place]:
    """Opposite states share no parent."""
    below: dict[str, Term] = {}
    for term, place in _current(graph):
        if term.valence not in _OPPOSITES:
            continue
        for above in graph.terms.above(term):
            other = below.setdefault(above.curie, above if above.valence in _OPPOSITES else term)
            if other.valence != term.valence:
                said = " and ".join(f"{one.label} ({one.valence})" for one in (term, other))
                message = f"{said} are both {above.label}"
                yield *place, message, "give one of the two another parent"
                break


@on_tables("unit-without-ucum", "ERROR")
def unit_without_ucum(graph: Graph) -> Iterator[Place]:
    """A unit has a code of UCUM."""
    for term, place in _current(graph):
        if term.category == "unit" and not term.ucum:
            yield *place, f"{term.label} has no UCUM code", "write exokg:ucum and the code into mapping"


@on_tables("synonym-is-other-term", "ERROR")
def synonym_is_other_term(graph: Graph) -> Iterator[Place]:
    """A name means one thing in all categories."""
    owners: dict[str, list[tuple[Term, str]]] = {}
    for term, _place in _current(graph):
        for name in (term.label, *term.synonyms) if term.category != "unit" else ():
            owners.setdefault(normal_form(name), []).append((term, name))
    for term, place in _current(graph):
        for name in dict.fromkeys((term.label, *term.synonyms)) if term.category != "unit" else ():
            named = owners[normal_form(name)]
            other = next((one for one, said in named if _other_thing(term, one, (name, said))), None)
            if other is not None:
                message = f"{name} also is the {other.category} {other.curie}"
                yield *place, message, "delete the synonym, or rename one of the two"


def _other_thing(term: Term, other: Term, names: tuple[str, str]) -> bool:
    """Return whether a name of *term* is wrong as one of *other*: a synonym gives way, else the later row."""
    mine, theirs = (names[0] != term.label, term.line), (names[1] != other.label, other.line)
    if other.curie == term.curie or other.category == term.category or mine < theirs:
        return False
    alike = any({term.category, other.category} <= pair for pair in _ALIKE)
    said = {f"skos:{kind}Match {of.curie}" for kind in ("exact", "close") for of in (term, other)}
    return not alike and said.isdisjoint({*term.mapping, *other.mapping})


@on_tables("synonym-holds-other-molecule", "ERROR")
def synonym_holds_other_molecule(graph: Graph) -> Iterator[Place]:
    """A synonym names no other molecule."""
    owners: dict[tuple[str, ...], Term] = {}
    for term, _place in _current(graph):
        for name in (term.label, *term.synonyms) if term.category == "molecule" else ():
            if len(name) > 2 and is_symbol(name):
                owners.setdefault(spoken(name), term)
    for term, place in _current(graph):
        own = {owners[held].curie for held in held_names(term.label) if held in owners} | {term.curie}
        for synonym in term.synonyms if term.category == "molecule" else ():
            others = [owners[held] for held in held_names(synonym) if held in owners]
            other = next((one for one in others if one.curie not in own), None)
            if other is not None and other not in graph.terms.above(term):
                message = f"the synonym {synonym} names {other.label} ({other.curie})"
                yield *place, message, f"delete it, or make it a synonym of {other.label}"
