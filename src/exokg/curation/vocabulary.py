"""The closed lists a curator chooses from, in the words that stand in a record.

Each list is a ``Literal``; the room *rdf* turns every word into one named individual of
``ontology.ttl`` (``"in vitro"`` → ``code:rung-in-vitro``), so that a list and its meaning cannot part.
Three lists have no individuals: a kind becomes a class, an effect a property, and yes, no and unclear
stay text, which the shapes check.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

Kind = Literal["study", "review", "trial", "statement"]
"""What a record describes: an investigation, a review, a registry entry, a position paper or notice."""

ReadingDepth = Literal["full text", "abstract", "official page", "registry entry", "secondary summary"]
"""How much of the source was read. Absence of a field means *not reported* only after ``full text``."""

Confidence = Literal["high", "medium", "low"]
"""How sure one can be of what the page says; never how strong the evidence is."""

DocumentType = Literal[
    "primary",
    "case report",
    "systematic review",
    "narrative review",
    "protocol",
    "conference abstract",
    "commentary",
    "society statement",
    "reporting guideline",
    "regulatory notice",
    "registry entry",
    "not shown",
]
"""Kind of document, apart from the design of the study it reports (FaBiO classes where one fits)."""

Status = Literal["published", "preprint", "corrected", "retracted", "registered", "not shown"]
"""State of the publication; a retracted study stays and leaves every default answer."""

TitleStatus = Literal["shown", "translated", "descriptive", "not shown"]

Design = Literal[
    "in vitro",
    "ex vivo",
    "animal",
    "single arm",
    "randomized controlled",
    "split scalp",
    "allocation not shown",
    "retrospective",
    "case report",
    "case series",
    "systematic review",
    "narrative review",
    "meta-analysis",
    "not a study",
    "not stated",
]

DesignFeature = Literal[
    "prospective",
    "open label",
    "single blind",
    "double blind",
    "blinded",
    "placebo controlled",
    "parallel",
    "crossover",
    "dose escalation",
    "multicentre",
    "three arm",
    "five arm",
    "phase 1/2",
]

Rung = Literal["in vitro", "ex vivo", "animal", "uncontrolled human", "controlled human", "not shown"]
"""The translational ladder, lowest first; ``not shown`` where the page does not say what was measured in."""

LADDER: Final[tuple[Rung, ...]] = tuple(rung for rung in get_args(Rung) if rung != "not shown")
"""The rungs that say something, lowest first; ``exokg:rank`` of ontology.ttl counts them from 1."""

HUMAN_RUNGS: Final[tuple[Rung, ...]] = ("uncontrolled human", "controlled human")

RUNGS_OF_DESIGNS: Final[dict[Design, tuple[Rung | None, tuple[Rung, ...]]]] = {
    "in vitro": ("in vitro", ("in vitro",)),
    "ex vivo": ("ex vivo", ("in vitro", "ex vivo")),
    "animal": ("animal", ("ex vivo", "animal")),
    "single arm": ("uncontrolled human", ("uncontrolled human",)),
    "case report": ("uncontrolled human", ("uncontrolled human",)),
    "case series": ("uncontrolled human", ("uncontrolled human",)),
    "randomized controlled": ("controlled human", HUMAN_RUNGS),
    "split scalp": ("controlled human", HUMAN_RUNGS),
    "allocation not shown": (None, HUMAN_RUNGS),
    "retrospective": (None, HUMAN_RUNGS),
}
"""Of a study's design: the rung it implies by itself, where it implies one, and those it may measure on."""

PreparationType = Literal[
    "extracellular vesicle",
    "vesicle mimetic",
    "membrane nanoparticle",
    "vesicle formulation",
    "non-vesicle",
    "product class",
]
"""``product class``: products in general; ``vesicle formulation``: loaded, gelled, dried or mixed."""

Effect = Literal[
    "increases",
    "activates",
    "induces",
    "decreases",
    "inhibits",
    "delays",
    "no detected effect",
    "comparable to",
    "contains",
    "delivers",
]
"""The authors' verb, reduced to one word; *rdf* maps it to a direction (``activates`` → ``increases``)."""

Contrast = Literal["between-group", "within-group", "among treated", "unclear"]
"""Which difference a result gives; ``among treated``, older against younger say, is an association only."""

Support = Literal["perturbation", "marker", "enrichment", "not shown"]
"""How a mechanism is supported: something was blocked or added, a marker moved, or cargo was merely found."""

ComparatorKind = Literal[
    "own baseline",
    "placebo or vehicle",
    "untreated",
    "active drug",
    "other preparation",
    "source cell or medium",
    "inhibitor or knockdown",
    "disease model",
    "other treatment",
    "ambiguous",
    "not shown",
]

DoseDimension = Literal["particles", "protein mass", "volume", "drug mass", "sessions", "other"]
"""What a dose counts. Dimensions are never converted into each other."""

Statistic = Literal[
    "mean",
    "median",
    "count",
    "minimum",
    "maximum",
    "minimum across studies",
    "maximum across studies",
    "approximate",
    "fewer than",
    "Cliff's delta",
    "correlation coefficient r",
    "not shown",
]

SpreadType = Literal["SD", "SE", "IQR", "range", "not shown"]

HarmState = Literal["observed", "none observed", "not reported", "not read"]
"""``none observed`` is a sentence of the source; ``not reported`` needs a full text that is silent."""

Stance = Literal[
    "not approved",
    "prohibited",
    "restricted",
    "permitted",
    "warning",
    "requirement",
    "standard",
    "status",
    "not endorsed",
    "evidence gap",
    "author proposal",
]

YesNo = Literal["yes", "no", "unclear"]

SeedSupport = Literal["supported", "not seen", "differs"]
"""Whether the paper's own page bears out what the seed article says of it."""

ConclusionKind = Literal["promise", "caution"]

FunderKind = Literal["commercial", "public", "academic", "mixed", "unclear"]

RegistryState = Literal[
    "not yet recruiting",
    "recruiting",
    "active, not recruiting",
    "completed",
    "terminated",
    "withdrawn",
    "unknown",
    "not shown",
]

DifferenceKind = Literal[
    "registry and paper",
    "registry and reports",
    "parts of the entry",
    "copies of the entry",
    "reports",
]
"""Which two sources of one trial disagree."""

InclusionList = Literal["read", "partly read", "not read"]
"""Whether a review's list of included studies was seen; ``not read`` is unknown, never zero."""

ReportingState = Literal["reported", "not reported", "not applicable"]
"""What a curator may write; *not read* is what absence means unless the full text was read."""

PreparationItem = Literal[
    "source",
    "source condition",
    "starting material amount",
    "isolation",
    "particle count",
    "protein amount",
    "size",
    "membrane marker",
    "cytosolic marker",
    "non-vesicle marker",
    "single-vesicle image",
    "particle analysis",
    "cargo",
    "storage",
    "dose",
    "non-vesicle control",
]
"""Items of the reporting checklist for one preparation (informed by MISEV and EV-TRACK; not EV-METRIC)."""

StudyItem = Literal[
    "arms",
    "comparator",
    "allocation",
    "blinding",
    "n per arm",
    "n analysed",
    "condition",
    "severity",
    "product",
    "dose verbatim",
    "dose typed",
    "route",
    "depth",
    "sessions",
    "interval",
    "co-interventions",
    "co-interventions in comparator",
    "outcome unit",
    "timepoint",
    "baseline",
    "change",
    "spread",
    "spread kind",
    "contrast",
    "p value",
    "follow-up",
    "harms",
    "harms denominator",
    "funding",
    "product ties",
    "registration",
]
"""Items of the exokg reporting checklist for one human study."""
