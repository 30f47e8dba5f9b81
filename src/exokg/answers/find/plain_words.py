"""Words that are no names: those that say nothing to search for, rungs, and those that lead to a question."""

from __future__ import annotations

import re
from typing import Final

from ...model.rungs import HUMAN_RUNGS

__all__ = ["EXPERT", "KINDS", "NOT", "RUNGS", "SEXES", "STOP", "VESICLES"]

VESICLES: Final = frozenset(
    {"exosome", "ev", "vesicle", "exo", "extracellular", "small", "sev", "evs", "exosomal"}
)
STOP: Final = frozenset(
    re.findall(
        r"\w+",
        """
    a about after all also an and any are as at based be because been best better both by can cause caused
    cell change combined compare
    compared course derived did do does each effect ever evidence find finding first following for from get
    give given got had hair has have help high how i if in into is isolated it its level list loaded low
    many marker me measure more most much number of on one only or out outcome over paper per people plus
    report reported result say score show shown studie study such target test tested than that
    together the their them there these they this to total treat treated treatment type under up us use
    used using was we were what when where which who why will with work would year you between
    """,
    )
)
NOT: Final = frozenset({"without", "except", "besides", "excluding", "not", "no", "non"})
RUNGS: Final = {
    **dict.fromkeys(("people", "human", "patient", "men", "women", "clinical"), HUMAN_RUNGS),
    "animal": ("animal",),
    **dict.fromkeys(("vitro", "culture"), ("in vitro", "ex vivo")),
}
"""Word → the rungs that it means."""
SEXES: Final = frozenset({"men", "women"})
_ASK: Final = {
    "conflicts": ("conflicting", "contradict", "contradictory", "disagree"),
    "harms": ("adverse", "harm", "safe", "safety"),
    "hypotheses": ("hypothesi",),
    "positions": ("approved", "fda", "regulator", "regulation", "guideline", "recommendation", "society"),
    "publication-status": ("retracted", "retraction"),
    "reporting-completeness": ("misev", "reporting"),
    "review-overlap": ("overlap",),
    "review-statements": ("review",),
    "sponsor-lens": ("sponsor", "sponsored", "funder", "funding", "funded"),
    "trials": ("registered", "trial", "nct", "recruiting", "registry"),
}
"""Question of the catalogue → words that lead to it."""
EXPERT: Final = {word: question for question, words in _ASK.items() for word in words}
KINDS: Final = frozenset({"trial", "review", "harm", "safe", "safety", "reporting", "registered", "registry"})
"""Words that only lead to a question: its rows need not say them."""
