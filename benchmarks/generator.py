"""Makes graphs of the project's own shape, of any size, through the project's own records and triples.

Sources and targets are skewed as in life: a few are studied often, most once (weights fall as 1/rank).
Most findings on a target point one way; one in a hundred does not. Every record passes the record
models, so a generated graph cannot have a shape that a curated one cannot have.

    python benchmarks/generator.py --triples 100000 --out /tmp/graph-1e5.nq
"""

from __future__ import annotations

import argparse
import dataclasses
import random
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, Store

from exokg.curation.graph import Graph  # noqa: TC001 - read at run time by people
from exokg.curation.reading import read_graph
from exokg.curation.records import ReviewRecord, StatementRecord, StudyRecord, TrialRecord
from exokg.curation.tables import Row, Table
from exokg.rdf.dataset import build_dataset

ROOT = Path(__file__).parents[1]
TRIPLES_PER_STUDY = 500
"""About what one generated study comes to, with all that follows from it."""

DIRECTIONS = ("increases", "decreases")
SYSTEMS = {
    "cells": {"reported-as": "cultured cells", "rung": "in vitro"},
    "tissue": {"reported-as": "organ culture", "rung": "ex vivo"},
    "animals": {"reported-as": "shaved dorsal skin", "rung": "animal", "taxon": "mouse"},
    "people": {"reported-as": "scalp of patients", "rung": "uncontrolled human", "taxon": "human"},
    "trial": {"reported-as": "scalp of patients", "rung": "controlled human", "taxon": "human"},
}


class Generator:
    """One seeded run over the terms of a real graph.

    Args:
        graph: the graph whose terms, readers and title page are used.
        seed: the same seed gives the same graph.
    """

    def __init__(self, graph: Graph, seed: int = 1) -> None:
        self.graph = graph
        self.random = random.Random(seed)  # noqa: S311 - not for secrets
        self.names = {}
        for term in graph.terms:
            if not term.obsolete:
                self.names.setdefault(term.category, []).append(term.label)
        kinds = ("pathway", "process", "hair outcome", "clinical outcome")
        self.entered = next(iter(graph.records.values())).record.entered
        self.targets = [name for kind in kinds for name in self.names[kind]]
        self.random.shuffle(self.targets)
        self.cells = ["dermal papilla cell", *self.names["cell"]]

    def skewed(self, names: list[str]) -> str:
        weights = [1 / rank for rank in range(1, len(names) + 1)]
        return self.random.choices(names, weights)[0]

    def quantity(self) -> dict[str, Any]:
        number = round(self.random.uniform(0.1, 60), 1)
        return {"unit": "percent", "statistic": "mean", "change": number, "p": "0.01", "timepoint": "4 weeks"}

    def finding(self, number: int, preparations: list[str], system: str) -> dict[str, Any]:
        target = self.skewed(self.targets)
        usual = DIRECTIONS[self.targets.index(target) % 7 == 0]
        unusual = self.random.random() < 0.01
        effect = self.random.choice(["no detected effect", *DIRECTIONS]) if unusual else usual
        found: dict[str, Any] = {
            "id": f"f{number}",
            "about": self.random.choice(preparations),
            "effect": effect,
            "target": target,
            "system": system,
            "arm": "treated",
            "comparison": self.random.choice(["vehicle", "drug"]),
            "contrast": self.random.choice(["between-group", "within-group", "unclear"]),
            "locator": f"Fig. {number}",
            "summary": "An invented result.",
        }
        if self.random.random() < 0.5:
            found["quantity"] = self.quantity()
        if self.random.random() < 0.3:
            found["support"] = self.random.choice(["perturbation", "marker", "enrichment"])
            found["via"] = [self.skewed(self.names["molecule"])]
        return found

    def cargo(self, number: int, preparation: str, system: str) -> list[dict[str, Any]]:
        molecule = self.skewed(self.names["molecule"])
        common = {"system": system, "locator": "Fig. 9", "summary": "An invented result."}
        contains = {"id": f"f{number}", "about": preparation, "effect": "contains", "target": molecule}
        moves = {"id": f"f{number + 1}", "molecule": molecule, "effect": "activates"}
        return [contains | common, moves | {"target": self.skewed(self.names["pathway"])} | common]

    def arm(self) -> dict[str, Any]:
        arm: dict[str, Any] = {
            "preparation": "prep-0",
            "dose": {"reported": "50 ug/mL"},
            "route": "topical",
        }
        if self.random.random() < 0.15:
            shared = self.random.choice(["yes", "no", "unclear"])
            arm["co-interventions"] = [{"given": "microneedling", "in-comparator": shared}]
        return arm

    def document(self, kind: str, title: str, **publication: Any) -> dict[str, Any]:
        """What every record begins with."""
        return {
            "kind": kind,
            "title": title,
            "title-status": "shown",
            "publication": {"status": "published"} | publication,
            "read": "abstract",
            "confidence": "high",
            "entered": self.entered,
            "sources": ["https://example.org/invented"],
        }

    def systems(self) -> dict[str, Any]:
        """One or two of the kinds, cells mostly of the papilla."""
        chosen = {
            name: SYSTEMS[name] for name in self.random.sample(sorted(SYSTEMS), k=self.random.choice([1, 2]))
        }
        if "cells" in chosen:
            chosen["cells"] = SYSTEMS["cells"] | {"cell": self.skewed(self.cells)}
        return chosen

    def study(self, key: str) -> StudyRecord:
        systems = self.systems()
        made = {
            f"prep-{number}": {
                "reported-as": f"vesicle {number}",
                "type": "extracellular vesicle",
                "source": self.skewed(self.names["source"]),
                "source-condition": self.random.choice(["native", "3D-cultured", "primed"]),
                "isolation": ["ultracentrifugation"],
            }
            for number in range(self.random.choice([1, 1, 2]))
        }
        known = {"vehicle": {"kind": "placebo or vehicle", "against": "vehicle"}}
        known["drug"] = {"kind": "active drug", "against": "minoxidil", "drug": "minoxidil"}
        findings = [
            self.finding(number, list(made), self.random.choice(list(systems))) for number in range(6)
        ]
        findings += self.cargo(6, "prep-0", next(iter(systems)))
        status = self.random.choices(["published", "preprint", "corrected"], [94, 5, 1])[0]
        year = self.random.randint(2015, 2026)
        record = self.document("study", f"Invented study {key}", type="primary", status=status, year=year)
        record |= {
            "read": self.random.choice(["full text", "abstract", "abstract"]),
            "designs": ["animal"],
            "n": {"participants": self.random.randint(5, 80)},
            "preparations": made,
            "systems": systems,
            "arms": {"treated": self.arm()},
            "comparisons": known,
            "findings": findings,
        }
        if {"people", "trial"} & set(systems):
            harm = {"id": "h1", "state": "none observed", "event": "adverse event", "locator": "abstract"}
            record["harms"] = [harm | {"about": "prep-0", "summary": "None was seen."}]
        return StudyRecord.model_validate(record)

    def review(self, number: int, keys: list[str]) -> ReviewRecord:
        record = self.document("review", f"Invented review {number}", type="systematic review", year=2025)
        said = [self.finding(number, ["prep-0"], "cells") for number in range(3)]
        own = ("id", "about", "effect", "target", "system", "locator", "summary")
        record |= {
            "inclusion-list": "read",
            "includes": sorted(self.random.sample(keys, k=min(12, len(keys)))),
            "preparations": self.product(self.skewed(self.names["source"])),
            "systems": {"cells": SYSTEMS["cells"]},
            "findings": [{word: finding[word] for word in own} for finding in said],
            "statements": [self.position()],
        }
        return ReviewRecord.model_validate(record)

    def product(self, source: str) -> dict[str, Any]:
        return {"prep-0": {"reported-as": "vesicles", "type": "product class", "source": source}}

    def position(self) -> dict[str, Any]:
        stance = self.random.choice(["evidence gap", "standard", "not approved"])
        words = {
            "topic": self.skewed(self.names["topic"]),
            "about": "prep-0",
            "locator": "abstract",
            "summary": "An invented position.",
        }
        return {"id": "s1", "stance": stance} | words

    def trial(self, number: int) -> TrialRecord:
        record = self.document(
            "trial", f"Invented trial {number}", type="registry entry", status="registered"
        )
        differs = {
            "id": "n",
            "kind": "registry and paper",
            "field": "planned size",
            "registry": "60",
            "paper": "40",
        }
        record |= {
            "read": "registry entry",
            "registration": {
                "id": f"NCT{number:08}",
                "registry": "ClinicalTrials.gov",
                "state": self.random.choice(["completed", "recruiting"]),
                "planned-n": 60,
                "differences": [differs | {"locator": "entry"}],
            },
            "designs": ["randomized controlled"],
            "preparations": self.product(self.skewed(self.names["source"])),
        }
        return TrialRecord.model_validate(record)

    def statement(self, number: int) -> StatementRecord:
        record = self.document(
            "statement", f"Invented guidance {number}", type="society statement", year=2025
        )
        record |= {"designs": ["not a study"], "preparations": self.product("mixed or not specified")}
        return StatementRecord.model_validate(record | {"statements": [self.position()]})

    def clusters(self, keys: list[str]) -> Table:
        rows = []
        for number, key in enumerate(keys):
            cells = {
                "cluster": f"lab-{number // 4}",
                "kind": "laboratory",
                "label": f"laboratory {number // 4}",
            }
            cells |= {"member": key, "ground": "invented", "said-by": "bench", "on": "2026-11-22"}
            rows.append(Row(number + 2, cells))
        return Table("clusters.tsv", tuple(rows))

    def make(self, triples: int) -> Graph:
        """A graph that comes to about this many triples."""
        studies = max(4, triples // TRIPLES_PER_STUDY)
        keys = [f"study-{number:06}" for number in range(studies)]
        sample = next(iter(self.graph.records.values()))
        records = {key: dataclasses.replace(sample, key=key, record=self.study(key)) for key in keys}
        others = {
            "review": [self.review(number, keys) for number in range(min(60, 2 + studies // 50))],
            "trial": [self.trial(number) for number in range(1 + studies // 10)],
            "statement": [self.statement(number) for number in range(1 + studies // 20)],
        }
        for kind, made in others.items():
            for number, record in enumerate(made):
                key = f"zz-{kind}-{number:06}"
                records[key] = dataclasses.replace(sample, key=key, record=record)
        return dataclasses.replace(self.graph, records=records, clusters=self.clusters(keys))


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
    options.out.write_bytes(store.dump(format=RdfFormat.N_QUADS))
    print(f"{len(store)} quads in {options.out}")


if __name__ == "__main__":
    main()
