"""Rules about numbers of people, animals, events and sessions, and about doses and sizes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .registry import Found, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..graph import Graph, Located
    from ..yamltext import Loc

rules: Final = Register()

_ENROLLED: Final = ("participants", "enrolled", "randomized", "randomised", "included")
_KEPT: Final = ("analysed", "completed")
_DIGITS: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


@rules.on_record("analysed-over-enrolled", "ERROR")
def analysed_over_enrolled(record: Located, _graph: Graph) -> Iterator[Found]:
    """No more are analysed than took part.

    Problem: more participants are analysed or completed than were enrolled, in an arm or in all.

    Solution: look at the page again; scalp halves, sites and follicles are not participants and have their
    own name in ``n``.

    Example: ``n: {participants: 30, analysed: 28}``
    """
    for key, arm in record.record.arms.items():
        if arm.n is not None and arm.analysed is not None and arm.analysed > arm.n:
            message = f"{arm.analysed} were analysed of {arm.n}"
            yield ("arms", key, "analysed"), message, "look at the page again"
    counts = record.record.n
    most = max((counts[name] for name in _ENROLLED if name in counts), default=None)
    for name in _KEPT:
        if most is not None and counts.get(name, 0) > most:
            yield ("n", name), f"{counts[name]} {name} of {most} enrolled", "look at the page again"


@rules.on_record("sample-over-arm", "WARN")
def sample_over_arm(record: Located, _graph: Graph) -> Iterator[Found]:
    """A sample is no larger than its arm.

    Problem: a result was measured in more subjects than its arm has.

    Solution: look at the page again; if the number counts sites or hairs, say so in the quantity's
    ``note``.

    Example: ``quantity: {n: 20, …}`` in an arm with ``n: 20``
    """
    for position, finding in enumerate(record.record.findings):
        arm = record.record.arms.get(finding.arm or "")
        part = finding.quantity
        if arm is None or arm.n is None or part is None or part.n is None or part.note is not None:
            continue
        if part.n > arm.n:
            message = f"n is {part.n}, but the arm {finding.arm} has {arm.n}"
            yield ("findings", position, "quantity", "n"), message, "look again, or explain it in note"


@rules.on_record("harm-count-over-denominator", "ERROR")
def harm_count_over_denominator(record: Located, _graph: Graph) -> Iterator[Found]:
    """No more have an event than are counted.

    Problem: an adverse event happened in more people than the denominator counts.

    Solution: look at the page again; where events rather than people are counted, leave out the denominator
    and say so in ``count-reported``.

    Example: ``count: 3`` with ``denominator: 30``
    """
    for position, harm in enumerate(record.record.harms):
        if harm.count is not None and harm.denominator is not None and harm.count > harm.denominator:
            message = f"{harm.count} of {harm.denominator} had the event"
            yield ("harms", position, "count"), message, "look at the page again"


@rules.on_record("harm-state-contradicts-count", "ERROR")
def harm_state_contradicts_count(record: Located, _graph: Graph) -> Iterator[Found]:
    """The state of a harm agrees with its count.

    Problem: events are counted although the state says that none was observed or nothing was said; or a
    count of zero is called observed.

    Solution: ``observed`` needs a count above zero or none; ``none observed`` is a sentence of the source;
    ``not reported`` and ``not read`` have no count.

    Example: ``state: none observed`` with ``denominator: 30``
    """
    for position, harm in enumerate(record.record.harms):
        loc = ("harms", position, "count")
        if harm.count and harm.state != "observed":
            yield (
                loc,
                f"{harm.count} events are counted, but the state is {harm.state}",
                "write state: observed",
            )
        elif harm.count == 0 and harm.state != "none observed":
            yield loc, f"no event is counted, but the state is {harm.state}", "write state: none observed"


@rules.on_record("negative-number", "ERROR")
def negative_number(record: Located, _graph: Graph) -> Iterator[Found]:
    """Counts, doses and sizes are not negative.

    Problem: a count, dose, size, number of sessions or interval is below zero.

    Solution: delete the sign; a change may be negative, these may not.

    Example: ``sessions: 3``
    """
    for loc, value in _magnitudes(record):
        if value is not None and value < 0:
            yield loc, f"{loc[-1]} is negative", "delete the sign"


def _magnitudes(record: Located) -> Iterator[tuple[Loc, float | None]]:
    for name, count in record.record.n.items():
        yield ("n", name), count
    for key, arm in record.record.arms.items():
        yield ("arms", key, "n"), arm.n
        yield ("arms", key, "analysed"), arm.analysed
        if arm.schedule is not None:
            yield ("arms", key, "schedule", "sessions"), arm.schedule.sessions
            yield ("arms", key, "schedule", "interval-days"), arm.schedule.interval_days
        for dimension, amount in (arm.dose.amounts if arm.dose else {}).items():
            yield ("arms", key, "dose", "amounts", dimension, "value"), amount.value
    for key, preparation in record.record.preparations.items():
        for name in ("mean", "sd", "low", "high"):
            yield ("preparations", key, "size-nm", name), getattr(preparation.size_nm, name, None)
    for position, harm in enumerate(record.record.harms):
        yield ("harms", position, "count"), harm.count
        yield ("harms", position, "denominator"), harm.denominator
    for name in ("findings", "harms", "statements"):
        for position, part in enumerate(getattr(record.record, name)):
            yield (name, position, "quantity", "n"), getattr(part.quantity, "n", None)


@rules.on_record("mass-to-particles", "ERROR")
def mass_to_particles(record: Located, graph: Graph) -> Iterator[Found]:
    """A dose is never converted into another dimension.

    Problem: an amount stands under one dimension but its unit measures another, such as µg under
    ``particles``. Particles and protein mass cannot be converted into each other: the ratio differs from
    preparation to preparation.

    Solution: write each amount under the dimension it was printed in; a dose may have several.

    Example: ``amounts: {protein mass: {value: 50, unit: µg}, particles: {value: 1e9, unit: particles}}``
    """
    for key, arm in record.record.arms.items():
        for dimension, amount in (arm.dose.amounts if arm.dose else {}).items():
            unit = graph.terms.find(amount.unit, ("unit",))
            if unit is None or unit.dimension is None or dimension == "other":
                continue
            if _counted(unit.dimension) != _counted(dimension):
                message = f"{unit.label} measures {unit.dimension}, not {dimension}"
                yield (
                    ("arms", key, "dose", "amounts", dimension, "unit"),
                    message,
                    f"write it under {unit.dimension}",
                )


def _counted(dimension: str) -> str:
    """Return what a dimension counts in the end: protein and drug mass are both mass, also per volume."""
    return "mass" if "mass" in dimension else dimension


@rules.on_record("dose-not-in-text", "WARN")
def dose_not_in_text(record: Located, _graph: Graph) -> Iterator[Found]:
    """A typed dose stands in the dose as printed.

    Problem: the number of a typed dose does not occur in the verbatim dose beside it, as if it had been
    calculated.

    Solution: type only what is printed; ``10 billion`` may be typed as 1e10, a total over sessions may not.

    Example: ``reported: 10 billion particles per session`` with ``value: 1e10``
    """
    for key, arm in record.record.arms.items():
        if arm.dose is None:
            continue
        printed = [
            float(text.replace(",", "")) for text in _DIGITS.findall(arm.dose.reported) if _plain(text)
        ]
        for dimension, amount in arm.dose.amounts.items():
            if not any(_same_digits(amount.value, number) for number in printed):
                message = f"{amount.value:g} does not stand in the dose as printed"
                loc = ("arms", key, "dose", "amounts", dimension, "value")
                yield loc, message, "type only what is printed, or complete `reported`"


def _plain(text: str) -> bool:
    return text.replace(",", "").count(".") <= 1


def _same_digits(value: float, printed: float) -> bool:
    scaled = f"{value:.6e}".split("e")[0]
    return scaled == f"{printed:.6e}".split("e")[0]


@rules.on_record("vesicle-size-implausible", "WARN")
def vesicle_size_implausible(record: Located, _graph: Graph) -> Iterator[Found]:
    """A vesicle measures between 10 and 10 000 nm.

    Problem: a vesicle's diameter is below 10 nm or above 10 000 nm; mostly a slip between nm and µm.

    Solution: write the diameter in nm.

    Example: ``size-nm: {mean: 120, sd: 15}``
    """
    for key, preparation in record.record.preparations.items():
        for name in ("mean", "low", "high"):
            value = getattr(preparation.size_nm, name, None)
            if value is not None and value >= 0 and not 10 <= value <= 10_000:
                yield (
                    ("preparations", key, "size-nm", name),
                    f"{value:g} nm is no size of a vesicle",
                    "give it in nm",
                )
