"""Apache Jena gives the rows of the embedded store: each file of ``graph/questions/`` as it is, and each
once more for every parameter that may be filled."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from exokg.curation.questions import read_questions
from exokg.store.solutions import Solutions
from tests.jena import BRIEFLY, jena_classes

from .comparing import differences
from .test_engines import filled

if TYPE_CHECKING:
    from exokg.curation.questions import Question
    from exokg.store.embedded import EmbeddedStore

    from .comparing import Expected

pytestmark = pytest.mark.needs("java", "jena")
QUESTIONS = Path(__file__).parents[3] / "graph" / "questions"
PROGRAM = Path(__file__).with_name("Ask.java")


def read(folder: Path, question: Question) -> Solutions | list[pyoxigraph.Triple]:
    if question.form == "CONSTRUCT":
        return [quad.triple for quad in pyoxigraph.parse(path=str(folder / f"{question.name}.nt"))]
    found = pyoxigraph.parse_query_results(path=str(folder / f"{question.name}.srj"))
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return Solutions([name.value for name in found.variables], map(tuple, found))


@pytest.fixture(scope="module")
def more(embedded: EmbeddedStore) -> list[Question]:
    """The questions of the folder with one parameter filled."""
    return filled(read_questions(QUESTIONS), embedded)


@pytest.fixture(scope="module")
def answers(embedded: EmbeddedStore, more: list[Question], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what Jena answers, one run of Java for all questions."""
    folder = tmp_path_factory.mktemp("jena")
    embedded.engine.dump(str(folder / "dataset.nq"), pyoxigraph.RdfFormat.N_QUADS)
    shutil.copytree(QUESTIONS, questions := folder / "questions")
    for question in more:
        (questions / f"{question.name}.rq").write_text(question.query, encoding="utf-8")
    (answers := folder / "answers").mkdir()
    command = ["java", *BRIEFLY, "-cp", jena_classes(folder), str(PROGRAM)]
    command += map(str, (folder / "dataset.nq", questions, answers))
    run = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    return answers


def test_every_question_gives_equal_rows_in_equal_order(expected: Expected, answers: Path) -> None:
    asked = read_questions(QUESTIONS)
    assert len(asked) > 30
    assert differences(asked, expected, lambda question: read(answers, question)) == []


def test_filled_parameters_give_equal_rows(expected: Expected, more: list[Question], answers: Path) -> None:
    assert len(more) > 30
    assert differences(more, expected, lambda question: read(answers, question)) == []
