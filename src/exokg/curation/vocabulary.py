"""The closed lists a curator chooses from, in the words that stand in a record.

Each list is a ``Literal``; the room *rdf* turns every word into one named individual of
``ontology.ttl`` (``"in vitro"`` → ``code:rung-in-vitro``), so that a list and its meaning cannot part.
Three lists have no individuals: a kind becomes a class, an effect a property, and yes, no and unclear
stay text, which the shapes check.
"""

from __future__ import annotations

from typing import Literal

from ..model.effects import Effect
from ..model.kinds import RecordKind as Kind
from ..model.lists import (
    Confidence,
    Contrast,
    PreparationItem,
    ReadingDepth,
    ReportingState,
    StudyItem,
    YesNo,
)
from ..model.rungs import HUMAN_RUNGS, LADDER, RUNGS_OF_DESIGNS, Design, Rung

__all__ = [
    "HUMAN_RUNGS",
    "LADDER",
    "RUNGS_OF_DESIGNS",
    "ComparatorKind",
    "ConclusionKind",
    "Confidence",
    "Contrast",
    "Design",
    "DesignFeature",
    "DifferenceKind",
    "DocumentType",
    "DoseDimension",
    "Effect",
    "FunderKind",
    "HarmState",
    "InclusionList",
    "Kind",
    "PreparationItem",
    "PreparationType",
    "ReadingDepth",
    "RegistryState",
    "ReportingState",
    "Rung",
    "SeedSupport",
    "SpreadType",
    "Stance",
    "Statistic",
    "Status",
    "StudyItem",
    "Support",
    "TitleStatus",
    "YesNo",
]

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

PreparationType = Literal[
    "extracellular vesicle",
    "vesicle mimetic",
    "membrane nanoparticle",
    "vesicle formulation",
    "non-vesicle",
    "product class",
]
"""``product class``: products in general; ``vesicle formulation``: loaded, gelled, dried or mixed."""

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
