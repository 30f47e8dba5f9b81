"""How the server is: ``/health`` for balancers, ``/metrics`` for Prometheus."""

from __future__ import annotations

import json
import resource
from typing import TYPE_CHECKING

from .messages import Response

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
    pool, cache = site.version.pool, site.version.cache
    gauges: dict[str, float] = {
        "exokg_answers_cut_total": site.cut,
        "exokg_connections": site.connections.count,
        "exokg_queries_running": pool.running,
        "exokg_queries_waiting": pool.waiting,
        "exokg_workers": len(pool.supervisor.ready),
        "exokg_cache_bytes": cache.used,
        "exokg_cache_entries": len(cache),
        "exokg_cache_hits_total": cache.hits,
        "exokg_cache_misses_total": cache.misses,
        "exokg_log_lines_lost_total": site.log.lost,
        "exokg_reload_failed": float(site.reload_trouble is not None),
        "exokg_resident_memory_max_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        f'exokg_dataset_statements{{digest="{site.opened.digest[:16]}"}}': site.opened.quads,
    }
    for reason in ("started", "died", "timeout", "busy", "abandoned", "refused"):
        gauges[f'exokg_worker_events_total{{event="{reason}"}}'] = pool.supervisor.counts[reason]
    body = site.metrics.text(gauges).encode()
    return Response(200, "text/plain; version=0.0.4; charset=utf-8", [body], [("Cache-Control", "no-store")])
