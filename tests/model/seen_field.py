"""Prints, as JSON, where the field of ``add_field.patch`` is seen; run in a copy of the project."""

from __future__ import annotations

import json
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad

from exokg.curation.reading import read_graph
from exokg.curation.template import template
from exokg.curation.terms import Terms
from exokg.explorer.sheets import read_sheets
from exokg.rdf.conformance import conform
from exokg.rdf.dataset import build_dataset
from exokg.rdf.jsonld import jsonld_context
from exokg.rdf.namespaces import compress, expand
from exokg.rdf.origin import Origins
from scripts.pages.model import pages
from scripts.pages.schema import record_schema

NAME, PROPERTY = "storage", "exokg:storageState"
FOLDER = Path("tests/fixtures/graph")


class Embedded:
    """As much of a store as the tables of the page ask: SELECT over the dataset."""

    def __init__(self, dataset: object) -> None:
        self.dataset = dataset

    def select(self, query: str) -> object:
        """Rows of a query."""
        return self.dataset.query(query)  # type: ignore[attr-defined]


def main() -> None:
    """Look everywhere, and print what is there."""
    graph = read_graph(FOLDER)
    dataset = build_dataset(graph, Path("ontology.ttl").read_bytes())
    origins = Origins(graph, dataset)
    said = list(dataset.quads_for_pattern(None, expand(PROPERTY), None, DefaultGraph()))
    quad = said[0]
    place = origins.of(quad.subject.value, expand(PROPERTY).value)  # type: ignore[union-attr]
    good = conform(dataset, graph)
    dataset.remove(quad)
    dataset.add(Quad(quad.subject, quad.predicate, NamedNode(expand("code:rung-animal").value)))
    bad = conform(dataset, graph)
    dataset.remove(Quad(quad.subject, quad.predicate, NamedNode(expand("code:rung-animal").value)))
    dataset.add(quad)
    sheet = read_sheets(Embedded(dataset))["preparations"]  # type: ignore[arg-type]
    schema = json.loads(record_schema(Terms([])))["definitions"]["Preparation"]["properties"]
    seen = {
        "template": [line for line in template("study").splitlines() if f" {NAME}:" in line],
        "schema": schema.get(NAME),
        "triples": [[compress(str(one.subject.value)), compress(str(one.object.value))] for one in said],  # type: ignore[union-attr]
        "origin": [place[0], Path(place[0]).read_text("utf-8").splitlines()[place[1] - 1]],
        "context": jsonld_context(dataset)["storageState"],
        "conforms": [str(fault) for fault in good],
        "foreign code": [[str(fault.rule), fault.path, fault.line] for fault in bad],
        "origin line": place[1],
        "column": [[row["id"], row["storageState"]] for row in sheet.rows if "storageState" in row],
        "page": [
            line for line in pages(Path())["docs/fields.md"].splitlines() if line.startswith(f"| {NAME} ")
        ],
    }
    print(json.dumps(seen, ensure_ascii=False))


if __name__ == "__main__":
    main()
