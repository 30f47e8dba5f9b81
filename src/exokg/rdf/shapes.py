"""The structural SHACL shapes, made from the declarations of the model.

One shape for each property of each class: how often it is there, and what its values are. What is derived
has no declaration; its shapes are written by hand in ``graph/shapes.ttl``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from ..model.categories import CATEGORIES
from ..model.declarations import Part
from ..model.effects import DIRECTIONS
from ..model.kinds import KINDS
from ..model.lists import Codes, OwnProperties
from ..model.records import MODELS
from ..model.slots import Slot, node_of, parts_of, slots
from ..model.types import RefersTo, TermOf, WebAddress
from .description import predicate
from .namespaces import PREFIXES

_WHOLE: Final = "sh:targetSubjectsOf exokg:enteredBy"
"""Every record, but no registry entry that only another record describes."""

_HEAD: Final = """# Structural shapes, made from the declarations in src/exokg/model: make pages
# Shapes of what is derived are in graph/shapes.ttl.
"""


@dataclass(frozen=True)
class StructuralShape:
    """One property of one class.

    Attributes:
        name: the local part of its IRI.
        target: what it looks at, as Turtle.
        property: IRI of the property.
        values: what its values must be, as Turtle.
        least: how often it is there at least.
        most: how often at most; None for any number.
        rule: the rule that it explains.
        message: what should hold.
    """

    name: str
    target: str
    property: str
    values: str
    least: int
    most: int | None
    rule: str
    message: str

    def turtle(self) -> str:
        """Return the shape as one statement."""
        counts = f" sh:minCount {self.least} ;" if self.least else ""
        counts += f" sh:maxCount {self.most} ;" if self.most is not None else ""
        return (
            f"shape:{self.name} a sh:PropertyShape ; {self.target} ; sh:path <{self.property}> ;{counts}\n"
            f"  {self.values} ; sh:severity sh:Violation ;\n"
            f'  sh:message "{self.message}"@en ; exokg:explainsRule "{self.rule}" .\n'
        )


@cache
def shapes() -> tuple[StructuralShape, ...]:
    """Every structural shape, by name."""
    made = {shape.name: shape for model in _parts() for shape in _of_part(model)}
    return tuple(made[name] for name in sorted(made))


@cache
def structural_shapes() -> str:
    """The structural shapes as Turtle.

    >>> "exokg:PreparationType" in structural_shapes()
    True
    """
    prefixes = {"shape": "https://w3id.org/exokg/shape/"} | {
        name: PREFIXES[name] for name in ("exokg", "code", "obo", "sh", "xsd")
    }
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in prefixes.items())
    return "\n".join([_HEAD + head, *(shape.turtle() for shape in shapes())])


def _parts() -> list[type[Part]]:
    return list(dict.fromkeys(part for model in MODELS.values() for part in parts_of(model)))


def _of_part(model: type[Part]) -> Iterator[StructuralShape]:
    node = node_of(model)
    if node is None:
        return
    said = [stated for slot in slots(model) for stated in _stated(slot, slot, {}, needed=True)]
    properties = [stated.property for stated in said]
    for stated in said:
        if properties.count(stated.property) == 1:
            yield _shape(model, stated)


class _Stated(NamedTuple):
    """A property said of a node: the field that says it, whether it must, and the node's own field."""

    property: str
    slot: Slot
    needed: bool
    own: Slot


def _stated(slot: Slot, own: Slot, properties: Mapping[str, str], *, needed: bool) -> Iterator[_Stated]:
    """The property of a field, and those of the fields of a part that is said of its owner."""
    here = needed and slot.needed
    property_ = properties.get(slot.name) or slot.declared.property
    if isinstance(property_, str) and property_:
        yield _Stated(property_, slot, here, own)
    if slot.part is not None and node_of(slot.part) is None:
        for inner in slots(slot.part):
            yield from _stated(inner, own, slot.declared.inside, needed=here)


def _shape(model: type[Part], stated: _Stated) -> StructuralShape:
    property_, slot, needed, own = stated
    values, rule, what = _values(slot)
    if needed and rule == "wrong-type":
        rule = "missing-locator" if slot.name == "locator" else "missing-field"
    most = None if slot.holds != "one" else 1
    owner, target = _target(model, own)
    often = _often(needed=needed, most=most)
    return StructuralShape(
        name=f"field-{owner}-{_hyphens(property_.rpartition(':')[2])}",
        target=target,
        property=predicate(property_).value,
        values=values,
        least=int(needed),
        most=most,
        rule=rule,
        message=f"{slot.help[0].upper()}{slot.help[1:]}: {often}, {what}.".replace('"', "'"),
    )


def _often(*, needed: bool, most: int | None) -> str:
    if needed:
        return "exactly one" if most else "at least one"
    return "at most one" if most else "any number"


def _hyphens(name: str) -> str:
    """``titleStatus`` → ``title-status``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower().replace("_", "-")


def _target(model: type[Part], slot: Slot) -> tuple[str, str]:
    """The name of what a shape looks at, and its target: all records where all kinds have the field."""
    node = node_of(model)
    kind = "" if node is None else node.kind
    if kind == "record":
        if all(any(one.name == slot.name for one in slots(other)) for other in MODELS.values()):
            return "record", _WHOLE
        kind = next(name for name, other in MODELS.items() if other is model)
    classes = [f"exokg:{name}" for name in KINDS[kind].classes]
    return kind, f"sh:targetClass {' , '.join(classes)}"


def _values(slot: Slot) -> tuple[str, str, str]:
    """What the values of a field must be, as Turtle; the rule behind it; and both in words."""
    mark = slot.mark
    if isinstance(mark, Codes):
        return f"sh:class exokg:{mark.cls}", "unknown-word", f"a word of exokg:{mark.cls}"
    if isinstance(mark, OwnProperties):
        every = " ".join(f"<{predicate(one.property).value}>" for one in DIRECTIONS)
        return f"sh:in ( {every} )", "unknown-word", "a direction of effect"
    if isinstance(mark, TermOf):
        alone = len(mark.categories) == 1
        name = CATEGORIES[mark.categories[0]].cls if alone else "Term"
        what = f"a term: {', '.join(mark.categories)}"
        return f"sh:class exokg:{name}", "term-of-other-category", what
    if isinstance(mark, RefersTo):
        name = "Record" if mark.kind == "record" else KINDS[mark.kind].classes[0]
        rule = "unknown-reader" if mark.kind == "reader" else "unknown-reference"
        return f"sh:class exokg:{name}", rule, f"a {mark.kind}"
    if slot.part is not None:
        node = node_of(slot.part)
        name = "" if node is None else node.classes[""]
        return f"sh:class exokg:{name}", "derived-graph", f"of exokg:{name}"
    return _literals(slot)


def _literals(slot: Slot) -> tuple[str, str, str]:
    if slot.words:
        quoted = " ".join(f'"{word}"' for word in slot.words)
        return f"sh:in ( {quoted} )", "unknown-word", f"one of: {', '.join(slot.words)}"
    if slot.item is bool:
        return 'sh:in ( "yes" "no" )', "missing-field", "yes or no"
    if isinstance(slot.mark, WebAddress):
        return "sh:nodeKind sh:Literal", "wrong-type", "a web address or text"
    name = {int: "integer", float: "decimal"}.get(slot.item, "string")
    return f"sh:datatype xsd:{name}", "wrong-type", {"string": "text"}.get(name, "a number")
