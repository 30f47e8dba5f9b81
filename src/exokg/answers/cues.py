"""The words by which a sentence shows which question it asks; data for the matcher.

Words stand in the singular of :func:`~..curation.spelling.singular`, in which sentences are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
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
        groups: alternatives, one set per group.
        extra: further words such a sentence may hold, which ask for nothing that the answer leaves out.
        needs: a parameter that must be given, for a question that is asked by naming something.
        bonus: added to the number of groups where a cue tells more or less than its length says.
        without: plain words that ask for something else than this question answers.
        ordered: whether the groups are met only in this order, as where one negates the next.
    """

    question: str
    groups: tuple[frozenset[str], ...]
    extra: frozenset[str] = frozenset()
    needs: str = ""
    bonus: int = 0
    without: frozenset[str] = frozenset()
    ordered: bool = False

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


def _cue(
    question: str,
    *groups: str,
    extra: str = "",
    needs: str = "",
    bonus: int = 0,
    without: str = "",
    ordered: bool = False,
) -> Cue:
    return Cue(question, tuple(map(folded, groups)), folded(extra), needs, bonus, folded(without), ordered)


_CLAIM = "claim edge"
_PEOPLE = "human people patient clinical participant person subject"
_TRIAL = "trial registration entry"
_PAPER = "paper publication article record"
_NEEDED = "necessity necessary needed required"
_NOT_SO = "vesicle ev exosome exosomal material"
_TOGETHER = "together alongside combined combination"
_OTHER = "source evidence effect treatment therapy preparation product finding"
_REVIEW = "review"
_SAFETY = (
    "adverse harm harmful side safe safely safety unsafe risk risky danger dangerous tolerated "
    "tolerability complication reaction toxicity toxic hurt"
)
_SEEN = "reported seen recorded observed noted described happened occurred found anyone often how many"
_FOUND = "finding study evidence effect literature source"
_WORKS = "work effective effectively effectiveness efficacy help helpful benefit treat"
_SUPPORT = "support supported causal mechanism perturbation marker"
_MOVED = "move moved modulate affect alter influence change activation inhibition"
_RECOMPUTED = "recompute recomputed recomputing anew afresh"
_REGULATOR = "regulator regulatory regulation authority position official"
_SAYS = "say state said statement think write issue issued"
_ASKED = "what which who"
_MAY = "require required allow allowed permit permitted legal legally approve approved"

CUES: Final = (
    _cue("animal-only", "animal", "only", extra=f"pair outcome tested studied {_SEEN}"),
    _cue(
        "animal-only",
        "animal",
        "none",
        "human people clinical",
        extra=f"but pair outcome {_SEEN}",
        ordered=True,
    ),
    _cue(
        "animal-only",
        "animal",
        "but",
        "no",
        "human people clinical",
        extra=f"pair outcome {_SEEN}",
        ordered=True,
    ),
    _cue("bibliography", "citation bibliography bibtex reference citing", extra=f"{_PAPER} list"),
    _cue("bibliography", "cite", "i we should how", extra=_PAPER),
    _cue("by-identifier", needs="id", extra="touch touching concern concerning everything about mention got"),
    _cue(
        "cargo-chain",
        "chain link",
        "cargo complete missing mir first chain",
        extra="molecule outcome hair target pathway each still",
    ),
    _cue("cargo-necessity", _NEEDED, extra="tested shown knocked down to", needs="cargo"),
    _cue("cargo-necessity", _NEEDED, "cargo molecule mir", extra="tested shown knocked down to"),
    _cue("cargo-links", "behind", "link chain", extra="each cargo individual single"),
    _cue("claim-provenance", "provenance", extra=f"{_CLAIM} that"),
    _cue("claim-provenance", "for", "against", extra=f"{_CLAIM} and that", ordered=True),
    _cue("claim-provenance-prov", "prov", extra=f"{_CLAIM} o that provenance same"),
    _cue("claims", _CLAIM, extra="all their", bonus=-1, without="product treatment therapy"),
    _cue(
        "claims",
        _CLAIM,
        "number count many",
        extra="all their together independent group agreement direction highest rung",
        without="product treatment therapy",
    ),
    _cue("claims", "strength", "evidence claim", extra=f"{_CLAIM} that"),
    _cue("claims", "how", "strong solid robust certain", "evidence claim", extra="that", ordered=True),
    _cue(
        "co-interventions",
        _TOGETHER,
        extra="given seen other from used result control comparator arm group get got had too also",
        needs="given",
    ),
    _cue("co-interventions", _TOGETHER, "another other", extra="given seen used treatment intervention"),
    _cue(
        "co-interventions",
        "also too addition additionally",
        "got get received receive given",
        extra=f"arm group control comparator in to {_PEOPLE}",
        needs="given",
    ),
    _cue("co-interventions", "separable", extra="other another from"),
    _cue("co-interventions", "co", "intervention", extra="given"),
    _cue("co-interventions", "cointervention", extra="as given"),
    _cue("co-interventions", "another other", "treatment intervention", extra="given same time received"),
    _cue(
        "conflicts",
        "conflict conflicting contradict contradiction contradictory disagree disagreement inconsistent",
        extra=f"each other result {_PAPER}",
    ),
    _cue(
        "conflicts-recomputed",
        _RECOMPUTED,
        "conflict conflicting contradiction",
        extra="pair straight directly raw",
    ),
    _cue("conflicts", needs="kind", extra="disagreement pair only between", bonus=1),
    _cue(
        "dose-table",
        "dose dosed dosing dosage particle route schedule session",
        without="effect finding evidence",
        extra="table how many injected given used administration use i inject",
    ),
    _cue(
        "evidence-recomputed",
        _RECOMPUTED,
        "evidence claim vector",
        extra=f"{_CLAIM} vector straight directly raw",
    ),
    _cue("export-edges", "export", "edge", extra="other another knowledge graph kgx biolink style format"),
    _cue(
        "findings",
        extra="act affect influence help far so data shown proof obtained seen see saw regulate modulate "
        "alter result measured tested tried studied investigated examined",
    ),
    _cue("fragility", "fragile fragility", extra=_CLAIM),
    _cue(
        "fragility",
        _CLAIM,
        "single one",
        extra=f"only rest depend supported hang laboratory lab group if were removed fall would {_PAPER}",
    ),
    _cue("gap-map", "gap", extra="map empty cell"),
    _cue("gap-map", "never nobody", "tested tried studied", extra="yet still"),
    _cue("gap-map", "unknown untested", "still yet remain", extra="tested tried studied"),
    _cue("gap-map", "not", "yet", "tested tried studied"),
    _cue("harms", _SAFETY, extra=f"data event follow up hair denominator {_PEOPLE} {_SEEN}"),
    _cue("harms", needs="event", extra=f"{_SEEN} {_PEOPLE}", bonus=1, without="effect"),
    _cue("head-to-head", "versus vs", extra="drug compared comparison head to", needs="drug"),
    _cue("head-to-head", "head", extra="to drug compare compared comparison"),
    _cue("head-to-head", "compare compared comparison", extra="directly direct against", needs="drug"),
    _cue("head-to-head", "compare compared comparison", "drug", extra="directly direct against"),
    _cue(
        "head-to-head",
        "better worse superior inferior stronger weaker beat outperform",
        extra=f"than to {_WORKS}",
        needs="drug",
    ),
    _cue("head-to-head", "good effective", "as than", extra=_WORKS, needs="drug"),
    _cue(
        "human-studies",
        _PEOPLE,
        "study trial result outcome",
        extra=f"measured measure measuring change changed gain much compared number {_SEEN}",
    ),
    _cue("human-studies", "patient people participant", "treated enrolled", extra="how many number"),
    _cue("human-studies", _PEOPLE, "change changed gain", needs="outcome", extra="much"),
    _cue("human-studies", _PEOPLE, "change changed gain", needs="condition"),
    _cue("human-studies", _WORKS, extra=f"{_PEOPLE} hair", bonus=-1, without="against"),
    _cue("human-studies", needs="condition", extra=f"{_PEOPLE} {_WORKS} shown proof result", bonus=-1),
    _cue("hypotheses", "hypothesis idea", extra="untested link end ending start starting about b c"),
    _cue("hypotheses", "untested", "link suggest suggestion suggested"),
    _cue(
        "hypotheses",
        "never untested",
        "together",
        "suggest suggested follow following",
        extra="tested but two middle through",
    ),
    _cue("non-vesicle-controls", "control controlled", "depleted medium", extra="used medium depleted"),
    _cue("non-vesicle-controls", "control controlled", "non", _NOT_SO, extra="used", ordered=True),
    _cue("non-vesicle-controls", "non", _NOT_SO, "control controlled", extra="used", ordered=True),
    _cue("pathway-support", _SUPPORT, extra=f"{_MOVED} shown well through"),
    _cue("pathway-support", _SUPPORT, "or", extra=f"{_MOVED} shown only by"),
    _cue("positions", _REGULATOR, extra=f"{_SAYS} marketing", without=_FOUND),
    _cue("positions", _REGULATOR, extra=f"{_SAYS} {_MAY} marketing", without=f"{_FOUND} {_ASKED}"),
    _cue("positions", needs="authority", extra=f"{_REGULATOR} {_SAYS} use", without=_FOUND),
    _cue(
        "positions",
        needs="authority",
        extra=f"{_REGULATOR} {_SAYS} {_MAY} use",
        without=f"{_FOUND} {_ASKED}",
    ),
    _cue("positions", needs="stance", extra="use issue issued", bonus=1, without=_FOUND),
    _cue("positions", needs="topic", extra="say", bonus=-1, without=_FOUND),
    _cue("positions", needs="topic", extra=f"say {_MAY}", bonus=-1, without=f"{_FOUND} {_ASKED}"),
    _cue(
        "publication-status",
        "retracted retraction correction corrected preprint",
        extra=f"{_PAPER} notice graph or touch touched {_CLAIM}",
    ),
    _cue("registry-against-paper", "registry registered register", extra=f"{_TRIAL} state", without=_OTHER),
    _cue(
        "registry-against-paper",
        "registry registered register registration",
        _PAPER,
        "and differ agree disagree discrepancy mismatch match",
        extra=f"{_TRIAL} between published",
        without=_OTHER,
    ),
    _cue("reporting-completeness", "completely completeness complete", "reported reporting"),
    _cue("reporting-completeness", "completeness", extra="reporting"),
    _cue("reporting-items", "item", "missing", extra="checklist reporting report often most", without=_OTHER),
    _cue("reporting-items", "item", "left", "out", extra="checklist reporting often most", without=_OTHER),
    _cue("reporting-matrix", "checklist", "item matrix", extra="reporting"),
    _cue(
        "review-inclusion",
        "include included inclusion",
        _REVIEW,
        extra="each primary",
        bonus=-1,
        without=_OTHER,
    ),
    _cue(
        "review-overlap",
        "overlap overlapping",
        _REVIEW,
        extra="much pair pairwise primary between",
        without=_OTHER,
    ),
    _cue("review-overlap", "same", "study", _REVIEW, extra="cite include included rest use", without=_OTHER),
    _cue("review-overlap-overall", "overall", "overlap", extra="review much"),
    _cue("review-overlap-overall", "covered", "area", extra="corrected overall cca review"),
    _cue("review-overlap-overall", "cca", extra="review overall"),
    _cue(
        "review-statements",
        _REVIEW,
        "say conclude conclusion state claim",
        extra="rung highest reach reached underlying",
    ),
    _cue("review-statements", _REVIEW, "say conclude conclusion claim", "without", "human", ordered=True),
    _cue(
        "source-conditions",
        "3d 2d passage primed priming engineered spheroid",
        extra="culture change compared compare against native one differ or spheroid",
    ),
    _cue("source-conditions", "condition", "culture source", extra="change differ"),
    _cue("sources-on-cell", "tested tried", "on", extra="outcome", needs="cell", bonus=-1),
    _cue(
        "sponsor-lens",
        "sponsor sponsored funding funded fund funder paid pay",
        extra="matter depend direction result company industry research bias",
    ),
    _cue("sponsor-lens", "conflict", "interest"),
    _cue(
        "studies-in-no-review",
        "study",
        "no",
        _REVIEW,
        extra="include included primary",
        ordered=True,
        without=_OTHER,
    ),
    _cue(
        "studies-in-no-review",
        "study",
        "not",
        _REVIEW,
        extra="included primary",
        ordered=True,
        without=_OTHER,
    ),
    _cue(
        "term-mappings", "term", "mapping mapped", extra="own local locally minted outside external ontology"
    ),
    _cue("term-prefixes", "prefix", extra="curie curies use used"),
    _cue("translational-ladder", "highest", "level", extra="reached"),
    _cue(
        "translational-ladder",
        "ladder rung far closest",
        extra="translational highest ladder up come got gone reached translated climbed each "
        "clinic cell controlled trial towards toward patient",
    ),
    _cue(
        "trials",
        "trial",
        extra=f"currently exist existing {_PEOPLE} enrol enroll who sponsor fund funded run phase design",
        bonus=-1,
        without="effect evidence finding find found",
    ),
    _cue("trials", _PEOPLE, "study trial", needs="source", bonus=1),
    _cue(
        "trials", "recruiting enrolling looking", needs="state", extra="currently participant patient people"
    ),
    _cue("trials", needs="design", extra=f"exist {_PEOPLE}"),
)
"""All cues. One without groups is met where its parameter, or for findings any, is given by name."""
