"""The verified facts that the first records were made from, in short: one line of ``facts.tsv`` a finding.

The folder of the facts themselves is not part of this repository. ``python tests/graph/facts.py FOLDER``
wrote the table from it; a test compares the two wherever the folder is at hand.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from pathlib import Path
from typing import Any

import yaml

TABLE = Path(__file__).with_name("facts.tsv")
COLUMNS = ("finding", "effect", "contrast", "numbers", "seed", "summary")
NUMBERS = (
    *("baseline", "after", "change", "spread", "ci_low", "ci_high"),
    *("comparator_change", "comparator_spread", "p"),
)


def in_short(text: str) -> str:
    """A summary as it is in the table: the first twelve digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def records(folder: Path) -> dict[str, dict[str, Any]]:
    """Every record of the folder by its key."""
    files = sorted((folder / "records").glob("*.yaml"))
    return {file.stem: yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader) for file in files}


def row(key: str, finding: dict[str, Any]) -> tuple[str, ...]:
    """One finding of a record as a row of the table."""
    value = finding["value"] or {}
    numbers = {name: value[name] for name in NUMBERS if value.get(name) is not None}
    return (
        f"{key}_{finding['id']}",
        finding["effect"],
        finding["contrast"] or "",
        json.dumps(numbers, ensure_ascii=False) if numbers else "",
        finding["seed_support"] if finding["claimed_in"] == "seed" else "",
        in_short(finding["summary"]),
    )


def table(folder: Path) -> str:
    """The table that belongs to a folder of facts."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writerow(COLUMNS)
    for key, record in records(folder).items():
        writer.writerows(row(key, finding) for finding in record["findings"] or [])
    return text.getvalue()


def facts() -> list[dict[str, Any]]:
    """The rows of the table, their numbers by name."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [{**row, "numbers": json.loads(row["numbers"] or "{}")} for row in rows]


if __name__ == "__main__":
    TABLE.write_text(table(Path(sys.argv[1])), encoding="utf-8", newline="\n")
