"""Makes graphs of the project's own shape, of any size, through the project's own records and triples.

Sources, targets and all other terms are skewed as in life: a few are studied often, most once. What a record
says, and how often, was counted in ``graph/`` (``benchmarks/invented``). Every record passes the record
models, so a generated graph cannot have a shape that a curated one cannot have.

    python -m benchmarks.generator --triples 100000 --out /tmp/graph-1e5.nq
"""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from benchmarks.invented import records
from benchmarks.invented.draws import Counts, Draws
from exokg.curation.reading import read_graph
from exokg.curation.tables import Row, Table
from exokg.rdf.dataset import build_dataset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exokg.curation.graph import Graph
    from exokg.model.records import Record

ROOT = Path(__file__).parents[1]
TRIPLES_PER_STUDY = 500
"""About what one generated study comes to, with other records beside it and all that follows from them."""

# Counted in graph/ on 2026-11-22, as everything of benchmarks/invented.
STUDIES, REVIEWS, TRIALS, STATEMENTS = 64, 18, 16, 20
CLUSTERS: Counts[str | None] = Counts(
    {"author group": 14, "laboratory": 8, "shared cohort": 4, "shared animals": 2, None: 36}
)
MEMBERS = {"author group": 2, "laboratory": 4, "shared cohort": 2, "shared animals": 2}
"""Members of one cluster; of author groups and laboratories the mean, rounded."""


class Generator:
    """One seeded run over the terms of a real graph.

    Args:
        graph: the graph whose terms, readers and title page are used.
        seed: the same seed gives the same graph.
    """

    def __init__(self, graph: Graph, seed: int = 1) -> None:
        self.graph = graph
        self.draws = Draws(graph, seed)
        self.sample = next(iter(graph.records.values()))

    def records(self, keys: Sequence[str]) -> Iterator[tuple[str, Record]]:
        """The studies of these keys, and the other records that come with so many."""
        draws, reading, studies = self.draws, self.sample.record.entered, len(keys)
        for number, key in enumerate(keys):
            yield key, records.study(draws, key, number, reading)
        for number in range(2 + studies * REVIEWS // STUDIES):
            key = f"zz-review-{number:06}"
            yield key, records.review(draws, key, keys, reading)
        for number in range(1 + studies * TRIALS // STUDIES):
            key = f"zz-trial-{number:06}"
            yield key, records.trial(draws, key, studies + number, reading)
        for number in range(1 + studies * STATEMENTS // STUDIES):
            key = f"zz-statement-{number:06}"
            yield key, records.statement(draws, key, reading)

    def clusters(self, keys: Sequence[str]) -> Table:
        """Which studies share authors, a laboratory, people or animals."""
        members: dict[str, int] = dict.fromkeys(MEMBERS, 0)
        rows: list[Row] = []
        for key in keys:
            kind = self.draws.deal(CLUSTERS)
            if kind is not None:
                name = f"{kind.replace(' ', '-')}-{members[kind] // MEMBERS[kind]}"
                members[kind] += 1
                cells = {"cluster": name, "kind": kind, "label": name, "member": key}
                cells |= {"ground": "invented", "said-by": "bench", "on": "2026-11-22"}
                rows.append(Row(len(rows) + 2, cells))
        return Table("clusters.tsv", tuple(rows))

    def make(self, triples: int) -> Graph:
        """A graph that comes to about this many triples."""
        keys = [f"study-{number:06}" for number in range(max(4, triples // TRIPLES_PER_STUDY))]
        made = {
            key: dataclasses.replace(self.sample, key=key, record=record)
            for key, record in self.records(keys)
        }
        tables = {**self.graph.tables, "clusters.tsv": self.clusters(keys)}
        return dataclasses.replace(self.graph, records=made, tables=tables)


def generate(triples: int, seed: int = 1) -> Store:
    """The complete dataset, derived triples and all, of a generated graph."""
    graph = Generator(read_graph(ROOT / "graph"), seed).make(triples)
    return build_dataset(graph, (ROOT / "ontology.ttl").read_bytes())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="N-Quads file to write")
    options = parser.parse_args()
    store = generate(options.triples, options.seed)
    store.dump(options.out, format=RdfFormat.N_QUADS)
    print(f"{len(store)} quads in {options.out}")


if __name__ == "__main__":
    main()
