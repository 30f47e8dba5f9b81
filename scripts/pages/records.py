"""What is made from models and rules: templates, JSON Schema, the page of rules, the form for a paper."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from exokg.curation.fieldhelp import help_of
from exokg.curation.reading import MODELS
from exokg.curation.rules import RULES
from exokg.curation.schema import record_schema
from exokg.curation.shape import part_model, words_at
from exokg.curation.template import template

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD: Final = Path(__file__).with_name("heads") / "rules.md"
_SEVERAL: Final = ("designs", "features")


def pages() -> dict[str, str]:
    """The text of each, by its path from the root of the repository."""
    made = {f"docs/template/{kind}.yaml": template(kind) for kind in MODELS}
    made["docs/record.schema.json"] = record_schema()
    made["docs/rules.md"] = "\n".join(_rules()) + "\n"
    made[".github/ISSUE_TEMPLATE/add-paper.yml"] = "\n".join(_form()) + "\n"
    return made


def _rules() -> Iterator[str]:
    yield HEAD.read_text(encoding="utf-8")
    yield "| rule | level | what it asks |\n|---|---|---|"
    for rule in RULES.values():
        yield f"| [{rule.id}](#{rule.id}) | {rule.level} | {rule.title} |"
    for rule in RULES.values():
        yield f"\n## {rule.id}\n\n{rule.title} ({rule.level}).\n"
        yield rule.page.replace("``", "`").replace("<tab>", "⇥")


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the issue form.

    Attributes:
        id: its name, that of the record's field; fields of the publication have its name before theirs.
        help: what it asks.
        words: the closed list to choose from, if any.
        required: whether no record goes without it.
    """

    id: str
    help: str
    words: tuple[str, ...]
    required: bool


def form_fields() -> list[FormField]:
    """The fields of all kinds of record in the order of the models, the publication field by field."""
    order: list[str] = []
    for model in MODELS.values():
        names = [info.alias or name for name, info in model.model_fields.items()]
        for at, name in enumerate(names):
            if name not in order:
                order.insert(order.index(names[at - 1]) + 1 if at else 0, name)
    return [field for name in order for field in _asked(name)]


def _asked(name: str) -> Iterator[FormField]:
    attribute = name.replace("-", "_")
    models = [model for model in MODELS.values() if attribute in model.model_fields]
    info = models[0].model_fields[attribute]
    inner = part_model(info.annotation)
    if name == "publication" and inner is not None:
        for part in inner.model_fields:
            alias = part.replace("_", "-")
            words = words_at(inner, (alias,))
            yield FormField(f"publication-{alias}", help_of(inner, alias), words, required=False)
        return
    words = words_at(models[0], (name,)) or words_at(models[0], (name, 0))
    needed = info.is_required() and inner is None and len(models) == len(MODELS)
    yield FormField(name, help_of(models[0], name), tuple(MODELS) if name == "kind" else words, needed)


def _form() -> Iterator[str]:
    yield "# Made from the models: make pages"
    yield "name: Add a paper"
    yield "description: A paper, review, registry entry or authority's statement on vesicles and hair."
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
