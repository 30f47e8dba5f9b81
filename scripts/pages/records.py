"""Pages generated from models and rules: templates, JSON Schema, the rules, the form for a paper."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from exokg.curation.rules import RULES
from exokg.curation.shipped import bundled_graph
from exokg.curation.template import template
from exokg.curation.terms import Terms
from exokg.model.records import MODELS
from exokg.model.slots import slot_of, slots

from .schema import record_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD: Final = Path(__file__).with_name("heads") / "rules.md"
_SEVERAL: Final = ("designs", "features")


def pages() -> dict[str, str]:
    """Return the text of each page, by its path from the root of the repository."""
    made = {f"docs/template/{kind}.yaml": template(kind) for kind in MODELS}
    made["docs/record.schema.json"] = record_schema(Terms.read(bundled_graph() / "terms.tsv"))
    made["docs/rules.md"] = "\n".join(_rules()) + "\n"
    made[".github/ISSUE_TEMPLATE/add-paper.yml"] = "\n".join(_form()) + "\n"
    return made


def _rules() -> Iterator[str]:
    yield HEAD.read_text(encoding="utf-8")
    yield "| rule | level | requirement |\n|---|---|---|"
    for rule in RULES.values():
        yield f"| [{rule.id}](#{rule.id}) | {rule.level} | {rule.title} |"
    for rule in RULES.values():
        yield f"\n## {rule.id}\n\n{rule.title} ({rule.level}).\n"
        yield rule.page.replace("<tab>", "⇥")


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the issue form.

    Attributes:
        id: the name of the record's field; fields of the publication are prefixed with ``publication-``.
        help: the help text.
        words: the words of its closed list, if it has one.
        required: whether every record needs it.
    """

    id: str
    help: str
    words: tuple[str, ...]
    required: bool


def form_fields() -> list[FormField]:
    """Return the fields of all kinds of record in the order of the models, the publication's one by one."""
    order: list[str] = []
    for model in MODELS.values():
        names = [slot.name for slot in slots(model)]
        for at, name in enumerate(names):
            if name not in order:
                order.insert(order.index(names[at - 1]) + 1 if at else 0, name)
    return [field for name in order for field in _asked(name)]


def _asked(name: str) -> Iterator[FormField]:
    models = [model for model in MODELS.values() if any(slot.name == name for slot in slots(model))]
    slot = slot_of(models[0], name)
    if name == "publication" and slot.part is not None:
        for part in slots(slot.part):
            yield FormField(f"publication-{part.name}", part.help, part.words, required=False)
        return
    needed = slot.needed and slot.part is None and len(models) == len(MODELS)
    yield FormField(name, slot.help, tuple(MODELS) if name == "kind" else slot.words, needed)


def _form() -> Iterator[str]:
    yield "# Generated from the models by make pages"
    yield "name: Add a paper"
    yield "description: A paper, review, registry entry or official statement on vesicles and hair."
    yield 'title: "Add: "'
    yield "labels: [record]"
    yield "body:"
    yield "  - type: markdown"
    yield "    attributes:"
    yield "      value: >-"
    yield "        Fill in what the source shows and leave out what you did not read. Use your own words;"
    yield "        copy titles and numbers exactly. Findings are written as in docs/template."
    for field in form_fields():
        plain = "input" if field.id.startswith("publication-") else "textarea"
        yield f"  - type: {'dropdown' if field.words else plain}"
        yield f"    id: {field.id}"
        yield "    attributes:"
        yield f"      label: {field.id}"
        yield f"      description: {json.dumps(field.help, ensure_ascii=False)}"
        if field.words:
            yield f"      multiple: {'true' if field.id in _SEVERAL else 'false'}"
            yield "      options:"
            yield from (f"        - {json.dumps(word)}" for word in field.words)
        if field.required:
            yield "    validations:"
            yield "      required: true"
