"""How the server is: ``/health`` for balancers, ``/metrics`` for Prometheus."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .messages import Response
from .metrics import MEDIA

if TYPE_CHECKING:
    from ..site import Site

__all__ = ["health", "metrics"]

_EVENTS = ("started", "died", "timeout", "busy", "abandoned", "refused")


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
    pool, cache = site.version.pool, site.version.cache
    gauges: dict[str, float] = {
        "connections": site.connections.count,
        "queries_running": pool.running,
        "queries_waiting": pool.waiting,
        "workers": len(pool.supervisor.ready),
        "cache_bytes": cache.used,
        "cache_entries": len(cache),
        "reload_failed": site.reload_trouble is not None,
        "dataset_statements": site.opened.quads,
    }
    counters = {
        "answers_cut": site.cut,
        "cache_hits": cache.hits,
        "cache_misses": cache.misses,
        "log_lines_lost": site.log.lost,
    }
    events = {name: pool.supervisor.counts[name] for name in _EVENTS}
    body = site.metrics.text(gauges, counters, events)
    return Response(200, MEDIA, [body], [("Cache-Control", "no-store")])
