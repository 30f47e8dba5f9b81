"""Apache Jena gives the rows of the embedded store: each file of ``graph/questions/`` as it stands."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from exokg.curation.questions import read_questions
from exokg.store.solutions import Solutions

from .test_engines import differences

if TYPE_CHECKING:
    from exokg.curation.questions import Question
    from exokg.store.embedded import EmbeddedStore

QUESTIONS = Path(__file__).parents[3] / "graph" / "questions"
PROGRAM = Path(__file__).with_name("Ask.java")
JARS = Path("/usr/share/java")  # where Debian keeps them
NEEDED = (
    "jena-arq jena-base jena-core jena-iri commons-compress commons-lang3 dexx.collection guava jsonld-java "
    "slf4j-api slf4j-nop thrift"
)


def unpack_messages(folder: Path) -> None:
    """Jena's copy of Xerces looks for its messages in another folder than Debian's jar has them in."""
    with zipfile.ZipFile(JARS / "jena-core.jar") as jar:
        for entry in jar.infolist():
            if entry.filename.startswith("org/apache/jena/ext/") and entry.filename.endswith(".properties"):
                entry.filename = entry.filename.removeprefix("org/apache/jena/ext/")
                jar.extract(entry, folder)


def read(folder: Path, question: Question) -> Solutions | list[pyoxigraph.Triple]:
    if question.form == "CONSTRUCT":
        return [quad.triple for quad in pyoxigraph.parse(path=str(folder / f"{question.name}.nt"))]
    found = pyoxigraph.parse_query_results(path=str(folder / f"{question.name}.srj"))
    return Solutions([name.value for name in found.variables], map(tuple, found))


@pytest.fixture
def answers(embedded: EmbeddedStore, tmp_path: Path) -> Path:
    """The folder of what Jena answers, one run of Java for all questions."""
    if shutil.which("javac") is None or not (JARS / "jena-arq.jar").exists():
        pytest.fail("no Java compiler or no Apache Jena here: run scripts/install.sh test", pytrace=False)
    unpack_messages(tmp_path)
    embedded.engine.dump(str(tmp_path / "dataset.nq"), pyoxigraph.RdfFormat.N_QUADS)
    (answers := tmp_path / "answers").mkdir()
    classes = ":".join([str(tmp_path), *(str(JARS / f"{name}.jar") for name in NEEDED.split())])
    command = ["java", "-Xmx1g", "-cp", classes, PROGRAM, tmp_path / "dataset.nq", QUESTIONS, answers]
    run = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    return answers


def test_every_question_gives_equal_rows(embedded: EmbeddedStore, answers: Path) -> None:
    asked = read_questions(QUESTIONS)
    assert len(asked) > 30
    assert differences(asked, embedded, lambda question: read(answers, question)) == []
