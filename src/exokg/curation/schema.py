"""The JSON Schema of records, made from the models, so that editors complete and check while one types.

Every record names it in its first line; VS Code with the YAML extension and other users of
https://github.com/redhat-developer/yaml-language-server read it from there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ..model.records import MODELS, Record
from ..model.slots import parts_of, slots

if TYPE_CHECKING:
    from ..model.declarations import Part

__all__ = ["record_schema"]

_DIALECT: Final = "http://json-schema.org/draft-07/schema#"


def record_schema() -> str:
    """Return the schema of all kinds of record as JSON text.

    >>> json.loads(record_schema())["required"]
    ['kind']
    """
    from pydantic import TypeAdapter

    schema = TypeAdapter(Record).json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs")
    models = {model.__name__: model for kind in MODELS.values() for model in parts_of(kind)}
    for name, definition in definitions.items():
        _describe(definition, models[name])
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
        "definitions": dict(sorted(definitions.items())),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _describe(definition: dict[str, Any], model: type[Part]) -> None:
    """Put help and example of every field into its schema, and drop what only repeats the name."""
    definition.pop("title", None)
    for slot in slots(model):
        field = definition["properties"][slot.name]
        _without_null(field)
        text = slot.help
        if slot.categories:
            text += f". A label, synonym or CURIE of terms.tsv: {', '.join(slot.categories)}"
        field["description"] = text
        if slot.declared.example is not None:
            field["examples"] = [slot.declared.example]


def _without_null(field: dict[str, Any]) -> None:
    """A field is filled or left out, so null is no choice and no default is shown."""
    for name in ("title", "default"):
        field.pop(name, None)
    choices = [choice for choice in field.pop("anyOf", []) if choice != {"type": "null"}]
    if choices:
        field.update(choices[0])
