"""Values that the page shows and no record states: worked out here, so that the page only draws.

Each is a column that :data:`~exokg.explorer.page_tables.TABLES` declares as made. Counts of independent
studies need none: they are distinct values of ``inCohort``, which the build derives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .sheets import Rows, Sheet

__all__ = ["add_made_columns"]

Labels = dict[str, dict[str, str]]


def add_made_columns(sheets: Mapping[str, Sheet], labels: Labels) -> None:
    """Write the made columns of records into their rows.

    Args:
        sheets: the tables of the page.
        labels: CURIE of a code → its label and, where its list has an order, its rank.
    """
    findings = sheets["findings"].rows
    _mark_records(sheets["records"].rows, findings, labels)


def _rank(code: object, labels: Labels) -> int:
    return int(labels.get(str(code), {}).get("rank", "0"))


def _mark_records(records: Rows, findings: Rows, labels: Labels) -> None:
    """Of each record, how separable its findings on its highest rung are: the best of them counts."""
    best: dict[tuple[str, str], str] = {}
    for row in findings:
        key, code = (str(row["reportedBy"]), str(row.get("rung"))), str(row.get("separability", ""))
        if code and (key not in best or _rank(code, labels) > _rank(best[key], labels)):
            best[key] = code
    for record in records:
        code = best.get((str(record["id"]), str(record.get("rung"))), "")
        if code:
            record["rungSeparability"] = code
