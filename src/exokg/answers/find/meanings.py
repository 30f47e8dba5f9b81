"""The names that free words may be: terms, groups, codes, papers, and wordings of directions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...curation.spelling import normal_form, words_of
from ...model.dimensions import dimensions
from ...model.effects import DIRECTIONS
from ...model.groups import GROUPS
from ...model.rungs import HUMAN_RUNGS
from ...rdf.namespaces import code, expand
from .filters import STATES, Filter, index
from .plain_words import CODED, DIRECTED, NAMED, RUNGS, TERMED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...curation.terms import Term
    from .table import Findings

    Meant = dict[str, set[str]]


_OUTCOMES: Final = ("hair outcome", "clinical outcome", "skin outcome", "delivery outcome")
_PLACES: Final = {
    **{one: one for one in ("source", "cell", "molecule", "species", "condition", "country", "route")},
    **dict.fromkeys(("pathway", "process", *_OUTCOMES), "target"),
    "intervention": "given-too",
    "technique": "assay",
    "anatomy": "tissue",
    "safety outcome": "harm",
}
"""Category of terms → the dimension that free words mean by them; names of harms lead to their question."""
_ALSO: Final = {
    "assay": ("isolation", "characterisation"), "given-too": ("drug", "loaded-with"), "target": ("via",),
}  # fmt: skip
"""Dimension → others in which its values are looked for, too."""
_ROLES: Final = ("molecule", "subject", "given-too", "loaded-with")
"""Dimensions of what was given: a drug or material that is left out must be in none of them."""
ENDINGS: Final = ("cell", "stemcell", "mesenchymalstromalcell")
"""What a tissue's name lacks to be the name of its cells, in normal form."""
DRUGS: Final = frozenset({"molecule", "given-too"})
"""What a name must be to be a drug that vesicles hold or something was compared with."""
_CODES: Final = ("kind", "design", "design-feature", "comparator")
"""Dimensions whose codes are names, where they are more than one word or say what no other list says."""
_PLAIN: Final = frozenset({"not shown", "animal", "ambiguous", "parallel", "not a study"})
_STEM_CELL: Final = re.compile(
    r"(?:human )?(?P<tissue>[\w' ]+?)(?: tissue)?(?:[ -]derived)?(?P<mesenchymal> mesenchymal)?"
    r" (?:stem|stromal) cells?"
)


def known_names(table: Findings) -> dict[str, Meant]:
    """Normal form of a name → dimension → IRIs, for terms, groups and codes; kept with the table."""
    found = table.known_names
    if found:
        return found
    terms = [term for term in table.terms if term.category in _PLACES and not term.obsolete]
    _name(terms, found)
    for name, iri in (*_abbreviated(terms), *_shortened(terms)):
        form = normal_form(name)
        if form not in found or re.search("mesenchymal|MSC", name):  # no cell is called so for short
            found.setdefault(form, {}).setdefault("source", {iri})
    for names, meant in TERMED:
        held = {role: {expand(curie).value for curie in curies} for role, curies in meant.items()}
        found |= {normal_form(name): held for name in names}
    stem = {expand(term.curie).value for term in terms for _ in _tissues(term)}
    stem |= {
        expand(one.curie).value for one in terms if one.category == "source" and "stem cell" in one.label
    }
    found[normal_form("stem cell")] = {"source": stem}
    for name, group in GROUPS.items():
        role = {"source": "source", "tested in": "tested-in"}.get(group.lane, "target")
        found.setdefault(normal_form(name), {}).setdefault(role, {code("displaygroup", name).value})
    for name, role, values in _coded(table):
        found.setdefault(normal_form(name), {role: values})
    for names, meant in NAMED:
        found |= {normal_form(name): {role: {*held} for role, held in meant.items()} for name in names}
    return found


def _name(terms: Sequence[Term], found: dict[str, Meant]) -> None:
    """Add all that terms are called; cells and the source of one name share their other names."""
    for term in terms:
        for name in (term.label, *term.synonyms, term.curie):
            roles = found.setdefault(normal_form(name), {})
            roles.setdefault(_PLACES[term.category], {expand(term.curie).value})
    for term in terms:
        shared = found[normal_form(term.label)]
        for name in term.synonyms if term.category in {"cell", "source"} else ():
            for role in {"cell", "source"} & shared.keys():
                found[normal_form(name)].setdefault(role, shared[role])


def _abbreviated(terms: list[Term]) -> Iterator[tuple[str, str]]:
    """Names of sources with the abbreviation of the wider source in them, such as *foreskin MSC*."""
    sources = [term for term in terms if term.category == "source"]
    short = {one.label: name for one in sources for name in one.synonyms if re.fullmatch("[A-Z]{2,4}", name)}
    for term in sources:
        for label, name in short.items():
            if term.label.endswith(f" {label}"):
                yield f"{term.label.removesuffix(label)}{name}", expand(term.curie).value


def _tissues(term: Term) -> Iterator[tuple[str, bool]]:
    """From what the stem or stromal cells of a source come, and whether they are mesenchymal."""
    for name in (term.label, *term.synonyms) if term.category == "source" else ():
        if made := _STEM_CELL.fullmatch(name):
            yield made["tissue"], made["mesenchymal"] is not None


def _shortened(terms: list[Term]) -> Iterator[tuple[str, str]]:
    """Names of stem cells in which *derived*, *tissue*, *mesenchymal* or *stromal* is left out or put in."""
    cells = ("stem cell", "stromal cell", "mesenchymal stem cell", "mesenchymal stromal cell", "MSC")
    for term in terms:
        for tissue, mesenchymal in _tissues(term):
            for one in cells if mesenchymal else cells[:1]:
                for joint in (" ", " tissue ", " derived ", " tissue derived "):
                    yield f"{tissue}{joint}{one}", expand(term.curie).value


def _coded(table: Findings) -> Iterator[tuple[str, str, set[str]]]:
    for words, values in CODED:
        for role, codes in values.items():
            meant = {one if one in STATES else code(dimensions()[role].of[0], one).value for one in codes}
            yield from ((word, role, meant) for word in words)
    for role in _CODES:
        for word, iri in table.codes.get(dimensions()[role].of[0], {}).items():
            if word not in _PLAIN and (" " in word or role.startswith("design")):
                yield word, role, {str(getattr(iri, "value", iri))}


def filter_of(table: Findings, meant: Meant, text: str, *, negated: bool) -> Filter:
    """The filter on what a name means.

    Args:
        table: what values are called.
        meant: the values by dimension.
        text: the name as it was written.
        negated: whether findings of it are left out: a drug or a marker in whatever role.
    """
    values, known, also = frozenset().union(*meant.values()), dimensions(), tuple[str, ...]()
    if negated and meant.keys() & DRUGS:
        also = (*_ROLES, *(["marker"] if values & index(table, known["marker"]).keys() else []))
    elif "molecule" in meant and values & index(table, known["given-too"]).keys():
        also = ("given-too",)  # of one that nobody gave along with vesicles this need not be said
    names = (*meant, *(also or (other for name in meant for other in _ALSO.get(name, ()))))
    parts = tuple(known[name] for name in dict.fromkeys(names))
    label = table.label(next(iter(values))) if len(values) == 1 else text
    if label.startswith(f"{text}, "):  # such as *depth not stated*, which is not so of a narrower term
        label = text
    return Filter(parts, (label,), values, (), negated, text)


def in_tissue_of_people(table: Findings, filters: list[Filter]) -> list[Filter]:
    """Filters as they are meant: *human follicles in culture* are no study in people but of that species."""
    rungs = [one for one in filters if one.dimensions == (dimensions()["rung"],)]
    people = [one for one in rungs if one.texts == HUMAN_RUNGS and not one.negated]
    human = known_names(table).get("human", {})
    if not people or len(rungs) == len(people) or "species" not in human:
        return filters
    species = filter_of(table, {"species": human["species"]}, "human", negated=False)
    return [species if one is people[0] else one for one in filters]


def of_rung(word: str, *, negated: bool) -> Filter:
    """The filter on the rungs that a word means."""
    values = frozenset(code("rung", rung).value for rung in RUNGS[word])
    return Filter((dimensions()["rung"],), RUNGS[word], values, (), negated, word)


def of_animals(table: Findings, word: str, *, negated: bool) -> Filter:
    """The filter on sources that are of animals: not of people, plants or bacteria."""
    known = dimensions()
    other = index(table, known["source"]).get(code("displaygroup", "plants and bacteria").value, frozenset())
    held = table.column(known["source-species"])
    found = {value for row, values in held.items() if row not in other for value in values}
    values = frozenset(found) - known_names(table).get("human", {}).get("species", set())
    return Filter((known["source-species"],), (word,), values, (), negated, word)


def or_its_vesicles(table: Findings, meant: Meant) -> Meant:
    """A species also as that of what vesicles come from, where more findings have it so, as of sheep."""
    species = dimensions()["species"], dimensions()["source-species"]
    treated, given = (
        frozenset().union(*(index(table, one).get(value, ()) for value in meant.get("species", ())))
        for one in species
    )
    return {one.name: meant["species"] for one in species} if len(treated) < len(given) else meant


def or_its_cells(table: Findings, meant: Meant, *, derived: bool, negated: bool) -> Meant:
    """The cells of a tissue instead of it where vesicles are derived, and with it where it is left out.

    What is not of fat is of no cells of fat either.

    Args:
        table: what cells are called.
        meant: the values of a name by dimension.
        derived: whether vesicles follow the name, or *derived*.
        negated: whether findings of it are left out.
    """
    names = known_names(table)
    called = [name.removesuffix(" tissue") for name in table.names_of(meant.get("tissue", ()))]
    known = [names.get(normal_form(name) + ending, {}) for name in called for ending in ("", *ENDINGS)]
    cells = {role: set().union(*(one.get(role, ()) for one in known)) for role in ("source", "cell")}
    if meant.keys() == {"tissue"} and derived and cells["source"]:
        return {"source": cells["source"]}
    return meant | {role: values for role, values in cells.items() if values and negated}


def wider_than(table: Findings, meant: Meant) -> Iterator[tuple[str, Meant]]:
    """The wider terms of the cells or the source that a name means, the nearest first, and their meanings."""
    values = {value for role in ("source", "cell") for value in meant.get(role, ())}
    wider = {value for one in values if len(values) == 1 for value in table.above(one)} - values
    for value in sorted(wider, key=lambda value: (-len(table.above(value)), value)):
        if known := known_names(table).get(normal_form(table.label(value))):
            yield table.label(value), known


def longer_named(table: Findings, meant: Meant, said: str, *, negated: bool) -> Filter | None:
    """The filter on targets in whose names one is that no finding has: *anagen entry* for *anagen*."""
    names = [f" {' '.join(words_of(table.label(value)))} " for value in meant.get("target", ())]
    called = {
        value: table.label(value) for value in index(table, dimensions()["target"]) if table.names_of({value})
    }
    longer = {
        value: label
        for value, label in called.items()
        if any(name in f" {' '.join(words_of(label))} " for name in names)
    }
    found = filter_of(table, {"target": {*longer}}, said, negated=negated)
    return found._replace(texts=tuple(sorted(longer.values()))) if longer else None


def papers(table: Findings, text: str) -> dict[str, Meant]:
    """Normal form of author and year, of an identifier, or of a key in a text → the studies that it means."""
    found: dict[str, Meant] = {}
    for study in table.citations:
        label = table.authored.get(study, "")
        both = (label, re.sub(r"(?<=\d)[a-z]$", "", label)) if label else ()
        key = study.rpartition("/")[2]  # only as it is written: *Yan 2019 miR-22-5p* begins like one
        for name in {*both, *([key] if key in text.split() else ()), *table.identifiers.get(study, ())}:
            found.setdefault(normal_form(name), {}).setdefault("study", set()).add(study)
    return found


def directions() -> dict[str, str]:
    """Normal form of a wording of an effect → the word of its direction."""
    asked = [(word, meaning) for words, meaning in DIRECTED for word in words]
    return {
        normal_form(wording): one.word
        for one in DIRECTIONS
        for wording in (
            *(one.word, one.word.removesuffix(" on"), *one.verbs, *one.wordings),
            *(word for word, meaning in asked if meaning == one.word),
        )
    }
