"""Values that the page shows and no record states: worked out here, so that the page only draws.

Each is a column that :data:`~exokg.explorer.page_tables.TABLES` declares as made. Counts of independent
studies need none: they are distinct values of ``inCohort``, which the build derives.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..answers.readable import cited, titled
from .sheets import Row, Rows, Sheet

Labels = dict[str, dict[str, str]]


def add_made_columns(sheets: Mapping[str, Sheet], labels: Labels, names: Mapping[str, str]) -> None:
    """Write the made columns of records into their rows.

    Args:
        sheets: the tables of the page.
        labels: CURIE of a code → its label and, where its list has an order, its rank.
        names: CURIE of a study or review → its first author and year.
    """
    findings = sheets["findings"].rows
    _mark_records(sheets["records"].rows, findings, labels)
    papers = {str(row["id"]): row for row in sheets["publications"].rows}
    for record in sheets["records"].rows:
        paper = papers.get(str(record.get("describedIn")), {})
        record["cited"] = names.get(str(record["id"])) or _called(record, paper)


def _called(record: Row, paper: Row) -> str:
    """Who wrote, issued or registered a record that is neither study nor review, and when.

    >>> _called({"authority": "FDA", "issued": "2020-07-22"}, {})
    'FDA 2020'
    """
    year = str(paper.get("year") or record.get("year") or str(record.get("issued", ""))[:4])
    if "authorList" in paper:
        return cited(str(paper["authorList"]), year)
    return titled(str(record.get("authority") or record.get("registryId") or record["label"]), year)


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
