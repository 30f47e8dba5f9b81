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
    """A perturbation says what was perturbed."""
    for position, finding in enumerate(record.record.findings):
        if finding.support == "perturbation" and finding.perturbed is None:
            message = "the support is a perturbation, but what was perturbed is missing"
            yield ("findings", position, "support"), message, "add perturbed, with what and how"
        elif finding.perturbed is not None and finding.support != "perturbation":
            message = f"something was perturbed, but the support is {finding.support or 'missing'}"
            yield ("findings", position, "perturbed"), message, "write support: perturbation"


@rules.on_record("inhibitor-as-subject", "ERROR")
def inhibitor_as_subject(record: Located, graph: Graph) -> Iterator[Found]:
    """An inhibitor is never the subject of a finding."""
    for position, finding in enumerate(record.record.findings):
        term = graph.terms.find(finding.molecule, _MOLECULE) if finding.molecule else None
        if term is not None and (blocked := term.inhibits) is not None:
            message = f"{term.label} is the subject, but it only blocks something else"
            what = graph.terms.get(blocked)
            hint = f"write the vesicles as about, and perturbed with what: {what.label if what else blocked}"
            yield ("findings", position, "molecule"), message, hint
