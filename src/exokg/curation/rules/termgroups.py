"""Rules about what ``terms.tsv`` says of a term beside its identity: its group, and what is wanted of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model.groups import GROUPED, GROUPS
from ...model.lists import words_of
from ...model.valence import Valence
from ..hints import held_names, is_symbol, spoken
from ..spelling import normal_form
from .registry import Place, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph import Graph
    from ..terms import Term

rules: Final = Register()

_ALIKE: Final = (
    {"source", "cell", "anatomy", "species"},
    {"evidence", "technique"},
    {"route", "intervention"},
)
"""Categories whose terms may share names, because no field takes two of them and they mean the same thing."""

_OPPOSITES: Final = {"more wanted", "less wanted"}


def _current(graph: Graph) -> Iterator[tuple[Term, tuple[str, int, int]]]:
    """Yield every term in use with path, line and column of its row."""
    for term in sorted(graph.terms, key=lambda term: term.line):
        if term.obsolete is None:
            yield term, (graph.terms.path, term.line, 1)


def _names(lanes: tuple[str, ...]) -> str:
    return " / ".join(name for name, group in GROUPS.items() if group.lane in lanes)


@rules.on_graph("term-group", "ERROR")
def term_group(graph: Graph) -> Iterator[Place]:
    """Everything that findings are about has a group.

    Problem: A source, cell, pathway, process, molecule or outcome has no group, or one of the wrong kind,
    so pictures and roll-ups would leave its findings out.

    Solution: Write the name of a group into the cell ``group``. The groups, their order and what belongs to
    each are in ``src/exokg/model/groups.py``.

    Example: ``density, count, coverage`` for ``hair density``
    """
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


@rules.on_graph("term-valence", "ERROR")
def term_valence(graph: Graph) -> Iterator[Place]:
    """An outcome says whether more or less of it is wanted, and why.

    Problem: An outcome does not say whether more or less of it is wanted, or gives no reason. Without it
    nobody can ask what was reported against hair: less shedding is good, less density is not.

    Solution: Write ``more wanted``, ``less wanted`` or ``not agreed`` into the cell ``valence``, and the
    reason, or who says so, into ``valence-reason``.

    Example: ``less wanted`` for ``hair shedding``, because ``Hairs lost are the complaint.``
    """
    for term, place in _current(graph):
        outcome = term.group in GROUPS and GROUPS[term.group].lane == "outcome"
        if term.valence is None and outcome:
            yield *place, f"{term.label} has no valence", f"write one of: {' / '.join(words_of(Valence))}"
        elif term.valence is not None and term.valence not in words_of(Valence):
            message = f"{term.valence} is not a valence"
            yield *place, message, f"write one of: {' / '.join(words_of(Valence))}"
        elif term.valence is not None and term.valence_reason is None:
            yield *place, f"the valence of {term.label} has no reason", "write why into valence-reason"


@rules.on_graph("opposite-states", "ERROR")
def opposite_states(graph: Graph) -> Iterator[Place]:
    """Opposite states share no parent.

    Problem: Of one term below a parent more is wanted, of another less. A question that includes narrower
    terms adds up their directions, and would add an increase of the one to an increase of the other.

    Solution: Give one of the two another parent, or none. To show them together, give them one group.

    Example: ``anagen entry`` below ``growth phase of hair follicles``, ``catagen entry`` below nothing
    """
    below: dict[str, Term] = {}
    for term, place in _current(graph):
        if term.valence not in _OPPOSITES:
            continue
        for above in _above(term, graph):
            other = below.setdefault(above.curie, above if above.valence in _OPPOSITES else term)
            if other.valence != term.valence:
                said = " and ".join(f"{one.label} ({one.valence})" for one in (term, other))
                message = f"{said} are both {above.label}"
                yield *place, message, "give one of the two another parent"
                break


@rules.on_graph("unit-without-ucum", "ERROR")
def unit_without_ucum(graph: Graph) -> Iterator[Place]:
    """A unit has a code of UCUM.

    Problem: A unit does not say what it is called in the Unified Code for Units of Measure
    (https://ucum.org), so other programs cannot read its numbers.

    Solution: Write ``exokg:ucum`` and the code into the cell ``mapping``. What is counted goes into braces:
    ``{hairs}/cm2``. The code names no substance: a microgram of protein is ``ug``.

    Example: ``exokg:ucum ug/mL``
    """
    for term, place in _current(graph):
        if term.category == "unit" and not term.ucum:
            yield *place, f"{term.label} has no UCUM code", "write exokg:ucum and the code into mapping"


@rules.on_graph("synonym-is-other-term", "ERROR")
def synonym_is_other_term(graph: Graph) -> Iterator[Place]:
    """A name means one thing in all categories.

    Problem: A name of a term, in whatever spelling, also names a term of another category, so one word means
    two things: a disease and its severity, a cell and how many there are, a pathway and a gene. (A source may
    be called after its cell, and two terms that a mapping calls an exact or close match may share names.)

    Solution: Delete the synonym, or write what tells the two apart.

    Example: ``AGA severity``, not ``androgenetic alopecia``, for ``severity of androgenetic alopecia``
    """
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


@rules.on_graph("synonym-holds-other-molecule", "ERROR")
def synonym_holds_other_molecule(graph: Graph) -> Iterator[Place]:
    """A synonym names no other molecule.

    Problem: A synonym holds the symbol of a molecule that the label of its term does not name. Whoever writes
    or looks up that symbol would be led to another thing.

    Solution: Delete the synonym, or make it one of the molecule it names.

    Example: ``Frizzled-7``, not ``LEF1 protein level``, for ``FZD7``
    """
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
            if other is not None and other not in _above(term, graph):
                message = f"the synonym {synonym} names {other.label} ({other.curie})"
                yield *place, message, f"delete it, or make it a synonym of {other.label}"


def _above(term: Term, graph: Graph) -> Iterator[Term]:
    seen = {term.curie}
    above = graph.terms.get(term.parent) if term.parent else None
    while above is not None and above.curie not in seen:
        seen.add(above.curie)
        yield above
        above = graph.terms.get(above.parent) if above.parent else None
