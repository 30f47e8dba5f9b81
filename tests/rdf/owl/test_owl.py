"""Real OWL reasoners on the ontology alone and on everything that is built from it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store

from tests.jena import BRIEFLY

HERE = Path(__file__).parent
JARS = HERE.parent.parent.parent / ".venv" / "share" / "owlapi-1.6.7"
REASONERS = ("HermiT", "ELK", "Openllet")
PLANTED = {
    # A study is not a preparation: the two classes are disjoint.
    "two kinds": b"study:x a exokg:Study , exokg:VesiclePreparation .",
    # Only a vesicle preparation has a product, and a claim is none.
    "wrong domain": b'claim:x a exokg:Claim ; exokg:product "x" .',
    # A finding is compared with a comparison, not with a code.
    "wrong range": b"finding:x exokg:comparison code:rung-animal .",
}
PREFIXES = b"".join(
    b"@prefix %b: <https://w3id.org/exokg/%b/> .\n" % (name, place)
    for name, place in [(b"exokg", b"ontology")] + [(n, n) for n in (b"study", b"claim", b"code", b"finding")]
)

pytestmark = pytest.mark.needs("java", "owlapi")
Answers = dict[str, dict[str, tuple[str, str]]]


def merged(store: Store) -> bytes:
    triples = store.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    assert triples is not None  # no output was named
    return triples


@pytest.fixture(scope="module")
def answers(
    ontology: bytes, invented_store: Store, real_store: Store, tmp_path_factory: pytest.TempPathFactory
) -> Answers:
    """What the checker says of every file, by file and question; one run of Java for all of them."""
    folder = tmp_path_factory.mktemp("owl")
    (folder / "ontology.ttl").write_bytes(ontology)
    (folder / "invented.ttl").write_bytes(merged(invented_store))
    (folder / "real.ttl").write_bytes(merged(real_store))
    for name, triples in PLANTED.items():
        (folder / f"{name}.ttl").write_bytes(PREFIXES + ontology + b"\n" + triples)
    command = [
        "java",
        *BRIEFLY,
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
        "-cp",
        f"{JARS}/*",
    ]
    files = sorted(path.name for path in folder.glob("*.ttl"))
    run = subprocess.run(
        [*command, str(HERE / "Check.java"), *files], cwd=folder, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    said: Answers = {}
    for line in run.stdout.splitlines():
        file, asked, answer, detail = line.split("\t")
        said.setdefault(file.removesuffix(".ttl"), {})[asked] = (answer, detail)
    return said


@pytest.mark.parametrize("name", ["ontology", "invented", "real"])
@pytest.mark.parametrize("profile", ["DL", "EL"])
def test_the_profile_holds(answers: Answers, name: str, profile: str) -> None:
    assert answers[name][profile] == ("true", "")


@pytest.mark.parametrize("name", ["ontology", "invented", "real"])
@pytest.mark.parametrize("reasoner", REASONERS)
def test_it_is_consistent_and_no_class_is_empty(answers: Answers, name: str, reasoner: str) -> None:
    assert answers[name][reasoner] == ("true", "unsatisfiable []")


@pytest.mark.parametrize("fault", sorted(PLANTED))
def test_a_planted_inconsistency_is_caught(answers: Answers, fault: str) -> None:
    assert answers[fault]["HermiT"][0] == "false"
    assert answers[fault]["Openllet"][0] == "false"


def test_elk_catches_two_kinds_as_well(answers: Answers) -> None:
    assert answers["two kinds"]["ELK"][0] == "false"


def test_the_real_graph_was_really_there(answers: Answers) -> None:
    assert int(answers["real"]["axioms"][0]) > int(answers["ontology"]["axioms"][0])
