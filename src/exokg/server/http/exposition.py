"""``/metrics``: what is counted, as Prometheus reads it, written by prometheus-client."""

from __future__ import annotations

import resource
from itertools import accumulate
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from .messages import Response
from .metrics import BOUNDS, NOT_KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client.core import Metric

    from ..site import Site

_EVENTS = ("started", "died", "timeout", "busy", "abandoned", "refused")


def exposition(site: Site) -> Response:
    """Return counters and gauges in the Prometheus text format."""
    registry = CollectorRegistry()
    registry.register(_Collector(site))
    return Response(200, CONTENT_TYPE_PLAIN_0_0_4, [generate_latest(registry)], NOT_KEPT)


class _Collector:
    """Reads what a site counts.

    Args:
        site: which.
    """

    def __init__(self, site: Site) -> None:
        self._site = site

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
        statuses = {str(status): count for status, count in sorted(site.metrics.statuses.items())}
        yield _labelled("requests", "Requests answered.", "status", statuses)
        events = {name: pool.supervisor.counts[name] for name in _EVENTS}
        yield _labelled("worker_events", "What happened to workers.", "event", events)
        bounds = [*map(str, BOUNDS), "+Inf"]
        text = "Time from the whole request to the answer."
        buckets = list(zip(bounds, accumulate(site.metrics.times), strict=True))
        yield HistogramMetricFamily("exokg_request_seconds", text, buckets, site.metrics.seconds)


def _labelled(name: str, text: str, label: str, counts: dict[str, int]) -> CounterMetricFamily:
    family = CounterMetricFamily(f"exokg_{name}", text, labels=[label])
    for value, count in counts.items():
        family.add_metric([value], count)
    return family
