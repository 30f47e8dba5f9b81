"""How the server is: ``/health`` for balancers, ``/metrics`` for Prometheus, a line of log a request."""

from __future__ import annotations

import json
import resource
from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from .messages import Response

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.core import Metric

    from ..site import Site
    from .messages import Request

__all__ = ["Metrics"]

_BOUNDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_EVENTS = ("started", "died", "timeout", "busy", "abandoned", "refused")
_NOT_KEPT = [("Cache-Control", "no-store")]


class Metrics:
    """What happened since the server started, and how it is; written by prometheus-client.

    Args:
        site: what else is known.
        logs: whether requests are logged.

    Attributes:
        requests: how many requests were answered.
    """

    def __init__(self, site: Site, *, logs: bool) -> None:
        self.requests = 0
        self._site = site
        self._logs = logs
        self._registry = CollectorRegistry()
        self._registry.register(self)
        self._statuses: Counter[int] = Counter()
        self._times = [0] * (len(_BOUNDS) + 1)
        self._seconds = 0.0

    def note(self, request: Request | None, response: Response, seconds: float) -> None:
        """Count and log an answered request."""
        self.requests += 1
        self._statuses[response.status] += 1
        self._times[bisect_left(_BOUNDS, seconds)] += 1
        self._seconds += seconds
        if self._logs:
            self._site.log.request(request, response, seconds)

    def response(self) -> Response:
        """Return counters and gauges in the Prometheus text format."""
        return Response(200, CONTENT_TYPE_PLAIN_0_0_4, [generate_latest(self._registry)], _NOT_KEPT)

    def health(self) -> Response:
        """Return 200 while queries can be answered, else 503; the document says why and what is served."""
        site, supervisor = self._site, self._site.version.pool.supervisor
        trouble = supervisor.trouble or site.reload_trouble
        status = "down" if not supervisor.ready else "degraded" if trouble else "ok"
        document = {
            "status": status,
            "version": site.opened.name,
            "digest": site.opened.digest,
            "statements": site.opened.quads,
            "workers": len(supervisor.ready),
            "resident": supervisor.resident,
            "sandbox": supervisor.sandbox,
        }
        if trouble:
            document["trouble"] = trouble
        body = json.dumps(document).encode() + b"\n"
        return Response(503 if status == "down" else 200, "application/json", [body], _NOT_KEPT)

    def collect(self) -> Iterator[Metric]:
        """Yield everything, for the registry."""
        site = self._site
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
            "resident_memory_max_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        }
        counters = {
            "answers_cut": site.cut,
            "cache_hits": cache.hits,
            "cache_misses": cache.misses,
            "log_lines_lost": site.log.lost,
        }
        for name, value in gauges.items():
            yield GaugeMetricFamily(f"exokg_{name}", f"{name.replace('_', ' ').capitalize()}.", value)
        for name, value in counters.items():
            yield CounterMetricFamily(f"exokg_{name}", f"{name.replace('_', ' ').capitalize()}.", value)
        statuses = {str(status): count for status, count in sorted(self._statuses.items())}
        yield _labelled("requests", "Requests answered.", "status", statuses)
        events = {name: pool.supervisor.counts[name] for name in _EVENTS}
        yield _labelled("worker_events", "What happened to workers.", "event", events)
        bounds = [*map(str, _BOUNDS), "+Inf"]
        text = "Time from the whole request to the answer."
        buckets = list(zip(bounds, accumulate(self._times), strict=True))
        yield HistogramMetricFamily("exokg_request_seconds", text, buckets, self._seconds)


def _labelled(name: str, text: str, label: str, counts: dict[str, int]) -> CounterMetricFamily:
    family = CounterMetricFamily(f"exokg_{name}", text, labels=[label])
    for value, count in counts.items():
        family.add_metric([value], count)
    return family
