"""Rules about mechanism experiments: what was perturbed, and whose effect was tested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model.types import TermOf
from .registry import Found, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph import Graph, Located

rules: Final = Register()

_MOLECULE: Final = TermOf(("molecule",)).categories


@rules.on_record("perturbation-without-support", "ERROR")
def perturbation_without_support(record: Located, _graph: Graph) -> Iterator[Found]:
    """A perturbation says what was perturbed.

    Problem: The support of a finding is a perturbation, but the finding does not say what was perturbed; or
    it says what was perturbed, but its support is something else. An experiment that hangs on nothing is
    not found under the molecule or pathway it is about.

    Solution: Write ``support: perturbation`` and ``perturbed`` with what was perturbed, how, and what became
    of the effect. Without an experiment, delete ``perturbed`` and write the support that the page shows.

    Example: ``perturbed: {what: miR-100, how: antagomir, effect-became: weakened}``
    """
    for position, finding in enumerate(record.record.findings):
        if finding.support == "perturbation" and finding.perturbed is None:
            message = "the support is a perturbation, but what was perturbed is missing"
            yield ("findings", position, "support"), message, "add perturbed, with what and how"
        elif finding.perturbed is not None and finding.support != "perturbation":
            message = f"something was perturbed, but the support is {finding.support or 'missing'}"
            yield ("findings", position, "perturbed"), message, "write support: perturbation"


@rules.on_record("inhibitor-as-subject", "ERROR")
def inhibitor_as_subject(record: Located, graph: Graph) -> Iterator[Found]:
    """An inhibitor is never the subject of a finding.

    Problem: The subject of a finding is an inhibitor of a molecule or pathway. The finding would say that
    the inhibitor lowered the outcome itself, but the experiment says that it lowered the effect of
    the vesicles; and nobody finds it under the molecule that was blocked.

    Solution: Write the vesicles as ``about``, their effect as ``effect`` and ``target``, and the experiment
    as ``perturbed``: ``what`` is the molecule or pathway, ``agent`` the inhibitor, ``effect-became`` the
    result. Where a molecule was blocked without vesicles, ``molecule`` and ``what`` are that molecule.

    Example: ``about: kelp-ev`` with ``perturbed: {what: miR-100, how: antagomir, agent: miR-100 inhibitor}``
    """
    for position, finding in enumerate(record.record.findings):
        term = graph.terms.find(finding.molecule, _MOLECULE) if finding.molecule else None
        if term is not None and (blocked := term.inhibits) is not None:
            message = f"{term.label} is the subject, but it only blocks something else"
            what = graph.terms.get(blocked)
            hint = f"write the vesicles as about, and perturbed with what: {what.label if what else blocked}"
            yield ("findings", position, "molecule"), message, hint
