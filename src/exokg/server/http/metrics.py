"""Counters for operators, kept by prometheus-client in a registry of this server's own."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prometheus_client.core import Metric

__all__ = ["MEDIA", "Metrics"]

MEDIA = CONTENT_TYPE_PLAIN_0_0_4
_BOUNDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    r"""What happened since the server started.

    >>> metrics = Metrics()
    >>> metrics.count(200, 0.003)
    >>> b'exokg_requests_total{status="200"} 1.0' in metrics.text({}, {}, {})
    True

    Attributes:
        requests: how many requests were answered.
    """

    def __init__(self) -> None:
        self.requests = 0
        self._registry = CollectorRegistry()
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

    def text(
        self, gauges: Mapping[str, float], counters: Mapping[str, float], events: Mapping[str, int]
    ) -> bytes:
        """Return the exposition.

        Args:
            gauges: what goes up and down, by metric name without the prefix.
            counters: what only goes up, likewise.
            events: what happened to workers.
        """
        registry = CollectorRegistry()
        registry.register(_Now(gauges, counters, events))
        return generate_latest(self._registry) + generate_latest(registry)


class _Now:
    """Values that are known elsewhere, as a collector."""

    def __init__(
        self, gauges: Mapping[str, float], counters: Mapping[str, float], events: Mapping[str, int]
    ) -> None:
        self._gauges, self._counters, self._events = gauges, counters, events

    def collect(self) -> Iterator[Metric]:
        for name, value in self._gauges.items():
            yield GaugeMetricFamily(f"exokg_{name}", name.replace("_", " ").capitalize() + ".", value)
        for name, value in self._counters.items():
            yield CounterMetricFamily(f"exokg_{name}", name.replace("_", " ").capitalize() + ".", value)
        family = CounterMetricFamily("exokg_worker_events", "What happened to workers.", labels=["event"])
        for name, number in self._events.items():
            family.add_metric([name], number)
        yield family
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        yield GaugeMetricFamily("exokg_resident_memory_max_bytes", "Most memory this process had.", memory)
