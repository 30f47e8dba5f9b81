"""Free words: known names become filters, directions order, the rest is searched in what findings say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...curation.spelling import normal_form, singular
from ...model.dimensions import dimensions
from ...rdf.namespaces import code, expand
from . import meanings as known
from . import plain_words as plain
from .amounts import amount
from .filters import Filter, vesicles
from .neighbours import CELLS, DERIVED, SPECIES, Neighbours
from .plain_words import AGAINST, EXPERT, KINDS, NOT, SAFE, STOP, VAGUE, VESICLES
from .said import forms, saying
from .understood import Understood
from .written import words_written

if TYPE_CHECKING:
    from .meanings import Meant
    from .table import Findings

_NULL: Final = "no detected effect on"
_COMPARED: Final = (dimensions()["drug"],)
_HOLDS: Final = "loaded or engineered vesicles"
_ANY_HARM: Final = "OAE:0000001"  # the term for adverse events: every row of harms is one


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
        self.table, self.found = table, Understood()
        self.names = known.known_names(table)
        self.papers = known.papers(table, text) if re.search(r"\d{4}", text) else {}
        self.directions = known.directions()
        written = words_written(table, text, self.names, self.directions)
        self.words, self.found.remarks, self.found.routes, self.found.rewritten, self.found.numbers = written
        self.around = Neighbours(self.words, self.names)
        self.forms = self.around.forms
        self.negated = self.joined = self.before = self.either = ""
        self.against = self.silent = False

    def read(self) -> Understood:
        at, found = 0, self.found
        while at < len(self.words):
            size = self._name(at) or self._direction(at) or self._number(at) or self._word(at)
            self._keep(at, size)
            at += size
        if self.negated:
            found.empty = True
            found.remarks.append(f"Nothing follows «{self.negated}»: write what it leaves out")
        found.filters = known.in_tissue_of_people(self.table, found.filters)
        found.leave_out_authors(self.table, self.words)
        found.keep_one_of_two(self.table)
        if _NULL in found.directions and any(one.dimensions == _COMPARED for one in found.filters):
            found.directions.append("comparable on")  # *no difference from minoxidil* may be said so
        found.follow_routes()
        found.follow_numbers()
        return found

    def _keep(self, at: int, size: int) -> None:
        """Keep the words of a step by which rows of a question are chosen, and those by which none is."""
        self.silent |= " ".join(self.words[at : at + size]) in self.found.excluded[-1:]
        for word, form in zip(self.words[at : at + size], self.forms[at : at + size], strict=True):
            if self.silent or {word, form} & (VESICLES | NOT | KINDS | AGAINST | VAGUE):
                continue
            for part in [word] if re.search(r"\d", word) else word.split():
                stop = {part, singular(part)} & STOP
                (self.found.common if stop else self.found.tokens).append(part)
        self.silent = False

    def _name(self, at: int) -> int:
        """Take the longest known name that begins here; how many words it has."""
        if self.words[at] in NOT and self.words[at] != "non":
            return 0  # such as the group of sources that are *not vesicles*
        for size, form in self.around.spans(at):
            ended = (form, *(form + ending for ending in known.ENDINGS[1:] if size > 1))
            meant = self.papers.get(form) or next(
                (self.names[one] for one in ended if one in self.names), None
            )
            rest = normal_form(" ".join(self.words[at + 1 : at + size]))
            if self.words[at] == "human" and rest in self.names and self.around.is_of_cells(at + 1):
                continue  # not all cells that have such a synonym are human
            if meant and not (size == 1 and self.forms[at] in {*STOP, *VESICLES, *plain.RUNGS, *SAFE}):
                self._take(meant, form, at, size)
                return size
        return 0

    def _take(self, meant: Meant, form: str, at: int, size: int) -> None:
        """Make a filter of a name in the first of its meanings that a finding has; else search it."""
        said, table = " ".join(self.words[at : at + size]), self.table
        if "harm" in meant:
            self.silent = meant["harm"] == {expand(_ANY_HARM).value}
            self.found.lead_to("harms", said)
            self.found.ask_harms("" if self.silent else said, negated=bool(self.negated))
            if len(meant) == 1:
                self.negated = ""
                return
            meant = {name: values for name, values in meant.items() if name != "harm"}
        if self.words[at + size : at + size + 1] == ["free"]:
            self.negated, self.words[at + size], self.forms[at + size] = "free of", "free", "of"
        negated = bool(self.negated)
        chosen = self.around.chosen(meant, at, size, negated=negated, against=self.against)
        derived = self.around.is_derived(at + size)
        if chosen.keys() == {"species"} and not negated and {"in", "on"}.isdisjoint(self.words[at - 1 : at]):
            chosen = known.or_its_vesicles(table, chosen)
        chosen = known.or_its_cells(table, chosen, derived=derived, negated=negated)
        self._took(chosen, said, at, size)
        meanings = [chosen]
        if chosen.keys() <= meant.keys():
            meanings += [meant, *filter(None, (self.names.get(form + ending) for ending in known.ENDINGS))]
        meanings += [{"source-species": meant["species"]}] if "species" in meant else []
        filters = [self._filter(one, said) for one in meanings if "harm" not in one]
        self.found.remarks += [f"«{said}» {plain.READ[form]}"] if form in plain.READ and not negated else []
        used = next((one for one in filters if one._replace(negated=False).rows(table)), None)
        used = used or known.longer_named(table, chosen, said, negated=negated)
        used = filters[0] if chosen.keys() == {"drug"} else used  # not what was given along with it
        if used != filters[0] and meant.keys() != {"tissue"}:  # a tissue is mostly called by its cells
            read = f"; read as {used._replace(negated=False)}" if used else ""
            self.found.absent[said] = f"no study finding has {filters[0]._replace(negated=False)}{read}"
        if used is None and not negated and said not in plain.ONLY:
            self._search_name(chosen, said, at, size)
            return
        kept = used or filters[0]
        if len(filters) > 1 and filters[1] != kept and meanings[1] != chosen:
            self.found.wider[kept] = filters[1]
        self._add(kept)

    def _search_name(self, chosen: Meant, said: str, at: int, size: int) -> None:
        """Search a name that no finding has; ask for the wider cells or source, too, if none is narrower."""
        if chosen.keys() == {"loaded-with"}:  # not what was given along with vesicles
            self._add(self._filter({"kind": {code("subjectkind", _HOLDS).value}}, "loaded"))
        self._search(said)
        for word in self.forms[at : at + size] if chosen.keys().isdisjoint(CELLS) else ():
            self._hint(word)  # *regulatory T cells* are no regulation
        for label, wider in known.wider_than(self.table, chosen):
            found = self._filter(self.around.chosen(wider, at, size, negated=False, against=False), label)
            if rows := found.rows(self.table):
                held = [self.table.column(part) for part in found.dimensions]
                if rows == {row for one in held for row in rows & one.keys() if found.values & {*one[row]}}:
                    self.found.remarks.append(f"«{said}» read as the wider «{label}»")
                    self._add(found)
                return

    def _took(self, chosen: Meant, said: str, at: int, size: int) -> None:
        """Note what the words around a name made of it; those that did are not searched."""
        if chosen.keys() == {"comparator"} and (self.against or self.around.is_compared(at + size)):
            self.found.remarks.append(f"«{said}» read as {self._filter(chosen, said)}")
        if chosen.keys() == {"loaded-with"}:
            held = self.around.holds_before(at).split()
            self.found.words = [word for word in self.found.words if word not in held]
            self.found.directions = self.found.directions[: -1 if held else None]
            if self.around.form(at + size) in plain.LOADED:
                self.words[at + size] = self.forms[at + size] = "loaded"

    def _hint(self, form: str) -> None:
        """Name the expert question that a word leads to."""
        if form not in EXPERT:
            return
        self.found.lead_to(EXPERT[form], form)
        self.found.elsewhere |= form in SAFE or (form not in KINDS and not saying(self.table, form))
        if EXPERT[form] == "harms" and self.negated:
            self.found.ask_harms("" if form in SAFE else form, negated=form not in SAFE)
            self.negated = ""
        elif EXPERT[form] == "harms" and form in KINDS:
            self.found.harms = "any"

    def _filter(self, meant: Meant, text: str) -> Filter:
        return known.filter_of(self.table, meant, text, negated=bool(self.negated))

    def _add(self, new: Filter) -> None:
        either = "" if new.negated else self.either
        self.before = self.found.choose(either, self.found.add(new, self.joined))
        self.negated, self.joined, self.either, self.against = "", "", "", False

    def _direction(self, at: int) -> int:
        for size, form in self.around.spans(at):
            if form in self.directions and size < 4 and form not in STOP:
                said, meant = " ".join(self.words[at : at + size]), self.directions[form]
                if self.negated:
                    self.found.remarks.append(f"«{self.negated} {said}» read as «{_NULL}»")
                    meant, self.negated = _NULL, ""
                self.found.directions.append(meant)
                self.found.worded.append((said, meant))
                return size
        return 0

    def _number(self, at: int) -> int:
        """A year or a time is a filter, another number is searched with its unit or left out."""
        found = amount(self.words[at : at + 3], "".join(self.words[at - 1 : at]), negated=bool(self.negated))
        if found is None:
            return 0
        words = self.words[at : at + found.size]
        if found.filter:
            self._add(found.filter)
            self.silent = len(words) > 1  # no row is chosen by *7*, but by *7 days*
            self.found.tokens += [" ".join(words)] * self.silent
        elif found.text and (saying(self.table, found.text) or found.text in self.table.records.said):
            self._search(found.text)
        else:
            self.found.unclear.append(" ".join(words))
            self.silent = True
        return found.size

    def _search(self, text: str) -> None:
        if self.against:
            self.found.remarks.append(f"«{text}» is searched in the text, not as what was compared")
        self.found.words.append(text)
        self.before = self.found.choose(self.either, text)
        self.joined, self.either, self.against = "", "", False

    def _word(self, at: int) -> int:
        """Take a word that is no name: it joins, turns round, means a rung or vesicles, or is searched."""
        word, form = self.words[at], self.forms[at]
        self._hint(word if word in EXPERT else form)
        if word in AGAINST or word in {"or", "and"}:
            self._join(at)
        elif word in NOT:
            self.negated = word
        elif word == "human" and self.around.is_of_cells(at + 1):
            self._add(self._filter(dict.fromkeys(SPECIES, self.names["human"]["species"]), word))
        elif form == "animal" and self.around.form(at + 1) in DERIVED:
            self._add(known.of_animals(self.table, form, negated=bool(self.negated)))
        elif form in plain.RUNGS:
            self._rung(form)
        elif form in VESICLES and not self.negated:
            self.found.filters += [] if self.found.asks_for_vesicles else [vesicles()]
        else:
            self._other(word, form)
        return 1

    def _other(self, word: str, form: str) -> None:
        """Search a word, or leave it out."""
        both = {word, form}
        if both & plain.UNWEIGHED or (len(word) < 2 and word not in STOP):
            self._unread(self.found.unclear, word)
        elif both & VAGUE and not both & EXPERT.keys():
            self._unread(self.found.vague, word)
        elif both & STOP or (form in KINDS and not self.negated):
            self.found.left.append(word)
            if self.negated and word not in plain.THROUGH:
                self._unread(self.found.unclear, word)
        elif self.negated:
            self._left_out(word)
        elif form in EXPERT and not saying(self.table, word):
            self.found.elsewhere = True
            self.found.left.append(word)
        else:
            self._search(word)

    def _unread(self, words: list[str], word: str) -> None:
        """Note a word that is left out, with the *not* before it."""
        words.append(f"{self.negated} {word}".strip())
        self.negated = ""

    def _join(self, at: int) -> None:
        """*A or B* is either; *A versus B* and *exosomes or minoxidil* are what was compared."""
        word, before = self.words[at], self.around.form(at - 1)
        last = self.found.filters[-1] if self.found.filters else None
        if word == "or" and last and last.negated and last.said.split()[-1:] == self.words[at - 1 : at]:
            self.negated = "not"  # without A or B leaves out both
        compared = before in VESICLES or (last in self.found.comparators and self.before == last.said)
        either = word == "or" and compared and self.around.is_drug(at + 1)
        self.joined, self.against = "and" if word == "and" else "or", word in AGAINST or either
        if word == "or":
            self.either = self.before if self.before.split()[-1:] == [before] and not self.negated else ""
            self.found.any_of |= {*self.words[max(at - 1, 0) : at + 2]}

    def _left_out(self, word: str) -> None:
        """Leave out what a word names in another of its forms; what is no name cannot be left out."""
        names = map(normal_form, (*sorted(forms(word)), f"hair {word}", f"{word} stem cell"))
        if name := next((one for one in names if one in self.names), ""):
            self._take(self.names[name], name, self.words.index(word), 1)
        else:
            denied = self.negated if self.around.goes_on(self.words.index(word) + 1) else ""
            self._unread(self.found.unclear, word)
            self.negated = denied

    def _rung(self, form: str) -> None:
        if form in plain.SEXES:
            sexes = " and ".join(sorted(plain.SEXES.keys() & {*self.forms}))
            self.found.remarks.append(plain.SEXES_READ.format(sexes))
            if self.negated:  # people of the other sex are not left out
                self.silent = True
                return self._unread(self.found.unclear, form)
            self.found.sexes.update(plain.SEXES[form])
        return self._add(known.of_rung(form, negated=bool(self.negated)))
