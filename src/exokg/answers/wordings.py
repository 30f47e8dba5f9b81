"""How sentences say the values of parameters other than by the name of a term; data for the matcher."""

from __future__ import annotations

from typing import Final

from ..curation.spelling import singular, words_of

__all__ = [
    "BE",
    "CLAUSES",
    "CONTAINED",
    "DESCRIBING",
    "DETERMINERS",
    "DO",
    "FILLERS",
    "FOUND",
    "HEADS",
    "INERT",
    "LEADING",
    "ONCE",
    "PHRASES",
    "SPECIES",
    "SYNONYMS",
    "THINGS",
    "TURNING",
    "UNASKED",
    "VERBS",
    "VESICLES",
    "WEAK_NAMES",
    "folded",
]


def folded(text: str) -> frozenset[str]:
    """The words of a text, each in the form in which words are compared."""
    return frozenset(map(singular, words_of(text)))


Said = dict[str, tuple[str, ...]]
"""Key of a parameter (its closed list, else its name) → values."""

DO: Final = frozenset(["do", "does", "did"])
FOUND: Final = frozenset(["found", "present", "detected", "measured", "there"])
ONCE: Final = frozenset(["no", "not", "never", "only"])
"""Words that change a meaning, and change it back or elsewhere when they are said twice."""

TURNING: Final = frozenset(ONCE | {"without", "except", "but", "than", "or", "against", "more", "less"})
"""Words without which a sentence may mean the contrary, so that nothing near it is offered."""

INERT: Final = frozenset(
    ["hair outcome", "clinical outcome", "skin outcome", "safety outcome", "condition", "route", "species"]
)
"""Categories of what never acts."""

SPECIES: Final = frozenset(["human", "mouse", "murine", "rat", "porcine"])
"""Words for species of which there are cells in the graph."""

BE: Final = frozenset(["is", "are", "was", "were", "be", "been", "being"])

CLAUSES: Final = frozenset(["that", "which", "who", "what", "to", "have", "has", "had"])
"""Words that begin a new clause or make a verb active: was it minoxidil *that* raised, *to have* raised."""

HEADS: Final = frozenset(["preparation", "product", "source"])
"""Plain words, in the singular, that are what is asked for where *of* follows: preparation of exosomes."""

LEADING: Final = frozenset(["concern", "concerns", "touch", "touches"])
"""Words that only lead to the name behind them."""

VESICLES: Final = frozenset(
    ["exosome", "exosomes", "exosomal", "exo", "vesicle", "vesicles", "ev", "evs", "sev", "sevs", "derived"]
)
"""Words that make the name before them a source."""

DESCRIBING: Final = frozenset(["small", "extracellular", "secreted"])
"""Words that mean nothing of their own beside a word for vesicles; elsewhere they do: small studies."""

DETERMINERS: Final = frozenset(["a", "an", "the", "any", "all", "some", "this", "that", "their", "its"])

THINGS: Final = frozenset(
    ["effect", "treatment", "therapy", "product", "preparation", "study", "finding", "evidence", "source"]
)
"""Plain words, in the singular, for things that a sentence may hold, but not act on."""

CONTAINED: Final[Said] = {"effect": ("contains",)}
"""What is said to be *in* vesicles is contained in them."""

UNASKED: Final = "unasked"
"""Key of phrases that no question takes, though its words may be known."""

_HUMAN: Final[Said] = {"rung": ("uncontrolled human", "controlled human")}


def _several(table: dict[str, Said]) -> dict[tuple[str, ...], Said]:
    """Each of the phrases of a line, as its words, with what it says."""
    return {tuple(phrase.split()): said for line, said in table.items() for phrase in line.split("|")}


VERBS: Final = _several(
    {
        "increase|increases|increased|increasing|activate|activates|activated|activating|activation of|"
        "induce|induces|induced|inducing|promote|promotes|promoted|promoting|enhance|enhances|enhanced|enhancing|"
        "raise|raises|raised|raising|stimulate|stimulates|stimulated|stimulating|boost|boosts|boosting|"
        "improve|improves|improved|improving|upregulate|upregulates|upregulated|upregulating|"
        "rise|rises|rose|went up|goes up|elevate|elevates|elevated|elevating|"
        "accelerate|accelerates|accelerated|accelerating": {"effect": ("increases",)},
        "decrease|decreases|decreased|decreasing|inhibit|inhibits|inhibited|inhibiting|inhibition of|"
        "fall|falls|fell|went down|goes down|reduce|reduces|reduced|reducing|"
        "suppress|suppresses|suppressed|suppressing|"
        "lower|lowers|lowered|lowering|delay|delays|delayed|delaying|block|blocks|blocked|blocking|"
        "downregulate|downregulates|downregulated|downregulating|prevent|prevents|prevented|preventing": {
            "effect": ("decreases",)
        },
        "deliver|delivers|delivered": {"effect": ("delivers",)},
        "contain|contains|contained|carry|carries|carried": {"effect": ("contains",)},
        "no detected effect|no effect": {"effect": ("no detected effect",)},
    }
)
"""Words for a direction: what stands before is what acts, what stands behind is acted on."""

PHRASES: Final = VERBS | _several(
    {
        "in vitro|in culture|in cell culture": {"rung": ("in vitro",)},
        "ex vivo": {"rung": ("ex vivo",)},
        "in animals|in animal models|in animal studies|in living animals|animal findings|animal data|"
        "animal evidence|animal experiments": {"rung": ("animal",)},
        "mice": {"species": ("NCBITaxon:10090",), "rung": ("animal",)},
        "rats": {"species": ("NCBITaxon:10116",), "rung": ("animal",)},
        "clinical evidence|human evidence|clinical data|human data|"
        "humans|in people|on people|on patients|in patients|in man|in human studies|in clinical studies|"
        "in clinical trials|in human subjects|in human trials|in participants": _HUMAN,
        "in controlled human trials|in controlled trials|in placebo controlled trials|"
        "controlled human evidence|controlled human studies": {"rung": ("controlled human",)},
        "retracted|retraction|retractions": {"status": ("retracted",)},
        "corrected|correction|corrections": {"status": ("corrected",)},
        "preprint|preprints": {"status": ("preprint",)},
        "recruiting|enrolling|looking for participants|looking for patients": {
            "registrystate": ("recruiting",)
        },
        "not yet recruiting": {"registrystate": ("not yet recruiting",)},
        "completed|finished": {"registrystate": ("completed",)},
        "withdrawn": {"registrystate": ("withdrawn",)},
        "active not recruiting": {"registrystate": ("active, not recruiting",)},
        "context dependent": {"conflictkind": ("context-dependent",)},
        "null versus effect": {"conflictkind": ("null-versus-effect",)},
        "terminated|stopped early|ended early": {"registrystate": ("terminated",)},
        "randomized controlled|randomised controlled|randomized|randomised|rct|rcts": {
            "design": ("randomized controlled",)
        },
        "split scalp|half head": {"design": ("split scalp",)},
        "single arm": {"design": ("single arm",)},
        "case report|case reports": {"design": ("case report",)},
        "case series": {"design": ("case series",)},
        "retrospective": {"design": ("retrospective",)},
        "fda|food and drug administration": {"authority": ("FDA",)},
        "isev": {"authority": ("ISEV",)},
        "mfds": {"authority": ("MFDS",)},
        "korea|korean|south korea": {"authority": ("Korea",)},
        "japan|japanese": {"authority": ("Japan",)},
        "taiwan|taiwanese": {"authority": ("Taiwan",)},
        "canada|canadian": {"authority": ("Canada",)},
        "saudi arabia|saudi": {"authority": ("Saudi",)},
        "uk|united kingdom|britain|british": {"authority": ("United Kingdom",)},
        "eu|europe|european union|european": {"authority": ("European Union",)},
        "usa|the us|united states|american": {"authority": ("United States",)},
        "warning|warnings|warn|warns|warned": {"stance": ("warning",)},
        "ban|bans|banned|prohibit|prohibits|prohibited|prohibition|prohibitions|forbidden": {
            "stance": ("prohibited",)
        },
        "evidence against|findings against|studies against": {UNASKED: ()},
        "require|requires|requirement|requirements": {"stance": ("requirement",)},
    }
)
"""Phrases and what each says; all of it must find a place in the question, or the cue must hold the words."""

SYNONYMS: Final = {
    "source:dermal-papilla-cell": ("dermal papilla",),
    "CL:0000346": ("dermal papilla",),
    "source:bovine-colostrum": ("colostrum",),
    "source:adipose-msc": ("adipose",),
    "source:adipose-tissue": ("adipose", "fat"),
    "source:umbilical-cord-msc": ("umbilical cord",),
    "source:whartons-jelly-msc": ("Wharton's jelly",),
    "source:bone-marrow-msc": ("bone marrow", "BMSC"),
    "source:blood-plasma": ("plasma",),
    "source:rose-stem-cell": ("rose",),
    "source:salmon-tissue": ("salmon",),
    "GO:0007224": ("Sonic hedgehog",),
    "GO:0060070": ("Wnt/beta-catenin",),
    "term:anagen-entry": ("anagen",),
    "term:anagen-duration": ("anagen",),
    "term:catagen-entry": ("catagen",),
    "term:hair-growth": ("grow hair", "hair grow"),
    "term:hair-regrowth": ("regrow hair", "hair regrow"),
    "term:injection": ("injected", "inject"),
    "OBI:0003556": ("topical application", "topically", "applied topically"),
    "term:marketing-approval": ("approved", "approval", "approve", "authorised", "authorized", "licensed"),
    "term:standardisation": ("standardisation",),
    "term:cosmetic-use": ("cosmetics", "cosmetic"),
}
"""Names people say that ``terms.tsv`` does not hold, used in sentences only.

A word may stand for several terms, as ``catagen`` for the phase and for its beginning: all are meant.
"""

FILLERS: Final = folded(
    "a an the is are was were be been being do does did has have had there it this that these those "
    "what whats which who how where me you of on in for to from by with and at about as all any every "
    "some show list give tell find get please i we want know "
    "can could would anything everything something anyone "
    "exosome exosomal vesicle ev evs sev sevs exo derived preparation "
    "product treatment therapy study finding evidence effect found literature known source "
    "reported happen happened into their its then they them "
    "you your our whether actually really treated given ever after now currently moment if possible "
    "provide dump regarding concerning stated labelled please kindly my done gave use experiment"
)
"""Words that ask for nothing of their own here. Never a negation, an exception, a number or a comparison."""

WEAK_NAMES: Final = frozenset(["human", "people", "drug", "animal", "adverseevent", "sideeffect"])
"""Normal forms of terms that are plain words too: no names where the words of a cue hold them."""
