"""Words that are no names: those that say nothing to search for, rungs, and those that lead to a question."""

from __future__ import annotations

import re
from typing import Final

from ...model.rungs import HUMAN_RUNGS

__all__ = [
    "AGAINST",
    "EXPERT",
    "KINDS",
    "NOT",
    "PHRASES",
    "READ",
    "RUNGS",
    "SAFE",
    "SAME",
    "SEXES",
    "STOP",
    "UNWEIGHED",
    "VESICLES",
]

VESICLES: Final = frozenset(
    {"exosome", "ev", "vesicle", "exo", "extracellular", "small", "sev", "evs", "exosomal", "vesicular"}
)
UNWEIGHED: Final = frozenset(
    re.findall(
        r"\w+",
        """
    best better biggest cheapest effective effectively fastest few fewer first greatest high higher highest
    largest last latest least less long longer longest low lower lowest many more most much newest only
    optimal ranking safest safer short shorter shortest inferior strongest superior top worse worst
    """,
    )
)
"""Words that ask for an order or an amount by which findings are not ranked: the answer says so."""
STOP: Final = UNWEIGHED | frozenset(
    re.findall(
        r"\w+",
        """
    a about after al all also an and any are article as at based be because been being both but by can
    case cause caused cell change characterisation characterised characterization characterized
    clinically combined compare compared compliant could course data derived did do does done each
    effect et either evaluate evaluated ever every evidence exist experiment find finding following for
    from gave get give given got had hair has have help how i if in into investigate is isolated
    isolation it its level list literature loaded may marker me measure might month my of on one or
    other our out outcome over paper per plus possible potential published receive received report
    reported research result say score series she he should show shown some studied study such take
    target test tested than that the their them there therapeutic therapy these they this those through
    to together total toward treat treated treatment type under up us use used using via was way we well
    were what when where whether which while who whom whose why will with work would year yet you your
    between
    """,
    )
)
NOT: Final = frozenset(
    re.findall(
        r"\w+",
        """
    arent besides cannot cant didnt doesnt dont except excluding exclude excluded isnt lack lacking minus
    neither never no non none nor not wasnt without
    """,
    )
)
AGAINST: Final = frozenset({"versus", "vs", "than", "against"})
"""Words before what something was compared with."""
PHRASES: Final = {
    r"\b(?:no|without|lacking)(?: an?| any)? (?:controls?|comparators?|comparison)(?: groups?| arms?)?\b"
    r"|\b(?:not|non) controlled\b": "uncontrolled",
    r"\b(?:other|rather) than\b|\binstead of\b|\bapart from\b|\bfree (?:of|from)\b": "without",
    r"\b(?:compared|comparison|relative|compare) (?:with|to)\b": "versus",
    r"\b(superior|inferior) to\b": r"\1 versus",
    r"\bhow (?:much|many)\b": "",
    r"\bfreeze dr(?:ied|ying)\b": "lyophilised",
}
"""Several words that mean one of the others."""
RUNGS: Final = {
    **dict.fromkeys(("people", "human", "patient", "men", "women", "clinical"), HUMAN_RUNGS),
    **dict.fromkeys(("man", "woman", "volunteer", "person", "male", "female"), HUMAN_RUNGS),
    "animal": ("animal",),
    **dict.fromkeys(("vitro", "culture"), ("in vitro", "ex vivo")),
}
"""Word → the rungs that it means."""
READ: Final = {
    "uncontrolled": "read as a finding in people without a control, whatever other arms its study has"
}
"""Normal form of a name that is not all it seems → how it is read."""
SEXES: Final = frozenset({"men", "women", "man", "woman", "male", "female"})
_FAMILIES: Final = (
    ("regrow", "regrowth", "regrew", "regrown"),
    ("grow", "growth", "grew", "grown"),
    ("hypoxic", "hypoxia"),
    ("lyophilised", "lyophilisate", "lyophilisation", "freeze dried", "freeze drying"),
    ("thick", "thicker", "thickness"),
    ("induce", "induction", "inductive"),
    ("reduce", "reduction"),
    ("reverse", "reversal"),
    ("inflammation", "inflammatory"),
    ("diabetic", "diabetes"),
    ("repigment", "repigmentation", "repigmenting"),
    ("lysed", "lysate", "lysis"),
    ("toxic", "toxicity"),
    ("allergic", "allergy", "allergen"),
    ("chemo", "chemotherapy", "chemotherapeutic"),
    ("dermatologist", "dermatology", "dermatological"),
    ("radiation", "irradiation", "irradiated", "radiotherapy"),
    ("storage", "stored", "store"),
    ("stability", "stable"),
    ("penetrate", "penetration", "permeation"),
    ("uptake", "internalisation", "internalised", "taken up"),
    ("grey", "greying", "greyness"),
    ("microneedle", "microneedling", "microneedled"),
)
SAME: Final = {word: family for family in _FAMILIES for word in family}
"""Word → the words of the same meaning that are no forms of it."""
_ASK: Final = {
    "conflicts": ("conflicting", "contradict", "contradictory", "disagree"),
    "harms": (
        *("adverse", "harm", "safe", "safety", "infection", "infected", "nodule", "papule", "complication"),
        *("reaction", "toxicity", "tolerability", "irritation", "vasculitis", "redness", "swelling"),
    ),
    "hypotheses": ("hypothesi", "hypothesis"),
    "positions": (
        *(
            "approved",
            "approval",
            "fda",
            "ema",
            "mhra",
            "tga",
            "mfds",
            "regulator",
            "regulation",
            "regulatory",
        ),
        *("guideline", "recommendation", "recommend", "society", "banned", "ban", "illegal", "legal"),
    ),
    "publication-status": ("retracted", "retraction"),
    "reporting-completeness": ("misev", "reporting"),
    "review-overlap": ("overlap",),
    "review-statements": ("review",),
    "sponsor-lens": ("sponsor", "sponsored", "funder", "funding", "funded"),
    "trials": ("registered", "trial", "nct", "recruiting", "registry", "withdrawn", "ongoing"),
}
"""Question of the catalogue → words that lead to it."""
EXPERT: Final = {word: question for question, words in _ASK.items() for word in words}
SAFE: Final = frozenset({"safe", "safety", "tolerability"})
"""Words that ask for harms by their opposite: *not safe* asks for harms."""
KINDS: Final = frozenset({"trial", "review", "harm", "safe", "safety", "reporting", "registered", "registry"})
"""Words that only lead to a question: its rows need not say them."""
