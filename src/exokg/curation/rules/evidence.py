"""Rules about findings: one subject, one comparison, one contrast, and what was not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model.rungs import HUMAN_RUNGS, LADDER, RUNGS_OF_DESIGNS
from .registry import Found, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph import Graph, Located

rules: Final = Register()

_HUMAN_CURIE: Final = "NCBITaxon:9606"


@rules.on_record("subject-not-one", "ERROR")
def subject_not_one(record: Located, _graph: Graph) -> Iterator[Found]:
    """A finding has exactly one subject.

    Problem: a finding names no subject, or both a preparation (``about``) and a molecule.

    Solution: ``about`` names the preparation given; ``molecule`` stands instead of it where a cargo or an
    inhibitor was given alone. What a preparation acts through belongs into ``via``.

    Example: ``about: milk-exo`` without ``molecule``
    """
    for position, finding in enumerate(record.record.findings):
        if (finding.about is None) == (finding.molecule is None):
            what = "no subject" if finding.about is None else "two subjects"
            yield (
                ("findings", position),
                f"the finding {finding.id} has {what}",
                "give about or molecule, one of them",
            )


@rules.on_record("rung-contradicts-design", "ERROR")
def rung_contradicts_design(record: Located, _graph: Graph) -> Iterator[Found]:
    """A system's rung fits the designs of the study.

    Problem: something is said to be measured on a rung that none of the study's designs reaches, such as a
    controlled human rung in a single-arm study.

    Solution: correct the rung, or add the design that is missing.

    Example: ``designs: [randomized controlled]`` with ``rung: controlled human``
    """
    if record.record.kind != "study" or not record.record.designs:
        return
    known = [RUNGS_OF_DESIGNS.get(design, (None, LADDER)) for design in record.record.designs]
    allowed = {rung for _, rungs in known for rung in rungs}
    for key, system in record.record.systems.items():
        if system.rung != "not shown" and system.rung not in allowed:
            message = f"{system.rung} does not fit the designs {', '.join(record.record.designs)}"
            yield ("systems", key, "rung"), message, "correct the rung or add the design"


@rules.on_record("human-study-without-rung", "WARN")
def human_study_without_rung(record: Located, _graph: Graph) -> Iterator[Found]:
    """A human study has a human system.

    Problem: the design is that of a human study, but nothing is said to be measured in humans, so the study
    would stand too low on the ladder.

    Solution: add a system with the rung ``uncontrolled human`` or ``controlled human``.

    Example: ``designs: [single arm]`` with a system of ``rung: uncontrolled human``
    """
    if record.record.kind != "study" or not record.record.findings:
        return
    human = [
        design
        for design in record.record.designs
        if design in RUNGS_OF_DESIGNS and set(HUMAN_RUNGS).intersection(RUNGS_OF_DESIGNS[design][1])
    ]
    rungs = {system.rung for system in record.record.systems.values()}
    if human and not rungs & {*HUMAN_RUNGS, "not shown"}:
        yield ("designs",), f"a {human[0]} study has no system in humans", "add a system with a human rung"


@rules.on_record("rung-contradicts-taxon", "ERROR")
def rung_contradicts_taxon(record: Located, graph: Graph) -> Iterator[Found]:
    """A human rung means humans.

    Problem: the rung is human, but the taxon of the system is another species.

    Solution: correct the rung or the taxon.

    Example: ``rung: uncontrolled human`` with ``taxon: human``
    """
    for key, system in record.record.systems.items():
        taxon = None if system.taxon is None else graph.terms.find(system.taxon, ("species",))
        if system.rung in HUMAN_RUNGS and taxon is not None and taxon.curie != _HUMAN_CURIE:
            yield (
                ("systems", key, "taxon"),
                f"{system.rung}, but the taxon is {taxon.label}",
                "correct one of them",
            )


@rules.on_record("necessity-without-perturbation", "ERROR")
def necessity_without_perturbation(record: Located, _graph: Graph) -> Iterator[Found]:
    """Necessity is tested by perturbing.

    Problem: necessity is said to be tested although the support is not a perturbation.

    Solution: write ``support: perturbation`` where something was blocked or knocked down, else delete
    ``necessity-tested``.

    Example: ``necessity-tested: "yes"`` with ``support: perturbation``
    """
    for position, finding in enumerate(record.record.findings):
        if finding.necessity_tested == "yes" and finding.support not in (None, "perturbation"):
            message = f"necessity is tested, but the support is {finding.support}"
            yield ("findings", position, "necessity-tested"), message, "write support: perturbation"


@rules.on_record("unread-stated-as-not-reported", "ERROR")
def unread_stated_as_not_reported(record: Located, _graph: Graph) -> Iterator[Found]:
    """Not reported needs a full text that is silent.

    Problem: the record says that something is not reported although the full text was not read. Not read
    and not reported are never the same answer.

    Solution: leave the field out, which means not read; or read the full text and write ``read: full
    text``.

    Example: ``read: abstract`` without ``not-reported``
    """
    if record.record.read == "full text":
        return
    hint = "leave it out: absence means not read"
    for position, name in enumerate(record.record.not_reported):
        yield ("not-reported", position), f"{name} cannot be known to be unreported", hint
    for key, preparation in record.record.preparations.items():
        for item, state in preparation.reporting.items():
            if state == "not reported":
                yield (
                    ("preparations", key, "reporting", item),
                    f"{item} cannot be known to be unreported",
                    hint,
                )
    for position, harm in enumerate(record.record.harms):
        if harm.state == "not reported":
            message = "harms cannot be known to be unreported"
            yield ("harms", position, "state"), message, "write state: not read"


@rules.on_record("seed-support-without-basis", "WARN")
def seed_support_without_basis(record: Located, _graph: Graph) -> Iterator[Found]:
    """A verdict on the seed article gives its ground.

    Problem: a claim of the seed article is called supported, not seen or different without saying from what
    page.

    Solution: add ``basis``: what was looked at.

    Example: ``seed: {support: supported, basis: abstract of the paper's own page}``
    """
    for name in ("findings", "harms", "statements", "conclusions"):
        for position, part in enumerate(getattr(record.record, name)):
            if part.seed is not None and part.seed.basis is None:
                yield (name, position, "seed"), f"{part.id}: {part.seed.support} on no basis", "add basis"


@rules.on_record("review-finding-without-studies", "INFO")
def review_finding_without_studies(record: Located, _graph: Graph) -> Iterator[Found]:
    """A review's finding names the studies it rests on.

    Problem: a finding of a review does not say which recorded studies it sums up, so nobody can see whether
    it repeats evidence that is already here.

    Solution: add ``rests-on`` with the keys of those studies where the review shows them. Nothing to do
    where the inclusion list was not read.

    Example: ``rests-on: [kim-2022-colostrum]``
    """
    if record.record.kind == "review" and record.record.inclusion_list != "not read":
        for position, finding in enumerate(record.record.findings):
            if not finding.rests_on:
                yield (
                    ("findings", position),
                    f"the finding {finding.id} rests on no named study",
                    "add rests-on",
                )


@rules.on_record("study-rests-on-others", "ERROR")
def study_rests_on_others(record: Located, _graph: Graph) -> Iterator[Found]:
    """Only a review's finding rests on other studies.

    Problem: a primary finding is said to rest on other studies, as if it were a review's.

    Solution: delete ``rests-on``; what a study cites is not its result.

    Example: ``rests-on`` in records of kind review only
    """
    if record.record.kind != "review":
        for position, finding in enumerate(record.record.findings):
            if finding.rests_on:
                yield (
                    ("findings", position, "rests-on"),
                    f"{finding.id} is not a review's finding",
                    "delete rests-on",
                )


@rules.on_record("exosome-without-ground", "ERROR")
def exosome_without_ground(record: Located, _graph: Graph) -> Iterator[Found]:
    """Exosome needs shown biogenesis.

    Problem: a preparation is typed as exosome (``biogenesis-shown``) without a ground that could carry it.
    What authors call exosomes are extracellular vesicles until their endosomal origin is shown.

    Solution: say in ``biogenesis-shown`` how the origin was shown, in at least four words; otherwise leave
    it out. The authors' word stays in ``reported-as``. A product that is not a vesicle has no biogenesis.

    Example: ``biogenesis-shown: release stopped when RAB27A was knocked down``
    """
    for key, preparation in record.record.preparations.items():
        ground = preparation.biogenesis_shown
        loc = ("preparations", key, "biogenesis-shown")
        if ground is None:
            continue
        if preparation.type in ("non-vesicle", "product class", "vesicle mimetic", "membrane nanoparticle"):
            yield loc, f"a {preparation.type} is typed as exosome", "delete biogenesis-shown"
        elif len(ground.split()) < 4:
            yield loc, f"the ground for typing {key} as exosome is too thin", "say how its origin was shown"
