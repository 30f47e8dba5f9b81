"""The words by which a sentence shows which question it asks; data for the matcher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "CUES",
    "DEFAULT_QUESTION",
    "EFFECT_CUES",
    "EFFECT_PHRASES",
    "FILLERS",
    "RUNG_CUES",
    "SYNONYMS",
    "WEAK_NAMES",
    "Cue",
]


@dataclass(frozen=True)
class Cue:
    """Groups of words; a sentence that has one of each group may ask this question.

    Args:
        question: a name of the catalogue.
        groups: alternatives, one set per group.
        extra: further words such a sentence may hold, which tell nothing more.
        bonus: added to the number of groups where a cue tells more than its length says.
    """

    question: str
    groups: tuple[frozenset[str], ...]
    extra: frozenset[str] = frozenset()
    bonus: int = 0

    @property
    def weight(self) -> int:
        """How much the cue tells."""
        return 2 * len(self.groups) + self.bonus

    def met(self, words: Sequence[str]) -> set[str] | None:
        """The words of a sentence that meet the cue, or None where a group has none."""
        said = set(words)
        if any(not group & said for group in self.groups):
            return None
        return {word for group in (*self.groups, self.extra) for word in group & said}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _cue(question: str, *groups: str, extra: str = "", bonus: int = 0) -> Cue:
    return Cue(question, tuple(map(_words, groups)), _words(extra), bonus)


_CLAIM = "claim claims edge edges"
_PEOPLE = "human humans people patient patients clinical participants men women"
_TRIAL = "trial trials registration registrations entry entries"
_REVIEW = "review reviews"
_SAFETY = "adverse harm harms side safe safety unsafe"

CUES: Final = (
    _cue(
        "animal-only",
        "animal animals",
        "only but no",
        "human humans evidence",
        extra="pairs pair outcome source sources people",
    ),
    _cue("bibliography", "cite citation citations bibliography bibtex references", extra="papers paper"),
    _cue(
        "cargo-chain",
        "chain chains link links",
        "cargo complete missing mir first chain",
        extra="molecules outcome hair first complete missing",
    ),
    _cue("cargo-necessity", "necessity necessary needed", extra="cargo molecules molecule tested shown"),
    _cue("claims", _CLAIM, extra="evidence all their", bonus=-1),
    _cue("claims", "strong strength", "evidence", extra="claim claims"),
    _cue(
        "co-interventions",
        ("together alongside co-interventions co-intervention combined separable"),
        extra="given effects effect seen another treatment treatments from",
    ),
    _cue("co-interventions", "another other", "treatment treatments intervention", extra="given same time"),
    _cue(
        "conflicts",
        (
            "conflict conflicts conflicting contradict contradicts contradiction "
            "contradictions contradictory disagree disagreement disagreements"
        ),
        extra="each other evidence",
    ),
    _cue(
        "dose-table",
        "dose doses dosing dosage particles",
        extra="table route routes schedule schedules how many injected given used",
    ),
    _cue("fragility", "fragile fragility", extra=_CLAIM),
    _cue(
        "fragility",
        _CLAIM,
        "single one only",
        extra="rest study laboratory lab group if were removed fall would on",
    ),
    _cue("gap-map", "gap gaps", extra="map evidence maps"),
    _cue("gap-map", "never untested", "tested tried studied", extra="been has have"),
    _cue(
        "harms",
        _SAFETY,
        extra=f"events event effect effects follow-up {_PEOPLE} reported seen exosomes with",
    ),
    _cue("head-to-head", "head-to-head versus vs against", extra="head drug drugs compared comparison"),
    _cue("head-to-head", "head", extra="to drug drugs compare compared comparison with"),
    _cue("head-to-head", "compared compare comparison", "directly direct", extra="drug drugs with"),
    _cue(
        "human-studies",
        _PEOPLE,
        "study studies trial trials results result outcome outcomes",
        extra="happened measured",
    ),
    _cue("hypotheses", "hypothesis hypotheses", extra="untested links"),
    _cue("hypotheses", "untested", "links link suggest suggestions suggested", extra="suggest suggestions"),
    _cue(
        "non-vesicle-controls",
        "control controls controlled",
        "non-vesicle depleted vesicle-depleted medium",
        extra="material used medium depleted",
    ),
    _cue(
        "pathway-support",
        "support supported causal mechanism perturbation marker markers",
        extra=(
            "shown only change well perturbation markers marker support supported "
            "through move preparations activation causal mechanism by or"
        ),
    ),
    _cue(
        "positions",
        ("regulators regulator regulatory authorities authority fda position positions"),
        extra=("say says state states statement statements positions position marketing"),
    ),
    _cue(
        "publication-status",
        ("retracted retraction retractions correction corrections corrected preprint preprints"),
        extra="papers paper graph",
    ),
    _cue(
        "registry-against-paper",
        "registry registries registered register",
        extra=f"{_TRIAL} differ differs paper papers state their",
    ),
    _cue(
        "reporting-completeness",
        "completely completeness",
        extra="reported reporting preparations preparation",
    ),
    _cue("reporting-items", "items item", "missing", extra="reporting reports report often most"),
    _cue("reporting-matrix", "checklist", "item items matrix", extra="reporting by"),
    _cue("review-inclusion", "include includes included inclusion", _REVIEW, extra="each primary", bonus=-1),
    _cue("review-overlap", "overlap overlaps overlapping", _REVIEW, extra="much pair pairs between"),
    _cue("review-overlap-overall", "overall", "overlap overlaps", extra="reviews review much"),
    _cue("review-overlap-overall", "covered", "area", extra="corrected overall cca"),
    _cue(
        "review-statements",
        _REVIEW,
        "say says conclude conclusion conclusions state",
        extra="evidence human without",
    ),
    _cue(
        "source-conditions",
        "3d 2d passage primed priming engineered conditions",
        extra=("culture change effect compared with against native ones vesicles differ from or"),
    ),
    _cue(
        "sources-on-cell",
        "tested tried",
        "on",
        extra="sources source has have been exosome exosomes vesicle vesicles list",
        bonus=-1,
    ),
    _cue(
        "sponsor-lens",
        ("sponsor sponsors sponsored funding funded funder funders paid interest interests"),
        extra="conflict conflicts matter direction results who",
    ),
    _cue("studies-in-no-review", "no", _REVIEW, extra="include included primary any"),
    _cue(
        "translational-ladder",
        "ladder rung rungs",
        extra="translational highest far up come reached each source",
    ),
)
"""All cues, by question; ``conflicts of interest`` is told from ``conflicts`` by its second word."""

DEFAULT_QUESTION: Final = Cue("findings", ())
"""Asked where names are found and no cue is met."""

EFFECT_CUES: Final = {
    "increases": _words(
        "increase increases increased activate activates activated induce induces promote "
        "promotes enhance enhances raise raises stimulate stimulates boost boosts improve "
        "improves upregulate upregulates"
    ),
    "decreases": _words(
        "decrease decreases decreased inhibit inhibits inhibited reduce reduces suppress "
        "suppresses lower lowers delay delays block blocks downregulate downregulates"
    ),
    "delivers": frozenset(["deliver", "delivers"]),
    "contains": frozenset(["contain", "contains", "carry", "carries"]),
}
"""Words that say a direction."""

EFFECT_PHRASES: Final = {"no detected effect": "no detected effect", "no effect": "no detected effect"}
"""Phrases that say a direction; the only place where ``no`` is understood outside a cue."""

RUNG_CUES: Final = {
    "in vitro": "in vitro",
    "ex vivo": "ex vivo",
    "in animals": "animal",
    "in controlled human trials": "controlled human",
}
"""Phrases that say a rung."""

SYNONYMS: Final = {
    "source:dermal-papilla-cell": ("DPC",),
    "CL:0000346": ("DPC", "dermal papilla"),
    "NCBITaxon:10090": ("mice",),
    "GO:0060070": ("Wnt/beta-catenin", "Wnt/β-catenin"),
}
"""Names people say that ``terms.tsv`` does not hold, used in sentences only."""

WEAK_NAMES: Final = _words(
    "human humans people drug drugs animal animals adverse-event adverse-events side- effect side-effects"
)
"""Names of terms that are plain words too (blanks as hyphens): words first, names if that fails."""

FILLERS: Final = _words(
    "a an the is are was were be been do does did has have had there it this that these "
    "those what which who how where when me us you i of on in for to from by with and at "
    "about all any every show list give tell find get please can could would anything "
    "everything something exosome exosomes vesicle vesicles ev evs extracellular derived "
    "sourced study studies finding findings evidence effect effects concern concerns "
    "found results result research literature known source sources reported touches "
    "happens happened happen as into their its"
)
"""Words that carry no meaning of their own here. Never a negation, an exception, a number or a comparison."""
