"""Rules about numbers and states against the words beside them."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from ..hints import likely_names
from ..spelling import same_symbols
from .quantities import quantities_of
from .registry import Found, Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.arms import DoseAmount
    from ...model.quantities import Quantity
    from ..graph import Graph, Located

rules: Final = Register()

_SCALES: Final = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_PRINTED: Final = re.compile(
    r"(?P<digits>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"
    r"(?:\s*[x×*·]\s*10\s*\^?\s*(?P<power>[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]+))?"
    r"(?:\s*(?P<scale>thousand|million|billion|trillion))?"
    r"\s*(?P<unit>[%µμ]?[^\W\d_]*(?:/[^\W_]+[²2]?)?)"
)
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MEASURES: Final = re.compile(r"[kmunpµμ]?(?:g|L|l|M|m|mol)(?:/[^\W_]+)?")
_SILENT: Final = re.compile(
    r"\b(?:not|never|nothing|no word|silent|without)\b[^;]{0,40}"
    r"\b(?:mention|report|stat|describ|discuss|say|said|address)",
    re.I,
)
_DENIED: Final = re.compile(r"\bno\b[^;]*\breported\b|\bno \w+[^;]*;|without a\b", re.I)
_SAYING_WE: Final = re.compile(r"\b(?:we|our|us)\b|\b(?:in|of) this (?:study|paper|work|article)\b", re.I)
_SAMPLES: Final = (
    "animals", "animals-per-group", "cases", "completed", "control", "donors", "enrolled", "female",
    "follicles", "included", "male", "mice", "participants", "patients", "per-group", "planned", "rats",
    "randomized", "studies", "treated", "women",
)  # fmt: skip


def _printed(text: str) -> Iterator[tuple[float, str]]:
    """Yield every number of a text, scaled by its words, with the unit behind it."""
    for found in _PRINTED.finditer(text):
        value = float(found["digits"].replace(",", ""))
        value *= 10.0 ** min(int((found["power"] or "0").translate(_RAISED)), 300)
        yield value * _SCALES.get(found["scale"] or "", 1), found["unit"]


@rules.on_record("dose-not-in-text", "WARN")
def dose_not_in_text(record: Located, graph: Graph) -> Iterator[Found]:
    """The amount of a dose occurs in the dose as reported, with its unit.

    Problem: The number under ``amounts`` does not occur in the dose as ``reported``, or occurs there with
    another unit. It may have been calculated, or mistyped by a factor of ten or a thousand.

    Solution: Enter only numbers that the source prints, with the unit that it prints. You may write ``10
    billion`` as 1e10, but not a total over all sessions that the source does not give.

    Example: ``reported: 10 billion particles per session`` with ``value: 1e10``
    """
    for key, arm in record.record.arms.items():
        for dimension, amount in (arm.dose.amounts if arm.dose else {}).items():
            fault = _dose_fault(arm.dose.reported if arm.dose else "", amount, graph)
            if fault is not None:
                loc = ("arms", key, "dose", "amounts", dimension, "value")
                yield loc, fault, "enter number and unit as the source prints them, or complete reported"


def _dose_fault(reported: str, amount: DoseAmount, graph: Graph) -> str | None:
    units = [unit for value, unit in _printed(reported) if math.isclose(value, amount.value, rel_tol=1e-6)]
    if not units:
        return f"{amount.value:g} does not occur in the dose as reported"
    term = graph.terms.find(amount.unit, ("unit",))
    if term is None:
        return None
    measures = [unit for unit in units if _MEASURES.fullmatch(unit)]
    names = (term.label, *term.synonyms, amount.unit)
    if measures and not any(same_symbols(unit, names) for unit in measures):
        return f"the dose as reported has {amount.value:g} {measures[0]}, not {amount.value:g} {amount.unit}"
    return None


@rules.on_record("protein-not-said", "WARN")
def protein_not_said(record: Located, _graph: Graph) -> Iterator[Found]:
    """A mass is protein only if the source says so.

    Problem: A dose is typed as protein mass, but the dose as reported does not mention protein. The mass of
    vesicles, of a powder or of a drug is not that of their protein.

    Solution: Complete ``reported`` with the words that say protein (or BCA), or write the amount under
    ``drug mass`` or ``other``.

    Example: ``reported: 50 µg of vesicle protein`` with ``protein mass``
    """
    for key, arm in record.record.arms.items():
        if (
            arm.dose
            and "protein mass" in arm.dose.amounts
            and not re.search("protein|BCA", arm.dose.reported, re.I)
        ):
            loc = ("arms", key, "dose", "amounts", "protein mass")
            hint = "write it under other, or complete reported with the words that say protein"
            yield loc, "the dose as reported does not say that the mass is protein", hint


@rules.on_record("implausible-value", "WARN")
def implausible_value(record: Located, graph: Graph) -> Iterator[Found]:
    """A value lies in the range that its outcome and unit can have.

    Problem: A value is outside the range of ``plausible.tsv`` for its outcome and unit, or it is a share
    below one per cent where a fraction may have been typed. A sign, a comma or the unit may be wrong.

    Solution: Check the number and the unit on the page. If the source prints them this way, repeat the
    number in ``note``.

    Example: ``after: 142`` with ``unit: hairs/cm2`` for a hair density
    """
    ranges = _ranges(graph)
    for loc, part, target in quantities_of(record):
        term = None if target is None else graph.terms.find(target)
        label = "" if term is None else term.label
        known = ranges.get((label, part.unit or "")) or ranges.get(("any", part.unit or ""))
        for name, value in _values(part) if known else ():
            if f"{value:g}" in (part.note or ""):  # the page prints it so, says the note
                continue
            low, high = known or (0.0, 0.0)
            low = -high if name.endswith("change") and part.unit != "%" else low
            low = -100.0 if name.endswith("change") and part.unit == "%" else low
            high = max(high, 2000.0) if name.endswith("change") and part.unit == "%" else high
            if not low <= value <= high:
                message = (
                    f"{value:g} {part.unit} is not plausible for {label or 'a result'}: {low:g} to {high:g}"
                )
                yield (*loc, name), message, "check number and unit on the page, or explain them in note"
            elif part.unit == "%" and 0 < abs(value) < 1:
                message = f"{value:g} % is less than one per cent; is it a fraction?"
                yield (
                    (*loc, name),
                    message,
                    f"write {value * 100:g} if the source does, or explain it in note",
                )


def _values(part: Quantity) -> Iterator[tuple[str, float]]:
    for name in ("baseline", "after", "change", "comparator_change"):
        value = getattr(part, name)
        if value is not None:
            yield name.replace("_", "-"), value


def _ranges(graph: Graph) -> dict[tuple[str, str], tuple[float, float]]:
    return {
        (row["outcome"], row["unit"]): (float(row["low"]), float(row["high"]))
        for row in graph.tables["plausible.tsv"]
        if all(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", row[name]) for name in ("low", "high"))
    }


@rules.on_record("sample-name", "WARN")
def sample_name(record: Located, _graph: Graph) -> Iterator[Found]:
    """What is counted in n is written correctly.

    Problem: A name under ``n`` differs by one letter from a usual one, so answers would not find it.

    Solution: Correct the name.

    Example: ``n: {animals: 20}``
    """
    for name in record.record.n:
        near = [] if name in _SAMPLES else likely_names(name, _SAMPLES)
        if near and len(near[0]) - len(name) in (-1, 0, 1):
            yield ("n", name), f"{name} is not a usual name of a sample", f"did you mean {near[0]}?"


@rules.on_record("et-al-author", "ERROR")
def et_al_author(record: Located, _graph: Graph) -> Iterator[Found]:
    """Each author is a person or a group.

    Problem: The list of authors has *et al.* or *and others* as one of them.

    Solution: Delete it. If not all authors were shown, leave ``authors-complete`` out.

    Example: ``authors: [Kim H, Lee S]`` without ``authors-complete``
    """
    part = record.record.publication
    for position, name in enumerate(part.authors if part else ()):
        if re.search(r"\bet\.? al\b|\band others\b|…|\.\.\.", name, re.I):
            yield (
                ("publication", "authors", position),
                f"{name} is no author",
                "delete it; authors-complete too",
            )


@rules.on_record("silence-as-none", "WARN")
def silence_as_none(record: Located, _graph: Graph) -> Iterator[Found]:
    """None observed is a sentence of the source.

    Problem: The state is ``none observed``, but the summary says that the source does not mention harms.

    Solution: Write ``not reported`` if the full text was read; otherwise delete the harm: that means *not
    read*.

    Example: ``state: none observed`` with ``summary: No redness was seen in treated mice.``
    """
    for loc, part in record.parts("harms"):
        if (
            part.state == "none observed"
            and _SILENT.search(part.summary)
            and not _DENIED.search(part.summary)
        ):
            hint = "write not reported if the full text was read, else delete the harm"
            yield (*loc, "state"), "the summary says that nothing is mentioned, not that none was seen", hint


@rules.on_record("summary-in-first-person", "WARN")
def summary_in_first_person(record: Located, _graph: Graph) -> Iterator[Found]:
    """A summary is in the words of its reader.

    Problem: A summary says *we*, *our* or *in this study*, as only the authors would. It may be copied.

    Solution: Describe the result in your own words.

    Example: ``summary: Treated skin carried more hairs per area than skin that got saline.``
    """
    for loc, part in record.parts("findings", "harms", "statements", "conclusions"):
        found = _SAYING_WE.search(part.summary)
        if found is not None:
            yield (
                (*loc, "summary"),
                f"the summary says {found[0]!r}, as its authors would",
                "use your own words",
            )
