"""The OpenAPI document: every path and method is in it, and every answer is one that it allows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from exokg.rdf.jsonld import context_iri
from exokg.server.pages.downloads import Downloads, Released
from exokg.server.route import Route
from exokg.server.routes import Router

if TYPE_CHECKING:
    import httpx

WANTED = ["not_a_server_error", "status_code_conformance", "content_type_conformance"]
EXAMPLES = {"kind": "study", "name": "ginkgo-2024-leaf", "form": "ttl", "export": "ttl", "file": "site.css",
            "part": "1", "release": "0.2.0", "question": "studies",
            "context": context_iri().rpartition("/")[2]}  # fmt: skip


@pytest.fixture(scope="module")
def paths(server: Any) -> dict[str, Any]:
    found: dict[str, Any] = server.client.get("/openapi.json").json()["paths"]
    return found


def routes() -> list[Route]:
    """The table, without a server behind it."""

    class Anything:
        def __getattr__(self, _: str) -> Any:
            return self

    router = Router.__new__(Router)
    router._answers = Anything()  # type: ignore[assignment]
    router._downloads = Downloads(Released({}, {}), router._answers.pages)
    return router._table()


def test_every_path_and_method_of_the_routes_is_in_the_document(paths: dict[str, Any]) -> None:
    """And nothing else: a route without its method in the document, or the other way round, fails here."""
    written = {(path, method) for path, item in paths.items() for method in item if method != "parameters"}
    expected = {
        (re.sub(r"\[.*?\]", "", route.path).replace("{thing}", "{kind}/{name}"), method)
        for route in routes()
        for method in route.methods.lower().split(", ")
    }
    assert written == expected
    assert ("/sparql", "post") in written


def test_a_running_server_answers_the_methods_of_the_document(server: Any, paths: dict[str, Any]) -> None:
    """Each documented method has another answer than 405 or 501; of all others, the first is refused."""
    for path, item in paths.items():
        target = re.sub(r"\{(\w+)\}", lambda found: EXAMPLES[found[1]], path)
        allowed = server.client.options(target)
        documented = {method.upper() for method in item if method != "parameters"}
        assert (allowed.status_code, set(allowed.headers["Allow"].split(", "))) == (204, documented), path
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE"):
            if path == "/export/exokg.{export}" and method in documented:
                continue  # seconds each; test_parity asks for every one
            answer: httpx.Response = server.client.request(method, target, headers={"Accept": "*/*"})
            assert (answer.status_code != 405) is (method in documented), (method, path, answer.text)
            assert answer.status_code != 501


def test_bodies_of_a_post_are_those_of_the_protocol(server: Any, paths: dict[str, Any]) -> None:
    for path in ("/sparql", "/query"):
        content = paths[path]["post"]["requestBody"]["content"]
        assert set(content) == {"application/x-www-form-urlencoded", "application/sparql-query"}
        for media, body in zip(content, ("query=ASK%7B%7D&timeout=5", "ASK {}"), strict=True):
            answer = server.client.post(path, content=body, headers={"Content-Type": media})
            assert answer.json()["boolean"] is True
        wrong = server.client.post(path, content="ASK {}", headers={"Content-Type": "text/plain"})
        assert str(wrong.status_code) in paths[path]["post"]["responses"]


@pytest.mark.slow
def test_answers_conform(server: Any, paths: dict[str, Any]) -> None:
    """Schemathesis makes requests from the document: GET everywhere, and POST."""
    import schemathesis
    from schemathesis.checks import CHECKS
    from schemathesis.core.result import Ok

    schema = schemathesis.openapi.from_url(f"{server.url}/openapi.json")
    checks = [CHECKS.get_one(name) for name in WANTED]
    operations = set()
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        if operation.path.startswith("/explorer") or operation.method not in ("get", "post"):
            continue  # the explorer is 503 until it is drawn

        @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(case=operation.as_strategy())
        def conforms(case: Any) -> None:
            response = case.call(allow_redirects=False, timeout=600)
            case.validate_response(response, checks=checks)

        conforms()
        operations.add((operation.path, operation.method))
    assert {path for path, _ in operations} == set(paths) - {
        "/explorer",
        "/explorer/free",
        "/openapi.json",
    }  # it leaves out its own source
    assert {path for path, method in operations if method == "post"} == {"/sparql", "/query"}
