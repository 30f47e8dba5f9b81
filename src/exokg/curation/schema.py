"""The JSON Schema of records, made from the models, so that editors complete and check while one types.

Every record names it in its first line; VS Code with the YAML extension and other users of
https://github.com/redhat-developer/yaml-language-server read it from there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from . import fields, findings, parts, records, registration
from .fieldhelp import help_of
from .leaves import categories_of

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["record_schema"]

_DIALECT: Final = "http://json-schema.org/draft-07/schema#"


def record_schema() -> str:
    """Return the schema of all kinds of record as JSON text.

    >>> json.loads(record_schema())["required"]
    ['kind']
    """
    from pydantic import TypeAdapter

    schema = TypeAdapter(records.Record).json_schema(by_alias=True, ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs")
    for name, definition in definitions.items():
        model = _model(name)
        if model is not None:
            _describe(definition, model)
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


def _model(name: str) -> type[BaseModel] | None:
    for module in (records, parts, registration, findings, fields):
        found = getattr(module, name, None)
        if isinstance(found, type) and issubclass(found, fields.Part):
            return found
    return None


def _describe(definition: dict[str, Any], model: type[BaseModel]) -> None:
    """Put the help of every field into its schema, and drop what only repeats the name."""
    definition.pop("title", None)
    for attribute, info in model.model_fields.items():
        field = definition["properties"][info.alias or attribute]
        _without_null(field)
        text = help_of(model, info.alias or attribute)
        kinds = categories_of(info)
        if kinds:
            text += f". A label, synonym or CURIE of terms.tsv: {', '.join(kinds)}"
        field["description"] = text


def _without_null(field: dict[str, Any]) -> None:
    """A field is filled or left out, so null is no choice and no default is shown."""
    for name in ("title", "default"):
        field.pop(name, None)
    choices = [choice for choice in field.pop("anyOf", []) if choice != {"type": "null"}]
    if choices:
        field.update(choices[0])
