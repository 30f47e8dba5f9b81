"""Adds to the lists of published names what the graph holds and they lack: `python -m scripts.publish`.

A name once listed stays: `exokg validate` wants a row in graph/changes.tsv for each that is gone.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from exokg.curation.reading import read_graph
from exokg.curation.rules.identity import part_names
from exokg.curation.shipped import ontology_of
from exokg.rdf.dataset import build_dataset
from exokg.rdf.published import claims_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exokg.curation.graph import Graph

ROOT = Path(__file__).parent.parent


def published(graph: Graph) -> dict[str, str]:
    """The text of both lists, by file name, with what the graph adds."""
    version = graph.dataset.version if graph.dataset is not None else ""
    old = {row["record"]: row for row in graph.tables["published.tsv"]}
    records = []
    for key in sorted(old.keys() | graph.records.keys()):
        listed = old[key]["parts"].split() if key in old else []
        there = part_names(graph.records[key]) if key in graph.records else []
        parts = [*listed, *(name for name in there if name not in listed)]
        records.append((key, " ".join(parts), old[key]["since"] if key in old else version))
    since = {row["claim"]: row["since"] for row in graph.tables["published-claims.tsv"]}
    for claim in claims_in(build_dataset(graph, ontology_of(graph.folder).read_bytes())):
        since.setdefault(claim, version)
    return {
        "published.tsv": _table(("record", "parts", "since"), records),
        "published-claims.tsv": _table(("claim", "since"), sorted(since.items())),
    }


def _table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    return "".join("\t".join(row) + "\n" for row in [columns, *rows])


def main(folder: Path = ROOT / "graph") -> int:
    """Write both lists, and print how many rows each has."""
    for name, text in published(read_graph(folder)).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {text.count(chr(10)) - 1:,} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
