"""The OpenAPI 3.1 document, made from the routes (https://spec.openapis.org/oas/v3.1.0)."""

from __future__ import annotations

import json
import re
from importlib.metadata import version as package_version
from typing import TYPE_CHECKING, TypeAlias

from .negotiation import GRAPHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..route import Route

    Json: TypeAlias = "str | bool | int | list[Json] | dict[str, Json]"

_SCHEMAS: dict[str, Json] = {
    "name": {"type": "string", "pattern": "^[a-z0-9-]+$"},
    "question": {"type": "string", "pattern": "^[a-z0-9-]+$"},
    "file": {"type": "string", "pattern": "^[a-z0-9.-]+$"},
    "kind": {"enum": ["study", "preparation", "finding", "claim", "term", "source"]},
    "form": {"enum": [form.name for form in GRAPHS]},
    "export": {"enum": [form.name for form in GRAPHS]},
    "context": {"type": "string", "pattern": "^[0-9]+([.][0-9a-z]+){1,5}$"},
    "release": {"type": "string", "pattern": "^[0-9]+[.][0-9]+[.][0-9]+$"},
    "released": {"type": "string", "maxLength": 200},
    "part": {"type": "integer", "minimum": 1, "maximum": 999_999},
    "q": {"type": "string", "maxLength": 200},
    "default-graph-uri": {"type": "array", "items": {"type": "string", "format": "iri"}},
    "named-graph-uri": {"type": "array", "items": {"type": "string", "format": "iri"}},
    "with-graphs": {"type": "string", "maxLength": 1000},
    "timeout": {"type": "number", "exclusiveMinimum": 0},
    "format": {"type": "string"},
    "query": {"type": "string"},
    "iri": {"type": "string", "format": "iri"},
}
"""What each parameter looks like."""
_REQUIRED = frozenset({"iri"})
_FAILURES = {
    "400": "the request cannot be understood",
    "404": "there is no such thing",
    "406": "no format that the client accepts",
    "412": "the answer is not the one named by If-Match",
    "503": "not now; see Retry-After",
}
_OF_BODIES = {"413": "the body is too long", "415": "no body that is understood"}
_SENDING = frozenset({"post", "options"})
"""Methods whose parameters are not in the query string."""
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


def document(root: str, routes: Iterable[Route]) -> bytes:
    """Return the document.

    Args:
        root: path a proxy puts in front, without a slash at its end.
        routes: what is answered.
    """
    found = {
        "openapi": "3.1.0",
        "info": {"title": "exokg", "version": package_version("exokg")},
        "servers": [{"url": root or "/"}],
        "paths": {_path(route): _item(route) for route in routes},
        "components": {"schemas": {"Problem": _PROBLEM}},
    }
    return json.dumps(found).encode()


def _path(route: Route) -> str:
    """Return the path without what may be left out; a thing is a kind and a name."""
    return re.sub(r"\[.*?\]", "", route.path).replace("{thing}", "{kind}/{name}")


def _item(route: Route) -> Json:
    """Return all methods of a path."""
    parameters: list[Json] = [
        {"name": name, "in": "path", "required": True, "schema": _SCHEMAS[name]}
        for name in re.findall(r"\{(\w+)\}", _path(route))
    ]
    in_query: list[Json] = [
        {"name": name, "in": "query", "required": name in _REQUIRED, **_described(route, name)}
        for name in route.query
    ]
    found: dict[str, Json] = {"parameters": parameters}
    for method in route.methods.lower().split(", "):
        operation = _operation(route, method)
        operation["parameters"] = [] if method in _SENDING else in_query
        if method == "post":
            operation["requestBody"] = {"required": True, "content": _body(route)}
        found[method] = operation
    return found


def _described(route: Route, name: str) -> dict[str, Json]:
    """Return schema and meaning of a parameter in the query string."""
    known = route.query[name] if isinstance(route.query, dict) else {"schema": _SCHEMAS[name]}
    return dict(known)


def _operation(route: Route, method: str) -> dict[str, Json]:
    if method == "options":
        return {"summary": "The methods", "responses": {"204": {"description": "in the header Allow"}}}
    content: dict[str, Json] = {media: {} for media in route.media}
    problem: Json = {"schema": {"$ref": "#/components/schemas/Problem"}}
    failure: dict[str, Json] = {"application/json": problem, "text/html": {}}
    responses: dict[str, Json] = {"303": {"description": "where the answer is"}}
    if content:
        responses["200"] = {"description": route.summary, "content": content}
    for status, why in (_FAILURES | (_OF_BODIES if method == "post" else {})).items():
        responses[status] = {"description": why, "content": failure}
    return {"summary": route.summary, "responses": responses}


def _body(route: Route) -> Json:
    """Return what a body may be: the parameters as a form, or the query itself (SPARQL 1.1 Protocol)."""
    form: Json = {
        "type": "object",
        "required": ["query"],
        "properties": {name: _SCHEMAS[name] for name in route.query},
    }
    return {
        "application/x-www-form-urlencoded": {"schema": form},
        "application/sparql-query": {"schema": {"type": "string"}},
    }
