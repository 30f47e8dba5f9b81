"""The benchmarks run, small: the generator keeps to the project's shape, every question is timed."""

import runpy
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BENCHMARKS = ROOT / "benchmarks"


def test_a_generated_graph_has_the_shape_of_a_curated_one():
    made = runpy.run_path(str(BENCHMARKS / "generator.py"))
    store = made["generate"](10_000)
    query = """PREFIX exokg: <https://w3id.org/exokg/ontology/>
        SELECT ?source (COUNT(*) AS ?n) { ?f a exokg:Finding ; exokg:subjectSource ?source .
          ?source a exokg:VesicleSource } GROUP BY ?source ORDER BY DESC(?n)"""
    counts = [int(count.value) for _, count in store.query(query)]
    assert len(counts) > 5
    assert counts[0] > 3 * counts[len(counts) // 2], "sources are skewed"
    assert store.query("PREFIX exokg: <https://w3id.org/exokg/ontology/> ASK { ?c a exokg:Claim }")
    same = made["generate"](10_000)
    assert set(same) == set(store)


def test_every_question_is_timed(tmp_path):
    page = tmp_path / "questions.md"
    command = [sys.executable, "-m", "benchmarks.questions", "--sizes", "5000", "--rdflib", "0"]
    done = subprocess.run(
        [*command, "--out", str(page)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    timed = page.read_text(encoding="utf-8")
    for path in (ROOT / "graph" / "questions").glob("*.rq"):
        assert f"| {path.stem} |" in timed
