"""Counters for operators, in the Prometheus text format (version 0.0.4)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

__all__ = ["Metrics", "labelled"]

_BOUNDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    r"""What happened since the server started.

    >>> metrics = Metrics()
    >>> metrics.count(200, 0.003)
    >>> 'exokg_requests_total{status="200"} 1' in metrics.text({})
    True
    """

    def __init__(self) -> None:
        self._statuses: Counter[int] = Counter()
        self._buckets = [0] * (len(_BOUNDS) + 1)
        self._seconds = 0.0

    def count(self, status: int, seconds: float) -> None:
        """Count one answered request."""
        self._statuses[status] += 1
        self._buckets[bisect_left(_BOUNDS, seconds)] += 1
        self._seconds += seconds

    def text(self, gauges: dict[str, float]) -> str:
        """Return the exposition.

        Args:
            gauges: further values by metric name, with labels where they have any.
        """
        lines = ["# HELP exokg_requests_total Requests answered.", "# TYPE exokg_requests_total counter"]
        lines += [
            labelled("exokg_requests_total", number, status=str(status))
            for status, number in sorted(self._statuses.items())
        ]
        lines += self._histogram()
        named: set[str] = set()
        for name, value in sorted(gauges.items()):
            bare = name.partition("{")[0]
            if bare not in named:
                named.add(bare)
                lines.append(f"# TYPE {bare} {'counter' if bare.endswith('_total') else 'gauge'}")
            lines.append(f"{name} {value:g}")
        return "\n".join(lines) + "\n"

    def _histogram(self) -> list[str]:
        name = "exokg_request_seconds"
        lines = [f"# HELP {name} Time from the whole request to the answer.", f"# TYPE {name} histogram"]
        total = 0
        for bound, number in zip((*map(str, _BOUNDS), "+Inf"), self._buckets, strict=True):
            total += number
            lines.append(labelled(f"{name}_bucket", total, le=bound))
        return [*lines, f"{name}_sum {self._seconds:.6f}", f"{name}_count {total}"]


def labelled(name: str, value: float, **labels: str) -> str:
    """Return one line of the exposition.

    >>> labelled("a_total", 2, kind="x")
    'a_total{kind="x"} 2'
    """
    inside = ",".join(f'{key}="{text}"' for key, text in labels.items())
    return f"{name}{{{inside}}} {value:g}"
