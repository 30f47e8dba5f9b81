"""Lines of the program and of its tests, and how many lines of tests there are for each line of source.

python -m scripts.count     prints the table; `make count` runs it
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
PLACES = {
    "Python of src": ("src", "*.py"),
    "JavaScript of src": ("src", "*.js"),
    "tests in Python": ("tests", "*.py"),
    "tests in JavaScript": ("tests", "*.js"),
}


def lines(folder: Path, pattern: str) -> int:
    """Lines of all files below a folder that fit, blank ones too, without what other projects wrote."""
    return sum(
        len(path.read_text(encoding="utf-8").splitlines())
        for path in folder.rglob(pattern)
        if "vendor" not in path.parts and "node_modules" not in path.parts
    )


def counts(root: Path = ROOT) -> dict[str, int]:
    """The lines of each of the places."""
    return {name: lines(root / folder, pattern) for name, (folder, pattern) in PLACES.items()}


def ratio(found: dict[str, int]) -> float:
    """Lines of tests for each line of source, in Python; JavaScript is mostly tested from Python."""
    return found["tests in Python"] / found["Python of src"]


def main() -> None:
    """Print the lines of each place and the ratio."""
    found = counts()
    for name, number in found.items():
        print(f"{number:>7,}  {name}")
    print(f"{ratio(found):>7.2f}  lines of tests for each line of source, Python")


if __name__ == "__main__":
    main()
