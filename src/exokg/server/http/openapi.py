"""The OpenAPI 3.1 document, made from the routes (https://spec.openapis.org/oas/v3.1.0)."""

from __future__ import annotations

import json
import re
from importlib.metadata import version as package_version
from typing import TYPE_CHECKING, TypeAlias

from .messages import Response
from .negotiation import GRAPHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..routes import Route

    Json: TypeAlias = "str | bool | int | list[Json] | dict[str, Json]"

__all__ = ["document"]

_SCHEMAS: dict[str, Json] = {
    "name": {"type": "string", "pattern": "^[a-z0-9-]+$"},
    "question": {"type": "string", "pattern": "^[a-z0-9-]+$"},
    "file": {"type": "string", "pattern": "^[a-z0-9.-]+$"},
    "kind": {"enum": ["study", "preparation", "finding", "claim", "term", "source"]},
    "form": {"enum": [form.name for form in GRAPHS]},
    "export": {"enum": [form.name for form in GRAPHS]},
    "q": {"type": "string", "maxLength": 200},
    "query": {"type": "string"},
    "iri": {"type": "string", "format": "iri"},
}
"""What each parameter looks like."""
_REQUIRED = frozenset({"iri"})
_FAILURES = {
    "400": "the request cannot be understood",
    "404": "there is no such thing",
    "406": "no format that the client accepts",
    "503": "not now; see Retry-After",
}
_PROBLEM: Json = {
    "type": "object",
    "required": ["error", "status", "message"],
    "properties": {
        "error": {"type": "string"},
        "status": {"type": "integer"},
        "message": {"type": "string"},
        "hint": {"type": "string"},
        "limit": {"type": "string"},
    },
}


def document(root: str, routes: Iterable[Route]) -> Response:
    """Return the document.

    Args:
        root: path a proxy puts in front, without a slash at its end.
        routes: what is answered.
    """
    found = {
        "openapi": "3.1.0",
        "info": {"title": "exokg", "version": package_version("exokg")},
        "servers": [{"url": root or "/"}],
        "paths": {_path(route): {"get": _operation(route)} for route in routes},
        "components": {"schemas": {"Problem": _PROBLEM}},
    }
    return Response(200, "application/json", [json.dumps(found).encode()])


def _path(route: Route) -> str:
    """Return the path without what may be left out; a thing is a kind and a name."""
    return re.sub(r"\[.*?\]", "", route.path).replace("{thing}", "{kind}/{name}")


def _operation(route: Route) -> Json:
    parameters: list[Json] = [
        {"name": name, "in": "path", "required": True, "schema": _SCHEMAS[name]}
        for name in re.findall(r"\{(\w+)\}", _path(route))
    ]
    parameters += [
        {"name": name, "in": "query", "required": name in _REQUIRED, "schema": _SCHEMAS[name]}
        for name in route.query
    ]
    content: dict[str, Json] = {media: {} for media in route.media}
    responses: dict[str, Json] = {"303": {"description": "where the answer is"}}
    if content:
        responses["200"] = {"description": route.summary, "content": content}
    problem: Json = {"schema": {"$ref": "#/components/schemas/Problem"}}
    for status, why in _FAILURES.items():
        responses[status] = {"description": why, "content": {"application/json": problem, "text/html": {}}}
    return {"summary": route.summary, "parameters": parameters, "responses": responses}
