"""What the words around a name say of it: of several meanings they choose one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...curation.spelling import normal_form, singular
from ...rdf.namespaces import code
from .meanings import DRUGS
from .plain_words import AGAINST, CONTAINS, LOADED, MEDIA, NOT, RUNGS, STOP, UNWEIGHED, VAGUE, VESICLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .meanings import Meant


_LONGEST: Final = 8  # words of a name
DERIVED: Final = frozenset({*VESICLES, "derived"})
"""Words after the source of vesicles."""
CELLS: Final = frozenset({"source", "cell"})
"""Dimensions of cells: those that vesicles come from, or those that were treated."""
SPECIES: Final = ("source-species", "species")
"""Dimensions of the species of cells: those that vesicles come from, or those that were treated."""
_SOURCE: Final = {"comparator": {code("comparatorkind", "source cell or medium").value}}


class Neighbours:
    """The words of a text, and which known names begin where.

    Args:
        words: as they are looked up.
        names: known names by normal form.
    """

    def __init__(self, words: list[str], names: Mapping[str, Meant]) -> None:
        self.words, self.names = words, names
        self.forms = [singular(word) for word in words]

    def spans(self, at: int) -> Iterator[tuple[int, str]]:
        """How many words, and their normal form: the most first."""
        for size in range(min(_LONGEST, len(self.words) - at), 0, -1):
            yield size, normal_form(" ".join(self.words[at : at + size]))

    def roles(self, at: int) -> set[str]:
        """The dimensions of the longest name that begins here; none where none does."""
        return {*next((self.names[form] for _, form in self.spans(at) if form in self.names), ())}

    def is_of_cells(self, at: int) -> bool:
        """Whether the name of cells or of a source begins here: *human* before it is their species."""
        return bool(self.roles(at) & {"source", "cell", "tissue"}) and "human" in self.names

    def form(self, at: int) -> str:
        """The singular of a word; nothing beyond the last."""
        return self.forms[at] if 0 <= at < len(self.forms) else ""

    def is_derived(self, after: int) -> bool:
        """Whether *vesicles* or *derived* follows a name, or its *cells*."""
        return self.form(after + (self.form(after) == "cell")) in DERIVED

    def goes_on(self, at: int) -> bool:
        """Whether a word goes on with an unknown name before it: *inhibitor* in *not JAK inhibitors*."""
        ends = {*STOP, *VAGUE, *VESICLES, *AGAINST, *NOT, *RUNGS, "and", "or", ""}
        return self.form(at) not in ends and self.words[at] not in ends and not self.roles(at)

    def is_drug(self, at: int) -> bool:
        """Whether the name of a drug begins here."""
        return bool(self.roles(at) & DRUGS)

    def is_compared(self, after: int) -> bool:
        """Whether *versus exosomes* or *or exosomes* follows a name: it is what these were compared with."""
        while re.fullmatch(r"[\d.]+|%", self.form(after)) or self.form(after) in UNWEIGHED:
            after += 1
        if self.form(after) == "or":
            return self.form(after + 1) in VESICLES or self.roles(after + 1) == {"comparator"}
        after += self.form(after) in VESICLES
        versus = self.form(after) in AGAINST and not self.is_drug(after + 1)
        return versus or self.form(after) == "comparator"

    def holds_before(self, at: int) -> str:
        """The words before a name that say that vesicles hold it, such as *loaded with*."""
        before = " ".join(self.words[:at])
        return next((one for one in CONTAINS if f" {before}".endswith(f" {one}")), "")

    def chosen(self, meant: Meant, at: int, size: int, *, negated: bool, against: bool) -> Meant:
        """Of several meanings of a name: what the words around it say, or all.

        Args:
            meant: the values by dimension.
            at: where the name begins.
            size: how many words it has.
            negated: whether it is left out.
            against: whether it follows *versus*.
        """
        before, after = self.words[at - 1] if at else "", self.form(at + size)
        drug = set().union(*(meant[name] for name in DRUGS & meant.keys()))
        compared = against or self.is_compared(at + size)
        alone = " ".join(self.words[at : at + size]) in MEDIA
        if compared and (alone or (against and "source" in meant and after not in DERIVED)):
            return _SOURCE
        if drug and (compared or after in LOADED or self.holds_before(at)):
            return {"drug" if compared else "loaded-with": drug}
        if "cell" in meant and (after in DERIVED or ("source" in meant and before in {"of", "from", "by"})):
            return {"source": meant.get("source", meant["cell"])}  # no finding of cells that were treated
        if {"source", "cell"} <= meant.keys() and before in {"on", "in"}:
            return {"cell": meant["cell"]}
        if "species" in meant and not negated and self.is_of_cells(at + size):
            return dict.fromkeys(SPECIES, meant["species"])
        if "species" in meant and before not in {"in", "on"} and (negated or after in DERIVED):
            return {**({} if after in DERIVED else meant), "source-species": meant["species"]}
        return meant
