"""Free words: known names become filters, directions order, the rest ranks by what findings say."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ...curation.spelling import normal_form, singular, words_of
from ...model.dimensions import dimensions
from ...model.rungs import HUMAN_RUNGS
from ...rdf.namespaces import code
from .filters import Filter, no_vesicles
from .meanings import ALSO, directions, drugs, harm_words, known_names, papers, single_words
from .plain_words import EXPERT, KINDS, NOT, RUNGS, SEXES, STOP, VESICLES
from .said import is_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .meanings import Meant
    from .table import Findings

__all__ = ["Understood", "understand"]

_LONGEST: Final = 8  # words of a name
_DERIVED: Final = frozenset({*VESICLES, "derived"})
_ENDINGS: Final = ("cell", "stemcell", "mesenchymalstromalcell")
"""What a tissue's name lacks to be the name of its cells, in normal form."""


@dataclass
class Understood:
    """What became of free words.

    Attributes:
        filters: made of known names.
        wider: filter → the same name in every meaning that it has, where the words around it chose one.
        directions: labels of effects that were named: they order, and leave nothing out.
        words: searched in what findings say.
        left: left out, as they say nothing to search for.
        remarks: what was read otherwise than written, and names that no finding has, a line each.
        questions: of the catalogue, to which some words lead.
        hints: the words that lead to them.
        elsewhere: whether one of these is said by no finding, so that only the question can be meant.
        tokens: every word that says something, in its normal form.
    """

    filters: list[Filter] = field(default_factory=list)
    wider: dict[Filter, Filter] = field(default_factory=dict)
    directions: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    elsewhere: bool = False
    tokens: list[str] = field(default_factory=list)


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
        self.found = Understood()
        self.names = known_names(table)
        self.papers = papers(table) if re.search(r"\d{4}", text) else {}
        self.directions = directions()
        self.words = [self._spelled(word) for word in words_of(text)]
        self.forms = [singular(word) for word in self.words]
        self.negated = False
        self.joined = False

    def read(self) -> Understood:
        at = 0
        while at < len(self.words):
            size = self._name(at) or self._direction(at) or self._word(at)
            self.found.tokens += [
                form
                for word, form in zip(self.words[at : at + size], self.forms[at : at + size], strict=True)
                if not {word, form} & (STOP | VESICLES | NOT | KINDS)
            ]
            at += size
        self._in_tissue_of_people()
        return self.found

    def _spelled(self, word: str) -> str:
        """A word, or the one that it is a slip of: of a name's words, or of an outcome."""
        if not re.fullmatch("[a-z]{5,}", word) or normal_form(word) in {**self.names, **self.directions}:
            return word
        known = single_words(self.table)
        known |= drugs(self.table) | VESICLES
        if {word, singular(word)} & (known | STOP | EXPERT.keys()):
            return word
        near = difflib.get_close_matches(singular(word), sorted(known), n=1, cutoff=0.86)
        near = near or difflib.get_close_matches(word, KINDS, n=1, cutoff=0.83)
        if not near or (near[0] not in VESICLES and is_said(self.table, word)):
            return word
        self.found.remarks.append(f"{word} read as {near[0]}")
        return str(near[0])

    def _spans(self, at: int) -> Iterator[tuple[int, str]]:
        for size in range(min(_LONGEST, len(self.words) - at), 0, -1):
            yield size, normal_form(" ".join(self.words[at : at + size]))

    def _name(self, at: int) -> int:
        """Take the longest known name that begins here; how many words it has."""
        plain = {*STOP, *VESICLES, *RUNGS, *NOT}
        for size, form in self._spans(at):
            meant = self.names.get(form) or self.papers.get(form)
            if meant and not (size == 1 and self.forms[at] in plain):
                self._take(meant, form, at, size)
                return size
        return 0

    def _take(self, meant: Meant, form: str, at: int, size: int) -> None:
        """Make a filter of a name in the first of its meanings that a finding has; else search it."""
        said = " ".join(self.words[at : at + size])
        if "harm" in meant:
            self._lead("harms", said)
            self.negated = False
            if len(meant) == 1:
                return
            meant = {name: values for name, values in meant.items() if name != "harm"}
        chosen = self._chosen(meant, at, size)
        ended = filter(None, (self.names.get(form + ending) for ending in _ENDINGS))
        meanings = [chosen, meant, *ended] if chosen.keys() <= meant.keys() else [chosen]
        if "species" in meant:
            meanings.append({"source-species": meant["species"]})
        filters = [self._filter(one, said) for one in meanings if "harm" not in one]
        used = next((one for one in filters if one._replace(negated=False).rows(self.table)), None)
        if used is None and not self.negated:
            self.found.remarks.append(f"no finding has {filters[0]}")
            self.found.words.append(said)
            for word in self.forms[at : at + size]:
                self._hint(word)
            return
        kept = used or filters[0]
        if len(filters) > 1 and filters[1] != kept and meanings[1] != chosen:
            self.found.wider[kept] = filters[1]
        self._add(kept)

    def _hint(self, form: str) -> None:
        """Name the expert question that a word leads to."""
        if form in EXPERT:
            self._lead(EXPERT[form], form)
        elif form in harm_words(self.table) and form not in STOP:
            self._lead("harms", form)
            self.found.elsewhere |= not is_said(self.table, form)

    def _lead(self, question: str, word: str) -> None:
        if question not in self.found.questions:
            self.found.questions.append(question)
        self.found.hints.append(f"{word}: exokg ask {question} may answer this")

    def _chosen(self, meant: Meant, at: int, size: int) -> Meant:
        """Of several meanings of a name: what the words around it say, or all."""
        before = self.words[at - 1] if at else ""
        after = self.forms[at + size] if at + size < len(self.words) else ""
        if {"source", "cell"} <= meant.keys():
            if after in _DERIVED or before in {"of", "from", "by"}:
                return {"source": meant["source"]}
            if before in {"on", "in"}:
                return {"cell": meant["cell"]}
        if "cell" in meant and after in _DERIVED:
            return {"source": meant["cell"]}  # no source is called so: it is not the cells that were treated
        if "species" in meant and after in _DERIVED:
            return {"source-species": meant["species"]}
        if after == "loaded" and meant.keys() & {"molecule", "given-too"}:
            return {"loaded-with": set().union(*meant.values())}
        return meant

    def _filter(self, meant: Meant, text: str) -> Filter:
        known = dimensions()
        parts = [known[name] for name in meant]
        parts += [known[other] for name in meant for other in ALSO.get(name, ())]
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
            if form in self.directions and size < 4 and form not in STOP:
                self.found.directions.append(self.directions[form])
                return size
        return 0

    def _word(self, at: int) -> int:
        word, form = self.words[at], self.forms[at]
        self._hint(form)
        if word in {"or", "and", "versus", "vs"}:
            self.joined = True
        elif word in NOT:
            self.negated = True
        elif form in RUNGS:
            self._rung(form)
        elif form in VESICLES:
            self._vesicles()
        elif {word, form} & STOP or len(word) < 2:
            self.found.left.append(word)
        elif self.negated:  # what is no name cannot be left out
            self.found.remarks.append(f"not understood: not {word}")
            self.negated = False
        elif form in KINDS:
            self.found.left.append(word)
        elif form not in EXPERT or is_said(self.table, word):
            self.found.words.append(word)
        else:
            self.found.elsewhere = True
            self.found.left.append(word)
        return 1

    def _rung(self, form: str) -> None:
        rungs = RUNGS[form]
        if form in SEXES:
            self.found.remarks.append(f"{form} read as people: no dimension tells the sexes apart")
        values = frozenset(code("rung", rung).value for rung in rungs)
        self._add(Filter((dimensions()["rung"],), rungs, values, (), self.negated))

    def _vesicles(self) -> None:
        """Vesicles are meant: what holds none is left out, also where it was given for comparison."""
        new = no_vesicles(negated=True)
        if new not in self.found.filters:
            self.found.filters.append(new)

    def _in_tissue_of_people(self) -> None:
        """*Human follicles in culture* are no study in people: the species is meant."""
        rungs = [one for one in self.found.filters if one.dimensions == (dimensions()["rung"],)]
        people = [one for one in rungs if one.texts == HUMAN_RUNGS and not one.negated]
        if people and len(rungs) > len(people) and "species" in self.names.get("human", {}):
            at = self.found.filters.index(people[0])
            self.negated = False
            self.found.filters[at] = self._filter({"species": self.names["human"]["species"]}, "human")
