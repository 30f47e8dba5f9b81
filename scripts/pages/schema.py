"""The JSON Schema of records, made from the models, so that editors complete and check while one types.

Every record names it in its first line; VS Code with the YAML extension and other users of
https://github.com/redhat-developer/yaml-language-server read it from there.
"""

from __future__ import annotations

import json
from typing import Any, Final

from exokg.curation.terms import Terms
from exokg.model.declarations import Part
from exokg.model.names import slug
from exokg.model.records import MODELS, Record
from exokg.model.slots import parts_of, slots
from exokg.model.types import Day, Identifies, Printed

__all__ = ["record_schema"]

_DIALECT: Final = "http://json-schema.org/draft-07/schema#"


def record_schema(terms: Terms) -> str:
    """Return the schema of all kinds of record as JSON text.

    Args:
        terms: whose labels an editor proposes where a field names a term; synonyms and CURIEs are valid too.
    """
    from pydantic import TypeAdapter

    schema = TypeAdapter(Record).json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs")
    models = {model.__name__: model for kind in MODELS.values() for model in parts_of(kind)}
    labels: dict[str, Any] = {}
    for name, definition in definitions.items():
        _describe(definition, models[name], terms, labels)
    kinds = {
        definition["properties"]["kind"]["const"]: {"$ref": f"#/definitions/{name}"}
        for name, definition in definitions.items()
        if name.endswith("Record")
    }
    whole = {
        "$schema": _DIALECT,
        "title": "A record of graph/",
        "description": "One paper, review, registry entry or authority's statement.",
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": sorted(kinds), "description": "what is described"}},
        "allOf": [
            {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": target}
            for kind, target in sorted(kinds.items())
        ],
        "definitions": dict(sorted({**definitions, **labels}.items())),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _describe(definition: dict[str, Any], model: type[Part], terms: Terms, labels: dict[str, Any]) -> None:
    """Put help, example, pattern and labels of every field into its schema; drop what repeats the name."""
    definition.pop("title", None)
    for slot in slots(model):
        field = definition["properties"][slot.name]
        _without_null(field)
        text = slot.help
        if slot.categories:
            text += f". A label, synonym or CURIE of terms.tsv: {', '.join(slot.categories)}"
        field["description"] = text
        text_of = field.get("items", field.get("additionalProperties", field))
        if slot.categories:
            text_of["anyOf"] = [_labels(slot.categories, terms, labels), {"type": text_of.pop("type")}]
        elif isinstance(slot.mark, Day | Identifies | Printed):
            text_of["pattern"] = slot.mark.pattern
        if slot.declared.example is not None:
            field["examples"] = [slot.declared.example]


def _labels(categories: tuple[str, ...], terms: Terms, labels: dict[str, Any]) -> dict[str, str]:
    """Return a reference to the labels of these categories, which it adds to *labels*."""
    name = "labels-" + "-".join(map(slug, categories))
    known = {term.label for term in terms if term.category in categories and not term.obsolete}
    labels[name] = {"enum": sorted(known)}
    return {"$ref": f"#/definitions/{name}"}


def _without_null(field: dict[str, Any]) -> None:
    """A field is filled or left out, so null is no choice and no default is shown."""
    for name in ("title", "default"):
        field.pop(name, None)
    choices = [choice for choice in field.pop("anyOf", []) if choice != {"type": "null"}]
    if choices:
        field.update(choices[0])
