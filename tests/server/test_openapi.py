"""Schemathesis against the OpenAPI document: whatever is sent, every answer is one the document allows."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import CHECKS
from schemathesis.core.result import Ok

WANTED = ["not_a_server_error", "status_code_conformance", "content_type_conformance"]


def test_answers_conform(server: Any) -> None:
    schema = schemathesis.openapi.from_url(f"{server.url}/openapi.json")
    checks = [CHECKS.get_one(name) for name in WANTED]
    operations = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        operations += 1
        if operation.path == "/explorer":  # 503 until it is drawn
            continue

        @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(case=operation.as_strategy())
        def conforms(case: Any) -> None:
            response = case.call(allow_redirects=False)
            case.validate_response(response, checks=checks)

        conforms()
    paths = server.client.get("/openapi.json").json()["paths"]
    assert operations == len(paths) - 1  # the document does not count itself
    assert {"/sparql", "/query", "/{kind}/{name}", "/static/{file}", "/about", "/ontology"} <= set(paths)
