"""Names of authors as reference managers need them, in Python and in the explorer's script alike."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exokg.release.authors import read_person

ROOT = Path(__file__).parents[2]
PEOPLE = {
    "Kim H": ("Kim", "H.", ""),
    "Kim ESC": ("Kim", "E. S. C.", ""),
    "Kim H.": ("Kim", "H.", ""),
    "Kim H.J.": ("Kim", "H. J.", ""),
    "Kim, H. J.": ("Kim", "H. J.", ""),
    "Lee S-H": ("Lee", "S.-H.", ""),
    "Lee S.-H.": ("Lee", "S.-H.", ""),
    "Smith JA Jr": ("Smith", "J. A.", "Jr"),
    "Smith JA III": ("Smith", "J. A.", "III"),
    "Smith J. A., Jr.": ("Smith", "J. A.", "Jr"),
    "Wei II": ("Wei", "I. I.", ""),
    "Di Vizio D": ("Di Vizio", "D.", ""),
    "van der Berg JK": ("van der Berg", "J. K.", ""),
    "O'Neil PQ": ("O'Neil", "P. Q.", ""),
    "Sierra-Sánchez Á": ("Sierra-Sánchez", "Á.", ""),
    "Kim Hyun-Soo": ("Kim", "Hyun-Soo", ""),
    "Kim, Hyun Soo": ("Kim", "Hyun Soo", ""),
    "Smith, John, Jr": ("Smith", "John", "Jr"),
}
BODIES = [
    "", "Lee", "Health Canada", "US Food and Drug Administration", "Department of Health UK",
    "Saudi Ministry of Health", "ISEV Regulatory Affairs Task Force", "UK and EU cosmetics law",
    "Sociedade Brasileira de Dermatologia",
]  # fmt: skip


@pytest.mark.parametrize(("shown", "read"), PEOPLE.items())
def test_people(shown: str, read: tuple[str, str, str]) -> None:
    assert read_person(shown) == read


@pytest.mark.parametrize("shown", BODIES)
def test_bodies_stay_whole(shown: str) -> None:
    assert read_person(shown) is None


@given(st.text("ABÉÖaz -.,'", max_size=20))
def test_no_letter_is_lost(shown: str) -> None:
    person = read_person(shown)
    if person is not None:
        letters = re.sub(r"[^\w]", "", shown)
        assert sorted(re.sub(r"[^\w]", "", "".join(person))) == sorted(letters)


@pytest.mark.needs("node")
def test_the_explorer_reads_them_alike() -> None:
    """The script keeps the function to itself, so the test takes its lines."""
    script = (ROOT / "src/exokg/explorer/script/out/citations.js").read_text(encoding="utf-8")
    own = script[script.index("const CAPITAL") : script.index("/** What both formats say")]
    names = [*PEOPLE, *BODIES]
    ask = f"{own}\nconsole.log(JSON.stringify({json.dumps(names)}.map(nameParts)))"
    found = subprocess.run(["node", "-e", ask], capture_output=True, check=True, encoding="utf-8")
    assert json.loads(found.stdout) == [list(PEOPLE.get(name, [name])) for name in names]
