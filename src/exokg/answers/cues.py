"""The words by which a sentence shows which question it asks: ``cues.tsv``, data for the matcher.

A line of the table is one cue: a question; its groups of words, joined by ``&``, or by ``>`` where they are
met only in this order, as where one negates the next; then what :class:`Cue` says of the other columns.
``@name`` stands for the words of :data:`CLASSES`. Words are compared in the singular of
:func:`~..curation.spelling.singular`.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from .wordings import FILLERS, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CUES", "Cue"]


@dataclass(frozen=True)
class Cue:
    """Groups of words; a sentence that has one of each group may ask this question.

    Args:
        question: a name of the catalogue.
        groups: alternatives, one set per group; a cue without groups is met where its parameter, or for
            findings any, is given by name.
        needs: a parameter that must be given, for a question that is asked by naming something.
        bonus: added to the number of groups where a cue tells more or less than its length says.
        extra: further words such a sentence may hold, which ask for nothing that the answer leaves out.
        without: plain words that ask for something else than this question answers.
        ordered: whether the groups are met only in this order.
    """

    question: str
    groups: tuple[frozenset[str], ...]
    needs: str
    bonus: int
    extra: frozenset[str]
    without: frozenset[str]
    ordered: bool

    @classmethod
    def of_line(cls, line: dict[str, str]) -> Cue:
        """The cue of a line of the table."""
        groups = tuple(_words(group) for group in re.split(" [&>] ", line["groups"]) if group)
        bonus = int(line["bonus"] or 0)
        extra, without = _words(line["extra"]), _words(line["without"])
        return cls(line["question"], groups, line["needs"], bonus, extra, without, ">" in line["groups"])

    @property
    def weight(self) -> int:
        """How much the cue tells."""
        return 2 * len(self.groups) + self.bonus

    @property
    def words(self) -> frozenset[str]:
        """All words of the cue."""
        return self.extra.union(*self.groups)

    @property
    def known(self) -> frozenset[str]:
        """All words that such a sentence may hold."""
        return (FILLERS - self.without) | self.words

    def met(self, said: Sequence[str]) -> bool:
        """Whether each group has a word that was said."""
        if self.ordered:
            words = iter(said)
            return all(any(word in group for word in words) for group in self.groups)
        return all(not group.isdisjoint(said) for group in self.groups)


CLASSES: Final = {
    "claim": "claim edge",
    "people": "human people patient clinical participant person subject",
    "trial": "trial registration entry",
    "paper": "paper publication article record",
    "needed": "necessity necessary needed required",
    "not-so": "vesicle ev exosome exosomal material",
    "together": "together alongside combined combination",
    "other": "source evidence effect treatment therapy preparation product finding",
    "safety": "adverse harm harmful side safe safely safety unsafe risk risky danger dangerous tolerated "
    "tolerability complication reaction toxicity toxic hurt",
    "seen": "reported seen recorded observed noted described happened occurred found anyone often how many",
    "found": "finding study evidence effect literature source",
    "works": "work effective effectively effectiveness efficacy help helpful benefit treat",
    "support": "support supported causal mechanism perturbation marker",
    "moved": "move moved modulate modulation affect alter influence change activation inhibition",
    "recomputed": "recompute recomputed recomputing anew afresh",
    "regulator": "regulator regulatory regulation authority position official",
    "says": "say state said statement think write issue issued",
    "asked": "what which who",
    "may": "require required allow allowed permit permitted legal legally approve approved",
}
"""Words that several cues share, under the name that stands for them in the table."""


def _words(text: str) -> frozenset[str]:
    return folded(re.sub(r"@([a-z-]+)", lambda found: CLASSES[found[1]], text))


def _read() -> tuple[Cue, ...]:
    lines = files(__package__).joinpath("cues.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(map(Cue.of_line, csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)))


CUES: Final = _read()
"""All cues."""
