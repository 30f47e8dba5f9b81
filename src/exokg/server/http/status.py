"""How the server is: ``/health`` for balancers, ``/metrics`` for Prometheus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .messages import Response
from .metrics import MEDIA

if TYPE_CHECKING:
    from ..site import Site

__all__ = ["health", "metrics"]


def health(site: Site) -> Response:
    """Return 200 while queries can be answered, else 503; the document says why and what is served."""
    pool = site.version.pool
    trouble = pool.supervisor.trouble or site.reload_trouble
    status = "down" if not pool.supervisor.ready else "degraded" if trouble else "ok"
    document = {
        "status": status,
        "version": site.opened.name,
        "digest": site.opened.digest,
        "statements": site.opened.quads,
        "workers": len(pool.supervisor.ready),
        "resident": pool.supervisor.resident,
    }
    if trouble:
        document["trouble"] = trouble
    body = json.dumps(document).encode() + b"\n"
    headers = [("Cache-Control", "no-store")]
    return Response(503 if status == "down" else 200, "application/json", [body], headers)


def metrics(site: Site) -> Response:
    """Return counters and gauges in the Prometheus text format."""
    return Response(200, MEDIA, [site.metrics.text()], [("Cache-Control", "no-store")])
