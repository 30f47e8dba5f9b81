"""The pages of the model: every field of a record, and the tables that ``docs/model.md`` shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from exokg.model.about_dataset import Dataset
from exokg.model.absences import ABSENCES
from exokg.model.effects import DIRECTIONS
from exokg.model.kinds import KINDS
from exokg.model.lists import Codes
from exokg.model.records import MODELS
from exokg.model.rungs import EVIDENCE, LADDER
from exokg.model.slots import node_of, parts_of, slots
from exokg.model.types import RefersTo, WebAddress
from exokg.rdf.namespaces import compress, expand
from exokg.rdf.shapes import structural_shapes
from exokg.release.distributions import HOLDS
from exokg.release.table_rows import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exokg.model.declarations import Part
    from exokg.model.slots import Slot

_HEAD = Path(__file__).with_name("heads") / "fields.md"
_BLOCK = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def pages(root: Path) -> dict[str, str]:
    """The text of each, by its path from the root of the repository."""
    return {
        "docs/fields.md": "\n".join(_fields()) + "\n",
        "docs/integrators.md": _with_tables(root / "docs" / "integrators.md"),
        "docs/model.md": _with_tables(root / "docs" / "model.md"),
        "docs/structure.ttl": structural_shapes(),
    }


def _with_tables(page: Path) -> str:
    text = page.read_text(encoding="utf-8")
    return _BLOCK.sub(lambda found: f"{found[1]}\n{_TABLES[found[2]]()}\n\n{found[3]}", text)


def _fields() -> Iterator[str]:
    yield _HEAD.read_text(encoding="utf-8").rstrip()
    seen: list[type[Part]] = []
    models: list[type[Part]] = [*MODELS.values(), Dataset]
    for model in models:
        for part in parts_of(model):
            if part not in seen:
                seen.append(part)
                yield from _part(part)


def _part(part: type[Part]) -> Iterator[str]:
    node = node_of(part)
    yield f"\n## {part.__name__}\n\n{(part.__doc__ or '').splitlines()[0]}"
    if node is not None:
        kinds = [kind for kind, model in MODELS.items() if model is part] or list(node.classes)
        classes = " or ".join(f"`exokg:{node.classes[kind]}`" for kind in kinds)
        yield f"In the graph: {classes}."
    yield "\n| field | holds | stated by | column | meaning | example |\n|---|---|---|---|---|---|"
    for slot in slots(part):
        name = f"**{slot.name}**" if slot.needed else slot.name
        dimension = " ◆" if slot.declared.dimension else ""
        example = "" if slot.example is None else f"`{_cell(str(_first(slot.example)))}`"
        cells = (name, _holds(slot), _stated(slot), slot.column + dimension, slot.help, example)
        yield "| " + " | ".join(_cell(cell) for cell in cells) + " |"
    for composed in node.composed if node is not None else ():
        dimension = " ◆" if composed.dimension else ""
        property_ = _curie(composed.property)
        cells = ("*composed*", "", property_, composed.column + dimension, composed.help, "")
        yield "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _first(example: object) -> object:
    if isinstance(example, dict):
        return next(f"{key}: {value}" for key, value in example.items())
    return example[0] if isinstance(example, list) else example


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _curie(property_: str) -> str:
    return f"`{property_ if ':' in property_ else 'exokg:' + property_}`"


def _stated(slot: Slot) -> str:
    declared = slot.declared
    if callable(declared.property):
        return "`exokg:n…`, one for each key"
    also = [_curie(also.property) for also in declared.also]
    return ", ".join([_curie(declared.property), *also]) if declared.property else f"none: {declared.because}"


def _holds(slot: Slot) -> str:
    """The type of a field in words."""
    mark = slot.mark
    one = {str: "text", int: "whole number", float: "number", bool: "true or false"}.get(slot.item, "")
    if slot.part is not None:
        one = f"[{slot.part.__name__}](#{slot.part.__name__.lower()})"
    elif slot.words:
        one = " · ".join(slot.words) + (f" (`exokg:{mark.cls}`)" if isinstance(mark, Codes) else "")
    elif slot.categories:
        one = f"term: {', '.join(slot.categories)}"
    elif isinstance(mark, RefersTo):
        one = f"key of a {mark.kind}"
    elif isinstance(mark, WebAddress):
        one = "web address"
    return {"one": "", "list": "several: ", "dict": "by key: "}[slot.holds] + one


def _effects() -> str:
    rows = [
        f"| `{compress(expand(one.property))}` | {one.mark} {one.word} | {', '.join(one.verbs)} |"
        for one in DIRECTIONS
    ]
    return "\n".join(["| property | direction | holds where a finding says |", "|---|---|---|", *rows])


def _ladder() -> str:
    rows = [f"| {at} | {rung} | {EVIDENCE[rung]} |" for at, rung in enumerate(LADDER, 1)]
    return "\n".join(["| rank | rung | kind of evidence |", "|---|---|---|", *rows])


def _kinds() -> str:
    rows = [
        f"| `{kind.name}:` | {kind.label} | {', '.join(f'`exokg:{name}`' for name in kind.classes)} |"
        for kind in KINDS.values()
    ]
    return "\n".join(["| prefix | meaning | class |", "|---|---|---|", *rows])


def _absences() -> str:
    rows = [f"| {word} | {meaning} |" for word, meaning in ABSENCES.items()]
    return "\n".join(["| word | when |", "|---|---|", *rows])


def _files() -> str:
    tables = f"{HOLDS['tables/']} of {', '.join(TABLES)}; as CSV and Parquet"
    rows = [f"| `{begin}…` | {tables if begin == 'tables/' else words} |" for begin, words in HOLDS.items()]
    return "\n".join(["| file | holds |", "|---|---|", *rows])


_TABLES = {
    "absences": _absences,
    "effects": _effects,
    "files": _files,
    "ladder": _ladder,
    "kinds": _kinds,
}
