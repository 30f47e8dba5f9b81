"""The measures of the code count what they say: lines of tests, and what no test runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scripts import count, gaps

if TYPE_CHECKING:
    from pathlib import Path


def test_lines_are_counted_without_what_others_wrote(tmp_path: Path) -> None:
    for name, text in {
        "src/a.py": "a\n\nb\n",
        "src/deep/b.py": "c\n",
        "src/vendor/c.js": "d\n" * 9,
        "src/d.js": "e\n",
        "tests/a.py": "f\ng\n",
        "tests/node_modules/e.js": "h\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = count.counts(tmp_path)
    assert found == {
        "Python of src": 4, "JavaScript of src": 1, "tests in Python": 2, "tests in JavaScript": 0,
    }  # fmt: skip
    assert count.ratio(found) == 0.5


def test_the_count_is_printed_of_this_repository(capsys: pytest.CaptureFixture[str]) -> None:
    count.main()
    *_, last = capsys.readouterr().out.splitlines()
    assert last.endswith("lines of tests for each line of source, Python")
    assert float(last.split()[0]) == round(count.ratio(count.counts()), 2)


def summary(covered: float, lines: int, ways: int) -> dict[str, float]:
    return {"percent_covered": covered, "missing_lines": lines, "missing_branches": ways}


def part(lines: list[int], ways: list[list[int]]) -> dict[str, list[Any]]:
    return {"missing_lines": lines, "missing_branches": ways}


REPORT = {
    "files": {
        "src/exokg/whole.py": {"summary": summary(100, 0, 0), "functions": {"": part([], [])}},
        "src/exokg/a/small.py": {
            "summary": summary(96.4, 0, 1),
            "functions": {"Parser.next": part([], [[3, -1]]), "": part([], [])},
        },
        "/elsewhere/src/exokg/wide.py": {
            "summary": summary(50, 3, 2),
            "functions": {"": part([9], []), "ask": part([4, 5], [[3, 4], [8, 7]])},
        },
    },
    "totals": {"percent_covered": 94.96},
}  # fmt: skip


def test_the_page_names_each_function_with_a_gap_and_the_widest_file_first() -> None:
    rows = [line for line in gaps.page(REPORT).splitlines() if line.startswith("| `")]
    assert rows == [
        "| `wide.py` | 50 % | the module 1 line; `ask` 2 lines, 1 branch |",
        "| `a/small.py` | 96 % | `Parser.next` 1 branch |",
    ]
    assert "**95.0 %**" in gaps.page(REPORT)


@pytest.mark.parametrize(("covered", "code"), [(95.0, 0), (94.99, 1)])
def test_too_little_fails(covered: float, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps, "ROOT", tmp_path)
    monkeypatch.setattr(gaps, "PAGE", tmp_path / "coverage.md")
    report = tmp_path / "report.json"
    report.write_text(json.dumps(REPORT | {"totals": {"percent_covered": covered}}), encoding="utf-8")
    assert gaps.main([str(report)]) == code
    assert (tmp_path / "coverage.md").read_text(encoding="utf-8").startswith("# Coverage\n")
