"""How the server is: ``/health`` for balancers, counts for ``/metrics``, a line of log a request."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from .messages import Response

if TYPE_CHECKING:
    from ..site import Site
    from .messages import Request

BOUNDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
NOT_KEPT = [("Cache-Control", "no-store")]


class Metrics:
    """What happened since the server started, and how it is.

    Args:
        site: what else is known.
        logs: whether requests are logged.

    Attributes:
        requests: how many requests were answered.
        statuses: how many of each status.
        times: how many took at most each of :data:`BOUNDS`, and not the one before; then the others.
        seconds: that all of them took.
    """

    def __init__(self, site: Site, *, logs: bool) -> None:
        self.requests = 0
        self._site = site
        self._logs = logs
        self.statuses: Counter[int] = Counter()
        self.times = [0] * (len(BOUNDS) + 1)
        self.seconds = 0.0

    def note(self, request: Request | None, response: Response, seconds: float) -> None:
        """Count and log an answered request."""
        self.requests += 1
        self.statuses[response.status] += 1
        self.times[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds
        if self._logs:
            self._site.log.request(request, response, seconds)

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
        return Response(503 if status == "down" else 200, "application/json", [body], NOT_KEPT)
