"""Every limit of the server in one place, with its unit and the reason for its default.

A limit that is hit is an error that names the limit; nothing is ever cut silently. ``exokg serve
--show-limits`` prints this table and the service description repeats it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields

MIB = 1024 * 1024


def _limit(default: float, unit: str, meaning: str) -> int:
    """Declare one limit; the unit and meaning travel with it to ``--show-limits``."""
    limit: int = field(default=int(default), metadata={"unit": unit, "meaning": meaning})
    return limit


@dataclass(frozen=True)
class Limits:
    """What one server allows. All values are positive.

    >>> Limits(timeout_s=3).timeout_s
    3
    """

    timeout_s: float = field(
        default=10.0,
        metadata={"unit": "seconds", "meaning": "wall time of one query; a client may only lower it"},
    )
    memory_bytes: int = _limit(1024 * MIB, "bytes", "memory one query may add to its worker")
    result_rows: int = _limit(100_000, "rows", "solutions or triples of one answer")
    result_bytes: int = _limit(20_000_000, "bytes", "serialised size of one answer, before compression")
    query_bytes: int = _limit(256 * 1024, "bytes", "request body, and the query text in it")
    target_bytes: int = _limit(64 * 1024, "bytes", "request target: path and query string of a GET")
    header_bytes: int = _limit(32 * 1024, "bytes", "all header lines of one request")
    workers: int = field(
        default=max(2, os.cpu_count() or 2),
        metadata={"unit": "processes", "meaning": "queries that run at the same time"},
    )
    slow_workers: int = _limit(
        2, "processes", "extra workers that carry on with queries older than slow_after_ms"
    )
    slow_after_ms: int = _limit(60, "milliseconds", "age at which a query leaves the fast lane")
    queue: int = _limit(256, "requests", "queries waiting for a worker; the next one gets 503")
    queue_s: int = _limit(10, "seconds", "a query waits this long for a worker, then it gets 503")
    connections: int = _limit(
        4096, "connections", "open at the same time; the next takes an idle one's place, or gets 503"
    )
    connections_per_address: int = _limit(
        1024, "connections", "the same of one address; proxies have no bound"
    )
    unfinished_bytes: int = _limit(
        64 * MIB, "bytes", "of requests that one address has sent and that wait; proxies have no bound"
    )
    head_s: int = _limit(15, "seconds", "time to send the request line and headers")
    body_s: int = _limit(20, "seconds", "time to send the request body")
    idle_s: int = _limit(75, "seconds", "an idle connection is kept this long")
    send_s: int = _limit(120, "seconds", "a client may take this long to read one answer")
    unsent_bytes: int = _limit(
        16 * MIB, "bytes", "of one long answer that wait for its reader; then its worker waits"
    )
    resident_quads: int = _limit(500_000, "statements", "up to this size the data are kept in memory once")
    cache_bytes: int = _limit(64 * MIB, "bytes", "answers kept for repeated questions")
    drain_s: int = _limit(5, "seconds", "time for running requests after SIGTERM")

    def table(self) -> list[tuple[str, str, str, str]]:
        """Return (name, value, unit, meaning) rows in declaration order."""
        return [
            (spec.name, f"{getattr(self, spec.name):.15g}", spec.metadata["unit"], spec.metadata["meaning"])
            for spec in fields(self)
        ]
