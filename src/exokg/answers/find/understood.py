"""What became of free words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ...curation.spelling import singular, words_of
from ...model.dimensions import dimensions
from .amounts import BEFORE_NUMBERS
from .filters import VESICLES, apply
from .plain_words import KINDS, LOADED, NOT, STOP, VAGUE
from .said import authors_only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .filters import Filter
    from .plain_words import Pointer
    from .table import Findings


SEVERAL: Final = frozenset({"assay", "molecule", "given-too", "loaded-with", "design-feature", "marker"})
"""Dimensions of which a finding may have several values: *A and B* asks for both."""


@dataclass
class Understood:
    """What became of free words.

    Attributes:
        filters: made of known names.
        wider: filter → the same name in all its meanings, where the words around it chose one.
        directions: labels of effects that were named: they order, and leave nothing out.
        worded: how each of them was written, and its label.
        rewritten: phrases that were read as others of the same meaning.
        words: searched in what findings say.
        left: left out, as they say nothing to search for.
        unclear: left out although they say something: the answer begins with them.
        empty: whether nothing that could be left out follows a *not*.
        vague: left out, as they mean many things.
        routes: words that only a command answers, and which.
        remarks: what was read otherwise than written: the answer begins with it.
        absent: names that no finding has in the sense that they have first → a line that says so.
        questions: of the catalogue, to which some words lead.
        instead: the question of the catalogue whose rows alone answer.
        hints: the words that lead to them.
        elsewhere: whether one of these is said by no finding, so that only the question can be meant.
        harmful: names of harms that were asked for.
        harms: *any* where harms of whatever kind are meant, *none* where that there were none.
        tokens: every word that says something.
        common: the others, in names too, by which no row of a question is chosen.
        any_of: the words on both sides of an *or*.
        numbers: registry numbers that were typed in part.
        excluded: names that are left out, by which no row of a question is chosen either.
        sexes: words by which records call the sexes that were asked for.
        choices: things of which either is enough, as *or* joins them, each as it is called.
    """

    filters: list[Filter] = field(default_factory=list)
    wider: dict[Filter, Filter] = field(default_factory=dict)
    directions: list[str] = field(default_factory=list)
    worded: list[tuple[str, str]] = field(default_factory=list)
    rewritten: list[tuple[str, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    empty: bool = False
    vague: list[str] = field(default_factory=list)
    routes: list[tuple[str, Pointer]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    instead: str = ""
    hints: list[str] = field(default_factory=list)
    elsewhere: bool = False
    harmful: list[str] = field(default_factory=list)
    harms: str = ""
    tokens: list[str] = field(default_factory=list)
    common: list[str] = field(default_factory=list)
    any_of: set[str] = field(default_factory=set)
    numbers: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    sexes: set[str] = field(default_factory=set)
    choices: list[list[str]] = field(default_factory=list)

    def add(self, new: Filter, joined: str) -> str:
        """Add a filter, or its values to the one before where *or* joins the two; what it is called.

        *And* joins them where a finding has one value only: it can mean nothing but either.

        Args:
            new: the filter.
            joined: the word before it, *or* or *and*; empty where it is none of these.
        """
        self.excluded += [new.said] if new.negated and new.said not in self.harmful else []
        last = next((one for one in self.filters[::-1] if one.said != VESICLES), None)
        both = joined == "and" and not new.negated and {one.name for one in new.dimensions} & SEVERAL
        if joined and not both and last and (last.dimensions, last.negated) == (new.dimensions, new.negated):
            texts = tuple(dict.fromkeys((*last.texts, *new.texts)))
            said = f" {joined} ".join(dict.fromkeys((last.said, new.said)))
            if joined == "and" and not new.negated and texts != last.texts:
                other = f"«{last.said}» read as either"
                self.remarks = [one for one in self.remarks if not one.startswith(other)]
                self.remarks.append(f"«{said}» read as either of {' or '.join(texts)}")
            at = self.filters.index(last)
            self.filters[at] = last._replace(texts=texts, values=last.values | new.values, said=said)
            return said
        alike = [one for one in self.filters if one._replace(texts=new.texts, said=new.said) == new]
        if alike:  # *neither placebo nor saline* leaves out the same twice
            said = " or ".join(dict.fromkeys((alike[0].said, new.said)))
            self.filters[self.filters.index(alike[0])] = alike[0]._replace(said=said)
            return said
        self.filters.append(new)
        return new.said

    def choose(self, one: str, other: str) -> str:
        """Note that of two things that were asked for either is enough; the second as it is called.

        Args:
            one: empty where *or* joins none to the other.
            other: also *A or B* where it became one with *A*.
        """
        if self.choices and one in self.choices[-1]:
            self.choices[-1].append(other)
        elif one and not other.startswith(f"{one} or "):
            self.choices.append([one, other])
        return other

    def lead_to(self, question: str, word: str) -> None:
        """Note that a word leads to a question of the catalogue."""
        if question not in self.questions:
            self.questions.append(question)
        self.hints.append(f"{word}: exokg ask {question} may answer this")

    @property
    def asks_for_vesicles(self) -> bool:
        """Whether what holds none is left out."""
        return any(one.said == VESICLES for one in self.filters)

    @property
    def led(self) -> set[str]:
        """The words that lead to a question."""
        return {hint.partition(":")[0] for hint in self.hints}

    @property
    def rephrased(self) -> list[str]:
        """How phrases were read as others of the same meaning."""
        return [f"«{written}» as «{meant}»" for written, meant in dict.fromkeys(self.rewritten)]

    @property
    def otherwise(self) -> list[str]:
        """A line on the names that filters and directions call otherwise than they were written."""
        said = [(one.said, str(one)) for one in self.filters if one.said != VESICLES]
        parts = self.rephrased + [
            f"«{written}» as {shown}"
            for written, shown in dict.fromkeys((*said, *self.worded))
            if not {*map(singular, words_of(written))} <= {*map(singular, words_of(shown))}
        ]
        return [f"read: {'; '.join(parts)}"] if parts else []

    def unsearched(self, *, in_rows: bool = False) -> list[str]:
        """A line on the words that say nothing to search for; none where there are none.

        Args:
            in_rows: of a question, in which a name is searched word by word.
        """
        words = dict.fromkeys([*self.left, *(self.common if in_rows else ())])
        held = any(one.dimensions == (dimensions()["loaded-with"],) for one in self.filters)
        used = BEFORE_NUMBERS | self.led | (LOADED if held else set())
        left = " ".join(word for word in words if word not in used)
        return [f"not searched: {left}"] if left else []

    @property
    def routed(self) -> list[str]:
        """The words of everything that only a command answers."""
        words = [word for said, _ in self.routes for word in said.split()]
        return [word for word in words if word not in STOP | NOT | VAGUE]

    @property
    def columns(self) -> list[str]:
        """The columns that some words ask for, beside the study."""
        lists = [to.command.partition(" --columns ")[2] for _, to in self.routes if to.command[:5] == "find "]
        named = [*",".join(lists).split(","), *(["compared-with"] if self.comparators else [])]
        named += ["sex"] if self.sexes else []
        return [one for one in dict.fromkeys(named) if one not in {"", "study"}]

    @property
    def comparators(self) -> list[Filter]:
        """The filters on what something was compared with."""
        own = (dimensions()["comparator"],)
        return [one for one in self.filters if one.dimensions == own and one.said and not one.negated]

    def follow_routes(self) -> None:
        """Ask the question that answers instead of findings, or where nothing else is asked for."""
        open_ = {"kind", "preparation", "rung"}
        asked = self.words or any(part.name not in open_ for one in self.filters for part in one.dimensions)
        for _, route in self.routes:
            ask, _, question = route.command.partition(" ")
            alone = route.kind in {"instead", "alone"}
            if ask == "ask" and (alone or (route.kind == "route" and not asked and not self.elsewhere)):
                self.questions.insert(0, question)
                self.instead = question if alone else ""
                self.elsewhere = True
                return

    def follow_numbers(self) -> None:
        """Ask for the trials whose registry numbers begin as it was typed."""
        if self.numbers:
            self.questions.insert(0, "trials")
            self.elsewhere = True
            self.tokens += self.numbers
            self.any_of |= {*self.numbers}

    def keep_one_of_two(self, table: Findings) -> None:
        """*Conditioned medium exosomes* would fit nothing: keep what excludes the other."""
        rows = apply(table, [one for one in self.filters if one.said == VESICLES])
        for one in list(self.filters):
            if one.dimensions == (dimensions()["kind"],) and not one.negated and not one.rows(table) & rows:
                self.filters = [other for other in self.filters if other.said != VESICLES]
                self.remarks.append(f"Nothing of «{one.said}» is of vesicles: these are not asked for")

    def leave_out_authors(self, table: Findings, words: Sequence[str]) -> None:
        """Leave out words that only authors are called, without a year, where something else is asked for."""
        for word in [one for one in self.words if authors_only(table, one)]:
            after = "".join(words[words.index(word) + 1 :][:1])
            others = len(self.words) > 1 or any(one.said != VESICLES for one in self.filters)
            if others and not re.fullmatch(r"et|(?:19|20)\d\d", after):
                self.words.remove(word)
                self.remarks.append(f"«{word}» is left out: for an author, add a year or et al")

    def ask_harms(self, name: str, *, negated: bool) -> None:
        """Note that harms are asked for: those of a name, or any without one; or that there are none."""
        self.elsewhere = True
        self.harmful += [name] if name and name not in KINDS else []
        if negated or not name:
            self.harms = "none" if negated else "any"
