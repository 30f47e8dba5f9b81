"""Writes the golden file anew from tests/fixtures/graph: a part of `make golden`."""

from pathlib import Path

from exokg.curation.reading import read_graph
from exokg.rdf.serialisation import serialise
from exokg.rdf.triples import to_triples

if __name__ == "__main__":
    here = Path(__file__).parent
    graph = read_graph(here.parent.parent / "fixtures" / "graph")
    (here / "curated.ttl").write_bytes(serialise(to_triples(graph), "ttl"))
