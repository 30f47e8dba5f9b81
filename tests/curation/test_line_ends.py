"""A checkout with Windows line ends is the same graph: no fault, and the same bytes built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from exokg.curation.checking import check_paths
from exokg.curation.reading import read_graph
from exokg.rdf.dataset import build_dataset
from exokg.rdf.serialisation import serialise

ROOT = Path(__file__).parents[2]
INVENTED = ROOT / "tests" / "fixtures" / "graph"


@pytest.fixture
def windows(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(INVENTED, tmp_path / "graph"))
    turned = 0
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = path.read_bytes().replace(b"\r\n", b"\n")
            path.write_bytes(text.replace(b"\n", b"\r\n"))
            turned += 1
    assert turned > 10
    return folder


def test_a_checkout_with_windows_line_ends_has_no_fault(windows: Path) -> None:
    assert read_graph(windows).violations == []
    assert [str(fault) for fault in check_paths([windows], windows).violations] == [
        str(fault).replace(str(INVENTED), str(windows))
        for fault in check_paths([INVENTED], INVENTED).violations
    ]


def test_windows_line_ends_build_the_same_bytes(windows: Path) -> None:
    ontology = (ROOT / "ontology.ttl").read_bytes()
    quads = [
        serialise(build_dataset(read_graph(folder), text), "nq")
        for folder, text in ((INVENTED, ontology), (windows, ontology.replace(b"\n", b"\r\n")))
    ]
    assert quads[0] == quads[1]
