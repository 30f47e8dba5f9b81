"""Free words: known names become filters, directions order, the rest ranks by what findings say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ...curation.spelling import normal_form, singular, words_of
from ...model.dimensions import dimensions
from ...model.effects import DIRECTIONS
from ...model.groups import GROUPS
from ...model.rungs import HUMAN_RUNGS
from ...rdf.namespaces import code, expand
from .filters import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .table import Findings, Rows

__all__ = ["Understood", "ranked", "understand"]

_LONGEST: Final = 8  # words of a name
_CATEGORIES: Final = {
    "source": ("source",),
    "cell": ("cell",),
    "molecule": ("molecule",),
    "target": ("pathway", "process", "hair outcome", "clinical outcome", "skin outcome", "safety outcome"),
    "species": ("species",),
    "condition": ("condition",),
    "country": ("country",),
    "route": ("route",),
    "given-too": ("intervention",),
    "assay": ("technique",),
    "tissue": ("anatomy",),
}
"""Dimension → the categories whose terms it takes from free words, in the order in which they are tried."""
_ALSO: Final = {
    "assay": ("isolation", "characterisation"),
    "given-too": ("drug", "loaded-with"),
    "target": ("via",),
}
_VESICLES: Final = frozenset({"exosome", "ev", "vesicle", "exo", "extracellular", "small", "sev", "evs"})
_STOP: Final = frozenset(
    re.findall(
        r"\w+",
        """
    a about all an and any are as at be been by can compare compared derived did do does effect evidence find
    finding for from had hair has have help how i in into is it its list me of on or out result show shown
    study studie tested that the their them there these they this to treat treated treatment us use used
    using was we were what when where which who why will with work would you between
    """,
    )
)
_NOT: Final = frozenset({"without", "except", "besides", "excluding", "not", "no", "non"})
_RUNG_WORDS: Final = {
    "people": HUMAN_RUNGS, "human": HUMAN_RUNGS, "patient": HUMAN_RUNGS, "men": HUMAN_RUNGS,
    "women": HUMAN_RUNGS, "clinical": HUMAN_RUNGS, "vivo": ("animal",), "animal": ("animal",),
    "vitro": ("in vitro",), "culture": ("in vitro", "ex vivo"),
}  # fmt: skip
_ASK: Final = {
    "conflicts": ("conflict", "contradict", "contradictory", "disagree"),
    "harms": ("adverse", "harm", "safe", "safety", "side"),
    "hypotheses": ("hypothesi",),
    "positions": ("approved", "fda", "regulator"),
    "publication-status": ("retracted", "retraction"),
    "review-overlap": ("overlap",),
    "review-statements": ("review",),
    "trials": ("registered", "trial"),
}
"""Question of the catalogue → words that lead to it."""
_EXPERT: Final = {word: question for question, words in _ASK.items() for word in words}


@dataclass
class Understood:
    """What became of free words.

    Attributes:
        filters: made of known names.
        directions: labels of effects that were named: they order, and leave nothing out.
        words: searched in what findings say.
        left: left out, as they say nothing to search for.
        unused: lines on names that no finding has; they are searched as words.
        hints: where else to ask.
    """

    filters: list[Filter] = field(default_factory=list)
    directions: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)


def understand(table: Findings, text: str) -> Understood:
    """Read free words.

    Args:
        table: whose names are known.
        text: such as ``exosomes dermal papilla cells without minoxidil``.
    """
    return _Reader(table, text).read()


class _Reader:
    """Reads a text from left to right, the longest known name first."""

    def __init__(self, table: Findings, text: str) -> None:
        self.table = table
        self.words = words_of(text)
        self.forms = [singular(word) for word in self.words]
        self.found = Understood()
        self.names = _names(table)
        self.papers = _papers(table) if re.search(r"\d{4}", text) else {}
        self.directions = _directions()
        self.negated = False
        self.joined = False

    def read(self) -> Understood:
        at = 0
        while at < len(self.words):
            at += self._name(at) or self._direction(at) or self._word(at)
        return self.found

    def _spans(self, at: int) -> Iterator[tuple[int, str]]:
        for size in range(min(_LONGEST, len(self.words) - at), 0, -1):
            yield size, normal_form(" ".join(self.words[at : at + size]))

    def _name(self, at: int) -> int:
        """Take the longest known name that begins here; how many words it has."""
        plain = {*_STOP, *_VESICLES, *_RUNG_WORDS, *_NOT}
        for size, form in self._spans(at):
            meant = self.names.get(form) or self.papers.get(form)
            if meant and not (size == 1 and self.forms[at] in plain):
                new = self._filter(self._chosen(meant, at, size), " ".join(self.words[at : at + size]))
                if new.negated or new._replace(negated=False).rows(self.table):
                    self._add(new)
                    return size
                self.found.unused.append(f"no finding has {new}")
                self.found.words.append(" ".join(self.words[at : at + size]))
                self._hint(at, size)
                return size
        return 0

    def _hint(self, at: int, size: int) -> None:
        """Name the expert question that a word leads to."""
        for word, form in zip(self.words[at : at + size], self.forms[at : at + size], strict=True):
            if form in _EXPERT:
                self.found.hints.append(f"{word}: exokg ask {_EXPERT[form]} may answer this")

    def _chosen(self, meant: dict[str, set[str]], at: int, size: int) -> dict[str, set[str]]:
        """Of a source and a cell of one name: what the words around it say, or both."""
        if {"source", "cell"} <= meant.keys():
            before = self.words[at - 1] if at else ""
            after = self.forms[at + size] if at + size < len(self.words) else ""
            if after in {*_VESICLES, "derived"} or before in {"of", "from", "by"}:
                return {"source": meant["source"]}
            if before in {"on", "in"}:
                return {"cell": meant["cell"]}
        return meant

    def _filter(self, meant: dict[str, set[str]], text: str) -> Filter:
        known = dimensions()
        parts = [known[name] for name in meant]
        parts += [known[other] for name in meant for other in _ALSO.get(name, ())]
        values = frozenset().union(*meant.values())
        label = self.table.label(next(iter(values))) if len(values) == 1 else text
        return Filter(tuple(parts), (label,), values, (), self.negated)

    def _add(self, new: Filter) -> None:
        """Add a filter, or its values to the one before where *or* joins the two."""
        last = self.found.filters[-1] if self.found.filters else None
        if self.joined and last and last.dimensions == new.dimensions and last.negated == new.negated:
            texts = tuple(dict.fromkeys((*last.texts, *new.texts)))
            self.found.filters[-1] = last._replace(texts=texts, values=last.values | new.values)
        elif new not in self.found.filters:
            self.found.filters.append(new)
        self.negated, self.joined = False, False

    def _direction(self, at: int) -> int:
        for size, form in self._spans(at):
            if form in self.directions and size < 4:
                self.found.directions.append(self.directions[form])
                return size
        return 0

    def _word(self, at: int) -> int:
        word, form = self.words[at], self.forms[at]
        self._hint(at, 1)
        if word in {"or", "and", "versus", "vs"}:
            self.joined = True
        elif word in _NOT:
            self.negated = True
        elif form in _RUNG_WORDS:
            rungs = _RUNG_WORDS[form]
            values = frozenset(code("rung", rung).value for rung in rungs)
            self._add(Filter((dimensions()["rung"],), rungs, values, (), self.negated))
        elif form in _VESICLES:
            self._vesicles()
        elif {word, form} & _STOP or len(word) < 2:
            self.found.left.append(word)
        else:
            self.found.words.append(word)
        return 1

    def _vesicles(self) -> None:
        """Vesicles are meant: what holds none is left out."""
        others = ("non-vesicle preparation", "load or carrier", "molecule or drug alone")
        values = frozenset(code("subjectkind", kind).value for kind in others)
        self._add(Filter((dimensions()["kind"],), ("holds no vesicles",), values, (), negated=True))


def _names(table: Findings) -> dict[str, dict[str, set[str]]]:
    """Normal form of a name → dimension → IRIs, for terms and groups; kept with the table."""
    found = table.known_names
    if found:
        return found
    places = {category: name for name, categories in _CATEGORIES.items() for category in categories}
    for term in table.terms:
        if term.category in places and not term.obsolete:
            for name in (term.label, *term.synonyms, term.curie):
                roles = found.setdefault(normal_form(name), {})
                roles.setdefault(places[term.category], {expand(term.curie).value})
    for name, group in GROUPS.items():
        role = {"source": "source", "tested in": "tested-in"}.get(group.lane, "target")
        found.setdefault(normal_form(name), {}).setdefault(role, {code("displaygroup", name).value})
    return found


def _papers(table: Findings) -> dict[str, dict[str, set[str]]]:
    """Normal form of author and year, of a key or an identifier → the studies that it means."""
    found: dict[str, dict[str, set[str]]] = {}
    for study, label in table.citations.items():
        both = (label, label[:-1] if label[-1].isalpha() and label[-2].isdigit() else label)
        for name in {*both, study.rpartition("/")[2], *table.identifiers.get(study, ())}:
            found.setdefault(normal_form(name), {}).setdefault("study", set()).add(study)
    return found


def _directions() -> dict[str, str]:
    """Normal form of a wording of an effect → the word of its direction."""
    return {
        normal_form(wording): one.word
        for one in DIRECTIONS
        for wording in (one.word, *one.verbs, *one.wordings, one.word.removesuffix(" on"))
    }


def ranked(table: Findings, rows: Rows, words: Sequence[str]) -> tuple[list[tuple[int, float]], bool]:
    """The findings that say all of some words, or else any of them, the best first.

    Returns:
        Each with its BM25 score (less is better), and whether they say all.
    """
    terms = [f'"{word}"*' if len(word) > 4 else f'"{word}"' for word in words if re.search(r"\w", word)]
    for joint in (" AND ", " OR ") if terms else ():
        scored = table.store.kept.search(joint.join(terms))
        places = ((table.places.get(finding, -1), score) for finding, score in scored)
        within = sorted(((row, score) for row, score in places if row in rows), key=lambda one: one[::-1])
        if within:
            return within, joint == " AND "
    return [], False
