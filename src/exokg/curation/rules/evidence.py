"""Rules about findings: their subject, their rung, their support, and what was not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model.rungs import HUMAN_RUNGS, LADDER, RUNGS_OF_DESIGNS
from ..graph import Graph, Located
from .registry import Found, on_record

_HUMAN_CURIE: Final = "NCBITaxon:9606"
_NO_SOURCE: Final = ("source:not-shown", "source:not-reported")


@on_record("subject-not-one", "ERROR")
def subject_not_one(record: Located, _graph: Graph) -> Iterator[Found]:
    """A finding has exactly one subject."""
    for position, finding in enumerate(record.record.findings):
        if (finding.about is None) == (finding.molecule is None):
            what = "no subject" if finding.about is None else "two subjects, about and molecule"
            message = f"the finding {finding.id} has {what}"
            yield ("findings", position), message, "give either about or molecule"


@on_record("rung-contradicts-design", "ERROR")
def rung_contradicts_design(record: Located, _graph: Graph) -> Iterator[Found]:
    """The rung of a system fits the designs of the study."""
    if record.record.kind != "study" or not record.record.designs:
        return
    known = [RUNGS_OF_DESIGNS.get(design, (None, LADDER)) for design in record.record.designs]
    allowed = {rung for _, rungs in known for rung in rungs}
    for key, system in record.record.systems.items():
        if system.rung != "not shown" and system.rung not in allowed:
            message = f"the rung {system.rung} does not fit the designs {', '.join(record.record.designs)}"
            yield ("systems", key, "rung"), message, "correct the rung, or add the missing design"


@on_record("human-study-without-rung", "WARN")
def human_study_without_rung(record: Located, _graph: Graph) -> Iterator[Found]:
    """A human study has a human system."""
    if record.record.kind != "study" or not record.record.findings:
        return
    human = [
        design
        for design in record.record.designs
        if design in RUNGS_OF_DESIGNS and set(HUMAN_RUNGS).intersection(RUNGS_OF_DESIGNS[design][1])
    ]
    rungs = {system.rung for system in record.record.systems.values()}
    if human and not rungs & {*HUMAN_RUNGS, "not shown"}:
        message = f"the design {human[0]} needs a human system, but no system has a human rung"
        yield ("designs",), message, "add a system with a human rung"


@on_record("rung-contradicts-taxon", "ERROR")
def rung_contradicts_taxon(record: Located, graph: Graph) -> Iterator[Found]:
    """A human rung needs human subjects."""
    for key, system in record.record.systems.items():
        taxon = None if system.taxon is None else graph.terms.find(system.taxon, ("species",))
        if system.rung in HUMAN_RUNGS and taxon is not None and taxon.curie != _HUMAN_CURIE:
            message = f"the rung is {system.rung}, but the taxon is {taxon.label}"
            yield ("systems", key, "taxon"), message, "correct the rung or the taxon"


@on_record("unread-stated-as-not-reported", "ERROR")
def unread_stated_as_not_reported(record: Located, graph: Graph) -> Iterator[Found]:
    """Only a full text can show that something is not reported."""
    yield from _absent_sources(record, graph)
    if record.record.read == "full text":
        yield from _mentioned_nowhere(record)
        return
    hint = "leave it out, which means not read; or read the full text"
    for position, name in enumerate(record.record.not_reported):
        message = f"{name} is called not reported, but the full text was not read"
        yield ("not-reported", position), message, hint
    for key, preparation in record.record.preparations.items():
        for item, state in preparation.reporting.items():
            if state == "not reported":
                message = f"{item} is called not reported, but the full text was not read"
                yield ("preparations", key, "reporting", item), message, hint
    for position, harm in enumerate(record.record.harms):
        if harm.state == "not reported":
            message = "harms are called not reported, but the full text was not read"
            yield ("harms", position, "state"), message, "write state: not mentioned, or not read"


def _absent_sources(record: Located, graph: Graph) -> Iterator[Found]:
    """A source that is said to be missing: how much was read decides what a missing field means."""
    for key, preparation in record.record.preparations.items():
        source = None if preparation.source is None else graph.terms.find(preparation.source, ("source",))
        if source is not None and source.curie in _NO_SOURCE:
            message = f"{preparation.source} is no source"
            yield ("preparations", key, "source"), message, "leave it out; how much was read says why"


def _mentioned_nowhere(record: Located) -> Iterator[Found]:
    """What is called not mentioned in a full text, where silence is *not reported*."""
    for position, name in enumerate(record.record.not_mentioned):
        message = f"{name} is called not mentioned, though the full text was read"
        yield ("not-mentioned", position), message, "list it in not-reported"
    for position, harm in enumerate(record.record.harms):
        if harm.state == "not mentioned":
            message = "harms are called not mentioned, though the full text was read"
            yield ("harms", position, "state"), message, "write state: not reported"


@on_record("seed-support-without-basis", "WARN")
def seed_support_without_basis(record: Located, _graph: Graph) -> Iterator[Found]:
    """A judgement on the seed article gives its basis."""
    for loc, part in record.parts("findings", "harms", "statements", "conclusions"):
        if part.seed is not None and part.seed.basis is None:
            message = f"{part.id} is marked {part.seed.support} without a basis"
            yield (*loc, "seed"), message, "add basis"


@on_record("review-finding-without-studies", "INFO")
def review_finding_without_studies(record: Located, _graph: Graph) -> Iterator[Found]:
    """A finding of a review names the studies it rests on."""
    if record.record.kind == "review" and record.record.inclusion_list != "not read":
        for position, finding in enumerate(record.record.findings):
            if not finding.rests_on:
                message = f"the finding {finding.id} does not name the studies it rests on"
                yield ("findings", position), message, "add rests-on"


@on_record("study-rests-on-others", "ERROR")
def study_rests_on_others(record: Located, _graph: Graph) -> Iterator[Found]:
    """Only a review's finding rests on other studies."""
    if record.record.kind != "review":
        for position, finding in enumerate(record.record.findings):
            if finding.rests_on:
                message = f"the finding {finding.id} has rests-on, but this record is not a review"
                yield ("findings", position, "rests-on"), message, "delete rests-on"


@on_record("exosome-without-ground", "ERROR")
def exosome_without_ground(record: Located, _graph: Graph) -> Iterator[Found]:
    """A preparation is typed as exosome only if its biogenesis was shown."""
    for key, preparation in record.record.preparations.items():
        ground = preparation.biogenesis_shown
        loc = ("preparations", key, "biogenesis-shown")
        if ground is None:
            continue
        if preparation.type in ("non-vesicle", "product class", "vesicle mimetic", "membrane nanoparticle"):
            message = f"{key} has biogenesis-shown, but its type is {preparation.type}"
            yield loc, message, "delete biogenesis-shown"
        elif len(ground.split()) < 4:
            message = f"biogenesis-shown of {key} has fewer than four words"
            yield loc, message, "say how the endosomal origin was shown, or delete biogenesis-shown"


@on_record("harm-without-arm", "ERROR")
def harm_without_arm(record: Located, _graph: Graph) -> Iterator[Found]:
    """A harm names the group it was seen in."""
    others = any(arm.co_interventions for arm in record.record.arms.values())
    for position, harm in enumerate(record.record.harms):
        if others and harm.state == "observed" and harm.arm is None and harm.population is None:
            message = "something else was given in this study, but the harm names no arm"
            yield ("harms", position, "event"), message, "add arm, or say in population that it is not stated"
