"""A report on ontology and terms: what lacks a label, a definition, a place above it, and the like.

Each check is one SPARQL query of the folder ``report/``, named after what it finds; its comment says
what should hold and how grave it is. It asks what `ROBOT's report
<https://robot.obolibrary.org/report>`_ asks, in queries of our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from ..curation.violations import LEVELS, Level, Violation
from .derive import queries
from .namespaces import compress
from .origin import Origins


@dataclass(frozen=True)
class Check:
    """One query of the report.

    Attributes:
        name: what it finds.
        level: how grave that is.
        title: what should hold.
        query: SPARQL that selects ``?thing`` and perhaps ``?detail``.
    """

    name: str
    level: Level
    title: str
    query: str


def _check(name: str, text: str) -> Check:
    head = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ")]
    level = re.fullmatch(rf"level: ({'|'.join(LEVELS)})", head[-1])
    if level is None:
        raise ValueError(f"{name} does not say its level")
    return Check(name.removesuffix(".rq"), cast("Level", level[1]), " ".join(head[:-1]), text)


@cache
def checks() -> tuple[Check, ...]:
    """Every check, by name."""
    return tuple(_check(name, text) for name, text in queries("report"))


def report(store: Store, origins: Origins) -> list[Violation]:
    """What the checks find in the default graph of a store, sorted by place.

    Args:
        store: ontology and terms, or all that was built.
        origins: knows where they come from.
    """
    return sorted({fault for check in checks() for fault in _faults(check, store, origins)})


def _faults(check: Check, store: Store, origins: Origins) -> Iterator[Violation]:
    for row in cast("QuerySolutions", store.query(check.query)):
        thing = cast("NamedNode", row["thing"])
        detail = cast("Literal | None", row["detail"]) if "?detail" in check.query else None
        found = f" Found: {detail.value[:80]}" if detail is not None else ""
        message = f"{compress(thing)}: {check.title}{found}"
        hint = f"check {check.name} of the ontology"
        yield Violation(*origins.of(thing.value), "ontology", check.level, message, hint)
