"""Counters for operators, kept by prometheus-client in a registry of this server's own."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.core import Metric

    from ..site import Site

__all__ = ["MEDIA", "Metrics"]

MEDIA = CONTENT_TYPE_PLAIN_0_0_4
_BOUNDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_EVENTS = ("started", "died", "timeout", "busy", "abandoned", "refused")


class Metrics:
    """What happened since the server started, and how it is.

    Args:
        site: what else is known.

    Attributes:
        requests: how many requests were answered.
    """

    def __init__(self, site: Site) -> None:
        self.requests = 0
        self._site = site
        self._registry = CollectorRegistry()
        self._registry.register(self)
        self._statuses = Counter("exokg_requests", "Requests answered.", ["status"], registry=self._registry)
        self._seconds = Histogram(
            "exokg_request_seconds",
            "Time from the whole request to the answer.",
            buckets=_BOUNDS,
            registry=self._registry,
        )
        self._by_status: dict[int, Counter] = {}

    def count(self, status: int, seconds: float) -> None:
        """Count one answered request."""
        self.requests += 1
        counter = self._by_status.get(status)
        if counter is None:
            counter = self._by_status[status] = self._statuses.labels(str(status))
        counter.inc()
        self._seconds.observe(seconds)

    def text(self) -> bytes:
        """Return the exposition."""
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """Yield what is known elsewhere, for the registry."""
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
        family = CounterMetricFamily("exokg_worker_events", "What happened to workers.", labels=["event"])
        for name in _EVENTS:
            family.add_metric([name], pool.supervisor.counts[name])
        yield family
