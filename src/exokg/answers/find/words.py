"""Free words: known names become filters, directions order, the rest is searched in what findings say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...curation.spelling import normal_form, singular
from ...model.dimensions import dimensions
from ...model.rungs import HUMAN_RUNGS
from ...rdf.namespaces import code, expand
from .filters import VESICLES as VESICLES_SAID
from .filters import Filter, no_vesicles
from .meanings import ALSO, ROLES, animals, directions, known_names, papers
from .plain_words import AGAINST, EXPERT, KINDS, NOT, READ, RUNGS, SAFE, SEXES, STOP, UNWEIGHED, VESICLES
from .remarks import Understood
from .said import forms, saying
from .surnames import leave_out_authors
from .written import words_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .meanings import Meant
    from .table import Findings

__all__ = ["understand"]

_LONGEST: Final = 8  # words of a name
_DERIVED: Final = frozenset({*VESICLES, "derived"})
_NULL: Final = "no detected effect on"
_ENDINGS: Final = ("cell", "stemcell", "mesenchymalstromalcell")
"""What a tissue's name lacks to be the name of its cells, in normal form."""
_ANY_HARM: Final = "OAE:0000001"  # the term for adverse events: every row of harms is one
_SPECIES: Final = ("source-species", "species")
_DRUGS: Final = frozenset({"molecule", "given-too"})
"""What a name must be to be a drug that something was compared with."""


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
        self.words, self.found.remarks = words_written(table, text, self.names, self.directions)
        self.forms = [singular(word) for word in self.words]
        self.negated = ""
        self.joined = False
        self.against = False
        self.any_harm = False

    def read(self) -> Understood:
        at = 0
        while at < len(self.words):
            size = self._name(at) or self._direction(at) or self._number(at) or self._word(at)
            self.found.tokens += [
                word
                for word, form in zip(self.words[at : at + size], self.forms[at : at + size], strict=True)
                if not {word, form} & (STOP | VESICLES | NOT | KINDS | AGAINST) and not self.any_harm
            ]
            self.any_harm = False
            at += size
        if self.negated:
            self.found.unclear.append(self.negated)
        self._in_tissue_of_people()
        leave_out_authors(self.table, self.words, self.found)
        return self.found

    def _spans(self, at: int) -> Iterator[tuple[int, str]]:
        for size in range(min(_LONGEST, len(self.words) - at), 0, -1):
            yield size, normal_form(" ".join(self.words[at : at + size]))

    def _name(self, at: int) -> int:
        """Take the longest known name that begins here; how many words it has."""
        if self.words[at] in NOT and self.words[at] != "non":
            return 0  # such as the group of sources that are *not vesicles*
        for size, form in self._spans(at):
            meant = self.names.get(form) or self.papers.get(form)
            if not meant and size > 1:
                meant = next(filter(None, (self.names.get(form + ending) for ending in _ENDINGS[1:])), None)
            rest = normal_form(" ".join(self.words[at + 1 : at + size]))
            if self.words[at] == "human" and rest in self.names and self._is_of_cells(at + 1):
                continue  # not all cells that have such a synonym are human
            if meant and not (size == 1 and self.forms[at] in {*STOP, *VESICLES, *RUNGS}):
                self._take(meant, form, at, size)
                return size
        return 0

    def _take(self, meant: Meant, form: str, at: int, size: int) -> None:
        """Make a filter of a name in the first of its meanings that a finding has; else search it."""
        said = " ".join(self.words[at : at + size])
        if "harm" in meant:
            self.any_harm = meant["harm"] == {expand(_ANY_HARM).value}
            self.found.lead_to("harms", said)
            self.found.ask_harms("" if self.any_harm else said, negated=bool(self.negated))
            if len(meant) == 1:
                self.negated = ""
                return
            meant = {name: values for name, values in meant.items() if name != "harm"}
        if self.words[at + size : at + size + 1] == ["free"]:
            self.negated, self.words[at + size], self.forms[at + size] = "free of", "free", "of"
        chosen = self._chosen(meant, at, size)
        ended = filter(None, (self.names.get(form + ending) for ending in _ENDINGS))
        meanings = [chosen, meant, *ended] if chosen.keys() <= meant.keys() or self.against else [chosen]
        if "species" in meant:
            meanings.append({"source-species": meant["species"]})
        filters = [self._filter(one, said) for one in meanings if "harm" not in one]
        self.found.remarks += [f"«{said}» {READ[form]}"] if form in READ and not self.negated else []
        used = next((one for one in filters if one._replace(negated=False).rows(self.table)), None)
        if used != filters[0] and meant.keys() != {"tissue"}:  # a tissue is mostly called by its cells
            read = f"; read as {used._replace(negated=False)}" if used else ""
            self.found.absent[said] = f"no finding has {filters[0]._replace(negated=False)}{read}"
        if used is None and not self.negated:
            self._search(said)
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
            self.found.lead_to(EXPERT[form], form)
            self.found.elsewhere |= form not in KINDS and not saying(self.table, form)
        if EXPERT.get(form) == "harms" and self.negated:
            self.found.ask_harms("" if form in SAFE else form, negated=form not in SAFE)
            self.negated = ""
        elif EXPERT.get(form) == "harms" and form in KINDS:
            self.found.harms = "any"

    def _chosen(self, meant: Meant, at: int, size: int) -> Meant:
        """Of several meanings of a name: what the words around it say, or all."""
        before = self.words[at - 1] if at else ""
        after = self.forms[at + size] if at + size < len(self.words) else ""
        if self.against and meant.keys() & _DRUGS:
            return {"drug": set().union(*(meant[name] for name in _DRUGS & meant.keys()))}
        if {"source", "cell"} <= meant.keys():
            if after in _DERIVED or before in {"of", "from", "by"}:
                return {"source": meant["source"]}
            if before in {"on", "in"}:
                return {"cell": meant["cell"]}
        if "cell" in meant and after in _DERIVED:
            return {"source": meant["cell"]}  # no source is called so: it is not the cells that were treated
        if "species" in meant and not self.negated and self._is_of_cells(at + size):
            return dict.fromkeys(_SPECIES, meant["species"])
        if "species" in meant and before not in {"in", "on"} and (self.negated or after in _DERIVED):
            return {**({} if after in _DERIVED else meant), "source-species": meant["species"]}
        if after in {"loaded", "loading"} and meant.keys() & _DRUGS:
            return {"loaded-with": set().union(*meant.values())}
        return meant

    def _filter(self, meant: Meant, text: str) -> Filter:
        known = dimensions()
        also = ROLES if self.negated and meant.keys() & _DRUGS else ()
        names = (*meant, *(also or (other for name in meant for other in ALSO.get(name, ()))))
        parts = [known[name] for name in dict.fromkeys(names)]
        values = frozenset().union(*meant.values())
        label = self.table.label(next(iter(values))) if len(values) == 1 else text
        return Filter(tuple(parts), (label,), values, (), bool(self.negated), text)

    def _add(self, new: Filter) -> None:
        """Add a filter, or its values to the one before where *or* joins the two."""
        last = self.found.filters[-1] if self.found.filters else None
        if self.joined and last and last.dimensions == new.dimensions and last.negated == new.negated:
            texts = tuple(dict.fromkeys((*last.texts, *new.texts)))
            new = new._replace(said=" or ".join(dict.fromkeys((last.said, new.said))))
            self.found.filters[-1] = last._replace(
                texts=texts, values=last.values | new.values, said=new.said
            )
        elif new not in self.found.filters:
            self.found.filters.append(new)
        self.negated, self.joined, self.against = "", False, False

    def _direction(self, at: int) -> int:
        for size, form in self._spans(at):
            if form in self.directions and size < 4 and form not in STOP:
                said, found = " ".join(self.words[at : at + size]), self.directions[form]
                if self.negated:
                    self.found.remarks.append(f"«{self.negated} {said}» read as «{_NULL}»")
                    found, self.negated = _NULL, ""
                self.found.directions.append(found)
                return size
        return 0

    def _number(self, at: int) -> int:
        """A year is a filter, a number with its unit is searched, and one that has none is left out."""
        word = self.words[at]
        if not re.fullmatch(r"[\d.]+%?", word):
            return 0
        if re.fullmatch(r"(?:19|20)\d\d", word):
            years = ((float(word), float(word)),)
            self._add(Filter((dimensions()["year"],), (word,), frozenset(), years, bool(self.negated), word))
            return 1
        after = self.words[at + 1] if at + 1 < len(self.words) else ""
        if re.fullmatch("[a-z]+", after) and not {after, singular(after)} & (STOP | VESICLES | NOT):
            self._search(f"{word} {after}")
            return 2
        self.found.unclear.append(word)
        return 1

    def _search(self, text: str) -> None:
        if self.against:
            self.found.remarks.append(f"«{text}» is searched in the text, not as what was compared")
        self.found.words.append(text)
        self.joined, self.against = False, False

    def _word(self, at: int) -> int:
        """Take a word that is no name: it joins, turns round, means a rung or vesicles, or is searched."""
        word, form = self.words[at], self.forms[at]
        self._hint(form)
        if word in AGAINST or word in {"or", "and"}:
            self.joined, self.against = True, word in AGAINST
            last = self.found.filters[-1] if at and word == "or" and self.found.filters else None
            if last and last.negated and last.said.split()[-1:] == self.words[at - 1 : at]:
                self.negated = "not"  # without A or B leaves out both
        elif word in NOT:
            self.negated = word
        elif word == "human" and self._is_of_cells(at + 1):
            self._add(self._filter(dict.fromkeys(_SPECIES, self.names["human"]["species"]), word))
        elif form == "animal" and self.forms[at + 1 : at + 2] and self.forms[at + 1] in _DERIVED:
            values = animals(self.table)
            source = Filter((dimensions()["source-species"],), (form,), values, (), bool(self.negated), form)
            self._add(source)
        elif form in RUNGS:
            self._rung(form)
        elif form in VESICLES and not self.negated:
            self._vesicles()
        elif {word, form} & UNWEIGHED or (len(word) < 2 and word not in STOP):
            self.found.unclear.append(word)
        else:
            self._other(word, form)
        return 1

    def _is_of_cells(self, at: int) -> bool:
        """Whether the name of cells or of a source begins here: *human* before it is their species."""
        meant = next((self.names[form] for _, form in self._spans(at) if form in self.names), {})
        return bool(meant.keys() & {"source", "cell", "tissue"}) and "human" in self.names

    def _other(self, word: str, form: str) -> None:
        """Search a word, or leave it out."""
        if {word, form} & STOP or (form in KINDS and not self.negated):
            self.found.left.append(word)
        elif self.negated:
            self._left_out(word)
        elif form in EXPERT and not saying(self.table, word):
            self.found.elsewhere = True
            self.found.left.append(word)
        else:
            self._search(word)

    def _left_out(self, word: str) -> None:
        """Leave out what a word names in another of its forms; what is no name cannot be left out."""
        names = (*sorted(forms(word)), f"hair {word}")
        name = next((one for one in names if normal_form(one) in self.names), "")
        if name:
            self._take(self.names[normal_form(name)], normal_form(name), self.words.index(word), 1)
            return
        self.found.unclear.append(f"{self.negated} {word}")
        self.negated = ""

    def _rung(self, form: str) -> None:
        rungs = RUNGS[form]
        if form in SEXES:
            remark = "«{}» read as people: no dimension tells the sexes apart"
            both = remark.format(" and ".join(sorted({*self.forms} & SEXES)))
            self.found.remarks += [both] if both not in self.found.remarks else []
        values = frozenset(code("rung", rung).value for rung in rungs)
        self._add(Filter((dimensions()["rung"],), rungs, values, (), bool(self.negated), form))

    def _vesicles(self) -> None:
        """Vesicles are meant: what holds none is left out, also where it was given for comparison."""
        new = no_vesicles(negated=True)._replace(said=VESICLES_SAID)
        if new not in self.found.filters:
            self.found.filters.append(new)

    def _in_tissue_of_people(self) -> None:
        """*Human follicles in culture* are no study in people: the species is meant."""
        rungs = [one for one in self.found.filters if one.dimensions == (dimensions()["rung"],)]
        people = [one for one in rungs if one.texts == HUMAN_RUNGS and not one.negated]
        if people and len(rungs) > len(people) and "species" in self.names.get("human", {}):
            at = self.found.filters.index(people[0])
            self.negated = ""
            self.found.filters[at] = self._filter({"species": self.names["human"]["species"]}, "human")
