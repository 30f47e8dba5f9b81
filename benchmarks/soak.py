"""Many mixed requests from many connections, some of them hostile: nothing wrong, nothing grows.

``python -m benchmarks server`` sends 10,000 over 32 connections, one in twenty hostile, and tells what
came back, and the parent's memory before and after.
"""

from __future__ import annotations

import math
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, IncompleteRead
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlparse

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Soak", "run_soak"]

#: how long a client waits after it was told to come back later; the server asks for a second or more
PAUSE_S = 0.1
#: the body of an answer whose connection broke off, as a long one's does at a limit
CUT = "cut"
#: benign queries whose answer is known without asking anybody
SUMS = "SELECT ({a} + {b} AS ?n) {{}}"
VALUES = "SELECT ?x {{ VALUES ?x {{ {a} {b} }} }} ORDER BY ?x"
ASKS = "ASK {{ FILTER({a} < {b}) }}"
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} # {a}",
    "SELECT * {{ ?a ?b ?c . ?d ?e ?f }} ORDER BY ?c ?f # {a}",
    "SELECT * {{ SERVICE <http://127.0.0.1:9/{a}> {{ ?s ?p ?o }} }}",
    "ASK {{ %s }} # {a}" % ("{{" * 3000),
    "SELECT * {{ ?a ?b ?c . ?d ?e ?f }} # {a}",
    "DROP ALL # {a}",
    "SELECT ?x WHERE {{ ?x {a}",
)


@dataclass
class Soak:
    """What came back."""

    answered: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def run_soak(
    url: str,
    requests: int,
    connections: int,
    hostile: float = 0.05,
    seed: int = 1,
    seconds: float = math.inf,
    faults: tuple[str, ...] = ("busy", "timeout"),
) -> Soak:
    """Send ``requests``, or for ``seconds``, and check every answer; one client is one connection and thread.

    A benign query is answered rightly, or by 503 with one of ``faults``.
    """
    until = time.monotonic() + seconds
    found = Soak()
    lock = threading.Lock()
    share = [requests // connections + (number < requests % connections) for number in range(connections)]
    threads = [
        threading.Thread(
            target=_client, args=(url, count, until, hostile, faults, seed * 1000 + number, found, lock)
        )
        for number, count in enumerate(share)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _client(
    url: str,
    count: int,
    until: float,
    hostile: float,
    faults: tuple[str, ...],
    seed: int,
    found: Soak,
    lock: threading.Lock,
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a load, not a secret
    address = urlparse(url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=60)
    for _ in range(count):
        if time.monotonic() > until:
            break
        query, check = _request(chance, faults, hostile=chance.random() < hostile)
        try:
            status, body = _send(connection, query)
        except IncompleteRead:
            status, body = 200, CUT
            connection.close()
        except (HTTPException, OSError) as error:
            status, body = 0, repr(error)
            connection.close()
        if status == 503:
            time.sleep(PAUSE_S)
        with lock:
            found.answered += 1
            found.statuses[status] += 1
            if not check(status, body):
                found.wrong.append(f"{query[:100]}: {status} {body[:200]}")
    connection.close()


def _send(connection: HTTPConnection, query: str) -> tuple[int, str]:
    body = urlencode({"query": query})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/sparql-results+json",
    }
    connection.request("POST", "/sparql", body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def _request(
    chance: random.Random, faults: tuple[str, ...], *, hostile: bool
) -> tuple[str, Callable[[int, str], bool]]:
    """Return a query and the check of its answer; a busy server may say so, and only so."""
    a, b = chance.randrange(10**6), chance.randrange(10**6)
    if hostile:
        query = chance.choice(HOSTILE).format(a=a)
        return query, lambda status, body: body == CUT or (status in (400, 503) and '"error"' in body)
    pattern = chance.choice((SUMS, VALUES, ASKS))
    wanted = {
        SUMS: f'"value":"{a + b}"',
        VALUES: f'"value":"{min(a, b)}"',
        ASKS: f'"boolean":{str(a < b).lower()}',
    }
    marker = wanted[pattern]

    def check(status: int, body: str) -> bool:
        return (status == 200 and marker in body) or (
            status == 503 and any(f'"error": "{fault}"' in body for fault in faults)
        )

    return pattern.format(a=a, b=b), check
