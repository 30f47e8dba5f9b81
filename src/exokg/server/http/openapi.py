"""The OpenAPI 3.1 document of the routes that are not SPARQL (https://spec.openapis.org/oas/v3.1.0)."""

from __future__ import annotations

import json
from importlib.metadata import version as package_version
from typing import Any

from .messages import Response
from .negotiation import GRAPHS

__all__ = ["document"]

_GRAPH_MEDIA: dict[str, Any] = {form.media: {} for form in GRAPHS}
_PROBLEM = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_FAILURES = {
    "400": "the request cannot be understood",
    "404": "there is no such thing",
    "406": "no format that the client accepts",
    "503": "not now; see Retry-After",
}


def document(root: str) -> Response:
    """Return the document.

    Args:
        root: path a proxy puts in front, without a slash at its end.
    """
    found = {
        "openapi": "3.1.0",
        "info": {"title": "exokg", "version": package_version("exokg"), "description": "All but /sparql."},
        "servers": [{"url": root or "/"}],
        "paths": _paths(),
        "components": {"schemas": {"Problem": _problem_schema()}},
    }
    return Response(200, "application/json", [json.dumps(found).encode()])


def _paths() -> dict[str, Any]:
    name = {
        "name": "name",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"},
    }
    kind = {"name": "kind", "in": "path", "required": True,
            "schema": {"enum": ["study", "preparation", "finding", "claim", "term", "source"]}}  # fmt: skip
    suffix = {
        "name": "suffix",
        "in": "path",
        "required": True,
        "schema": {"enum": [form.name for form in GRAPHS]},
    }
    query = {"name": "q", "in": "query", "schema": {"type": "string", "maxLength": 200}}
    iri = {"name": "iri", "in": "query", "required": True, "schema": {"type": "string", "format": "iri"}}
    page: dict[str, Any] = {"text/html": {}}
    both = page | _GRAPH_MEDIA
    return {
        "/": _get("The landing page", {"200": page, "303": {}}),
        "/search": _get("Names that contain some letters", {"200": page}, [query]),
        "/questions": _get("The questions of the catalogue", {"200": page}),
        "/question/{name}": _get("A question as a form", {"200": page, "303": {}}, [name]),
        "/ontology": _get("Classes and properties", {"200": both}),
        "/about": _get("What is said of any IRI", {"200": both}, [iri]),
        "/{kind}/{name}": _get("The identifier of a thing", {"303": {}}, [kind, name]),
        "/page/{kind}/{name}": _get("The page of a thing", {"200": page}, [kind, name]),
        "/data/{kind}/{name}.{suffix}": _get(
            "The data of a thing", {"200": _GRAPH_MEDIA}, [kind, name, suffix]
        ),
        "/linkset/{kind}/{name}.json": _get(
            "Signposting links", {"200": {"application/linkset+json": {}}}, [kind, name]
        ),
        "/export/exokg.{suffix}": _get("The whole graph", {"200": _GRAPH_MEDIA}, [suffix]),
        "/.well-known/void": _get("Service description and VoID", {"200": _GRAPH_MEDIA}),
        "/.well-known/sparql-examples": _get("The questions as data", {"200": _GRAPH_MEDIA}),
        "/health": _get("Whether queries can be answered", {"200": {"application/json": {}}}),
        "/metrics": _get("Counters for Prometheus", {"200": {"text/plain": {}}}),
        "/openapi.json": _get("This document", {"200": {"application/json": {}}}),
    }


def _get(
    summary: str, answers: dict[str, Any], parameters: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    responses = {
        status: {"description": summary} | ({"content": content} if content else {})
        for status, content in answers.items()
    }
    for status, why in _FAILURES.items():
        responses[status] = {"description": why, "content": _PROBLEM | {"text/html": {}}}
    return {"get": {"summary": summary, "parameters": parameters or [], "responses": responses}}


def _problem_schema() -> dict[str, Any]:
    return {
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
