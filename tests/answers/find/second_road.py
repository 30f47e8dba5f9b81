"""Findings and what is recorded of them, by a second road: plain Python over the YAML, apart from all SPARQL.

Only names of terms are resolved by the program; narrower terms are found here, from the columns of terms.tsv.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from exokg.curation.terms import Terms
from tests.rdf.second_road import BLOCKED, DIRECTIONS, separability_of, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EFFECTS = ("pathway", "process", "molecule", "hair outcome", "clinical outcome", "skin outcome",
           "safety outcome", "delivery outcome")  # fmt: skip
PARTS = {"preparation": "about", "system": "system", "arm": "arm", "comparison": "comparison"}
LABELS = {
    "increases": "increases", "decreases": "decreases", "noDetectedEffectOn": "no detected effect on",
    "comparableOn": "comparable on", "delivers": "delivers", "RO_0002180": "contains",
}  # fmt: skip
CATEGORIES = {"load": ("intervention", "molecule"), "effect on": EFFECTS}


@dataclass
class Line:
    """One finding: its key, what it counts for, and the labels of its values by dimension."""

    key: str
    cohorts: frozenset[str]
    groups: frozenset[str]
    separable: bool
    values: dict[str, set[str]] = field(default_factory=dict)


class Road:
    """All findings of a ``graph/`` folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.terms = Terms.read(folder / "terms.tsv")
        rows = (folder / "clusters.tsv").read_text(encoding="utf-8").splitlines()
        self.clusters = list(csv.DictReader(rows, delimiter="\t"))
        self.lines = [
            line
            for path in sorted((folder / "studies").glob("*.yaml"))
            for line in self._lines(path.stem, yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
        ]

    def given(self, key: str) -> set[str]:
        """The types of all that a study gave."""
        text = (self.folder / "studies" / f"{key}.yaml").read_text(encoding="utf-8")
        record = yaml.load(text, yaml.CSafeLoader)
        return {one["type"] for one in (record.get("preparations") or {}).values()}

    def resolve(self, text: str, category: str) -> str:
        return self.terms.resolve(text, CATEGORIES.get(category, (category,))).curie

    @cache  # noqa: B019
    def _label(self, text: str, *categories: str) -> str:
        return self.terms.resolve(text, categories).label

    @cache  # noqa: B019 - one for the whole run
    def held(self, name: str) -> dict[str, set[str]]:
        """Value of a dimension, or wider term → the keys of the findings that have it."""
        found: dict[str, set[str]] = {}
        for line in self.lines:
            for value in line.values.get(name, ()):
                for one in self.wider(value, CATEGORIES_OF.get(name, ())):
                    found.setdefault(one, set()).add(line.key)
        return found

    @cache  # noqa: B019
    def wider(self, label: str, categories: tuple[str, ...]) -> set[str]:
        """A label, and those of all terms above it and of what it is part of."""
        found: set[str] = set()
        named = (term for term in self.terms if term.label == label and term.category in categories)
        waiting = [term.curie for term in named]
        while waiting:
            term = self.terms.get(waiting.pop())
            if term is not None and term.label not in found:
                found.add(term.label)
                waiting += [term.parent] if term.parent else []
                waiting += [part.split()[1] for part in term.mapping if part.startswith("obo:BFO_0000050 ")]
        return found | {label}

    def _lines(self, key: str, record: dict[str, Any]) -> Iterator[Line]:
        if (record.get("publication") or {}).get("status") == "retracted":
            return
        mine = [row for row in self.clusters if row["member"] == key and row["kind"] != "namesakes"]
        shared = {
            kind: {row["cluster"] for row in mine if row["kind"].startswith("shared") == kind} or {key}
            for kind in (True, False)
        }
        for finding in record.get("findings") or ():
            subject = subject_of(record, finding, self.resolve)
            apart = separability_of(record, finding, subject, DIRECTIONS[finding["effect"]])
            perturbed = finding.get("perturbed") or {}
            claims = (
                subject is not None
                and finding.get("contrast") != "among treated"
                and not (perturbed.get("how") in BLOCKED or perturbed.get("effect-became"))
            )
            line = Line(
                f"{key}_{finding['id']}", frozenset(shared[True]), frozenset(shared[False]),
                claims and apart == "separable",
            )  # fmt: skip
            line.values = {name: set(map(str, values)) for name, values in self._values(record, finding)}
            line.values["separability"] = {apart} - {"not applicable"}
            if subject is not None:
                line.values["kind"] = {subject[0]}
            yield line

    def _values(self, record: dict[str, Any], finding: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
        parts = {
            name: (record.get(f"{name}s") or {}).get(finding.get(by)) or {}
            for name, by in (
                ("preparation", "about"),
                ("system", "system"),
                ("arm", "arm"),
                ("comparison", "comparison"),
            )
        }
        given, system, arm, against = parts.values()
        paper, ties = record.get("publication") or {}, record.get("interests") or {}

        def named(text: str | None, *categories: str) -> list[str]:
            return [self._label(text, *categories)] if text else []

        yield "effect", [LABELS[DIRECTIONS[finding["effect"]]]]
        target = self.terms.resolve(finding["target"], EFFECTS)
        yield "target", [target.label]
        yield ("outcome" if target.category.endswith("outcome") and target.category != "delivery outcome"
               else "mechanism"), [target.label]  # fmt: skip
        yield "rung", [system["rung"]]
        yield "cell", named(system.get("cell"), "cell")
        yield "tissue", named(system.get("tissue"), "anatomy")
        yield "species", named(system.get("taxon"), "species")
        conditions = (record.get("condition") or {}).get("terms") or []
        yield (
            "condition",
            [
                self._label(one, "condition")
                for one in {*conditions, *filter(None, [system.get("condition")])}
            ],
        )
        yield "source", named(given.get("source"), "source")
        yield "source-species", named(given.get("taxon"), "species")
        yield "preparation", [given["type"]] if given else []
        yield "isolation", [self._label(one, "technique") for one in given.get("isolation") or ()]
        yield (
            "loaded-with",
            [self._label(one, "intervention", "molecule") for one in given.get("loaded-with") or ()],
        )
        yield "route", named(arm.get("route"), "route")
        yield (
            "given-too",
            [
                self._label(one["given"], "intervention", "molecule")
                for one in arm.get("co-interventions") or ()
            ],
        )
        yield "comparator", [against["kind"]] if against else []
        yield "drug", named(against.get("drug"), "intervention", "molecule")
        yield "contrast", [finding["contrast"]] if finding.get("contrast") else []
        yield "support", [finding["support"]] if finding.get("support") else []
        yield "assay", [self._label(one, "technique") for one in finding.get("assay") or ()]
        yield "via", [self._label(one, *EFFECTS) for one in finding.get("via") or ()]
        yield "year", [year] if (year := paper.get("year", paper.get("year-inferred"))) else []
        yield "design", record.get("designs") or []
        yield "read-as", [record["read"]]
        yield "confidence", [record["confidence"]]
        yield "country", [self._label(one, "country") for one in record.get("countries") or ()]
        yield "funder-kind", [ties["funder-kind"]] if ties.get("funder-kind") else []
        yield "n", [n] if (n := (finding.get("quantity") or {}).get("n")) is not None else []


CATEGORIES_OF = {
    "target": EFFECTS, "outcome": EFFECTS, "mechanism": EFFECTS, "via": EFFECTS, "cell": ("cell",),
    "tissue": ("anatomy",), "species": ("species",), "condition": ("condition",), "source": ("source",),
    "source-species": ("species",), "isolation": ("technique",), "assay": ("technique",), "route": ("route",),
    "loaded-with": ("intervention", "molecule"), "given-too": ("intervention", "molecule"),
    "drug": ("intervention", "molecule"), "country": ("country",),
}  # fmt: skip
