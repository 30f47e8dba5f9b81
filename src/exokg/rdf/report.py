"""A report on ontology and terms: what lacks a label, a definition, a place above it, and the like.

Each check is one SPARQL query of the folder ``report/``, named after what it finds; its comment says
what should hold and how grave it is. It asks what `ROBOT's report
<https://robot.obolibrary.org/report>`_ asks, in queries of our own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from ..curation.violations import LEVELS
from .derive import queries
from .namespaces import compress

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

    from ..curation.violations import Level

__all__ = ["Check", "Remark", "checks", "report"]


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


@dataclass(frozen=True, order=True)
class Remark:
    """One thing that a check found.

    >>> print(Remark("ERROR", "missing-label", "exokg:Study"))
    ERROR missing-label exokg:Study
    """

    level: Level
    check: str
    thing: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.level} {self.check} {self.thing} {self.detail}".rstrip()


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


def report(store: Store) -> list[Remark]:
    """What the checks find in the default graph of a store: ERROR first, then by name and thing."""
    found = set()
    for check in checks():
        for row in cast("QuerySolutions", store.query(check.query)):
            thing = cast("NamedNode", row["thing"])
            detail = cast("Literal | None", row["detail"]) if "?detail" in check.query else None
            found.add(
                Remark(check.level, check.name, compress(thing), "" if detail is None else detail.value)
            )
    return sorted(found, key=lambda remark: (LEVELS.index(remark.level), remark))
