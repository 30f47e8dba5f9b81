"""Rules about numbers of people, animals, events and sessions, and about doses and sizes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..graph import Graph, Located
from .registry import Found, on_record

_ENROLLED: Final = ("participants", "enrolled", "randomized", "randomised", "included")
_KEPT: Final = ("analysed", "completed")
_SEXES: Final = (("men", "women"), ("male", "female"), ("males", "females"))
_PARTS: Final = tuple(name for pair in _SEXES for name in pair)


@on_record("analysed-over-enrolled", "ERROR")
def analysed_over_enrolled(record: Located, _graph: Graph) -> Iterator[Found]:
    """No more participants are analysed than were enrolled."""
    for key, arm in record.record.arms.items():
        if arm.n is not None and arm.analysed is not None and arm.analysed > arm.n:
            message = f"{arm.analysed} participants were analysed, but the arm has {arm.n}"
            yield ("arms", key, "analysed"), message, "check the numbers on the page"
    counts = record.record.n
    most = max((counts[name] for name in _ENROLLED if name in counts), default=None)
    for name in _KEPT:
        if most is not None and counts.get(name, 0) > most:
            message = f"{counts[name]} {name}, but only {most} enrolled"
            yield ("n", name), message, "check the numbers on the page"


@on_record("groups-do-not-add-up", "WARN")
def groups_do_not_add_up(record: Located, _graph: Graph) -> Iterator[Found]:
    """The groups of a study add up to the whole."""
    given, arms = record.record.n, [arm.n for arm in record.record.arms.values() if arm.n is not None]
    if record.record.n_note is not None:
        return
    whole = _whole(record)
    hint = "check the numbers on the page, or explain them in n-note"
    for name, value in given.items():
        each = name.endswith(("per-group", "per-arm"))
        pair = next((pair for pair in _SEXES if pair[0] == name and pair[1] in given), None)
        if whole is not None and (each or name in _PARTS) and value > whole:
            yield ("n", name), f"{value} {name} are more than the whole, {whole}", hint
        elif each and arms and value not in arms:
            yield ("n", name), f"no arm has {value} subjects", hint
        elif whole is not None and pair and value + given[pair[1]] != whole:
            message = f"{value} {name} and {given[pair[1]]} {pair[1]} are not {whole}"
            yield ("n", name), message, hint
    if whole is not None and sum(arms) > whole >= 0:
        yield ("n",), f"the arms have {sum(arms)} subjects, the study {whole}", hint


def _whole(record: Located) -> int | None:
    """Return how many people or animals the study has, where it says so."""
    given = record.record.n
    return max((given[name] for name in (*_ENROLLED, "planned", "animals") if name in given), default=None)


@on_record("sample-over-arm", "WARN")
def sample_over_arm(record: Located, _graph: Graph) -> Iterator[Found]:
    """A sample is no larger than its arm, or than the study."""
    whole = _whole(record) if record.record.kind == "study" else None
    for position, finding in enumerate(record.record.findings):
        arm, part = record.record.arms.get(finding.arm or ""), finding.quantity
        most, of = (arm.n, f"arm {finding.arm}") if arm and arm.n is not None else (whole, "study")
        if part is None or part.n is None or part.note is not None or most is None or part.n <= most:
            continue
        message, hint = f"n is {part.n}, but the {of} has only {most}", "check the number on the page"
        yield ("findings", position, "quantity", "n"), message, f"{hint}, or explain it in note"


@on_record("harm-count-over-denominator", "ERROR")
def harm_count_over_denominator(record: Located, _graph: Graph) -> Iterator[Found]:
    """No more people have an event than were counted."""
    for position, harm in enumerate(record.record.harms):
        if harm.count is not None and harm.denominator is not None and harm.count > harm.denominator:
            message = f"count {harm.count} is larger than denominator {harm.denominator}"
            yield ("harms", position, "count"), message, "check the numbers on the page"


@on_record("harm-state-contradicts-count", "ERROR")
def harm_state_contradicts_count(record: Located, _graph: Graph) -> Iterator[Found]:
    """The state of a harm agrees with its count."""
    for position, harm in enumerate(record.record.harms):
        loc = ("harms", position, "count")
        if harm.count and harm.state != "observed":
            yield loc, f"count is {harm.count}, but the state is {harm.state}", "write state: observed"
        elif harm.count == 0 and harm.state != "none observed":
            yield loc, f"count is 0, but the state is {harm.state}", "write state: none observed"


@on_record("negative-number", "ERROR")
def negative_number(record: Located, _graph: Graph) -> Iterator[Found]:
    """Counts, doses and sizes are not negative."""
    for loc, value in record.numbers():
        signed = "publication" in loc or ("quantity" in loc and loc[-1] != "n")
        if value < 0 and not signed:
            yield loc, f"{loc[-1]} is negative", "delete the sign"


@on_record("mass-to-particles", "ERROR")
def mass_to_particles(record: Located, graph: Graph) -> Iterator[Found]:
    """A dose is never converted into another dimension."""
    for key, arm in record.record.arms.items():
        for dimension, amount in (arm.dose.amounts if arm.dose else {}).items():
            unit = graph.terms.find(amount.unit, ("unit",))
            if unit is None or unit.dimension is None or dimension == "other":
                continue
            if _counted(unit.dimension) != _counted(dimension):
                message = f"{unit.label} measures {unit.dimension}, not {dimension}"
                masses = "protein mass, drug mass or other, as the source says"
                hint = f"write it under {masses if unit.dimension == 'mass' else unit.dimension}"
                yield ("arms", key, "dose", "amounts", dimension, "unit"), message, hint


def _counted(dimension: str) -> str:
    """Return what a dimension measures: protein mass and drug mass, also per volume, are all mass."""
    return "mass" if "mass" in dimension else dimension


@on_record("vesicle-size-implausible", "WARN")
def vesicle_size_implausible(record: Located, _graph: Graph) -> Iterator[Found]:
    """A vesicle measures between 10 and 10 000 nm."""
    for key, preparation in record.record.preparations.items():
        for name in ("mean", "low", "high"):
            value = getattr(preparation.size_nm, name, None)
            if value is not None and value >= 0 and not 10 <= value <= 10_000:
                message = f"{value:g} nm is not a plausible size of a vesicle"
                yield ("preparations", key, "size-nm", name), message, "write the diameter in nm"
