"""The words that readers see: the glossary is used and true, and words they do not know are absent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
REPLACEMENTS = {
    "nurse": "fork server",
    "nursery": "fork server",
    "crew": "supervisor",
    "bear": "spawn",
    "bears": "has, supports",
    "bury": "reap",
    "ticket": "job",
    "cage": "sandbox",
    r"told(?! (?:to|apart)\b)": "reported, printed",
    r"stands(?! (?:for|in for)\b)": "is",
    "whoever": "the user, the client",
    "for the moon": "for gigabytes",
    "parted": "separated",
    "mend": "correct",
}
"""Words, as regular expressions, that no reader looks for, each with what to write instead."""

PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "graph/README.md",
    "docs/*.md",
    "graph/questions/*.rq",
)
TEXTS = (
    *PAGES,
    "SECURITY.md",
    "ontology.ttl",
    "src/exokg/**/*.py",
    "src/exokg/**/*.html",
    "scripts/**/*.py",
    "benchmarks/**/*.py",
    "tests/**/*.py",
)
"""Files that hold none of them."""


SOURCE = ROOT / "src" / "exokg"


def _repeated(names: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Names that several places have, each with the places."""
    places: dict[str, list[str]] = {}
    for name, place in names:
        places.setdefault(name, []).append(place)
    return {name: found for name, found in places.items() if len(found) > 1}


def test_no_two_modules_have_one_name() -> None:
    """A module of rules is called after what it checks, as is the module that declares or reads that."""
    modules = [
        (path.stem, str(path.relative_to(SOURCE)))
        for path in SOURCE.rglob("*.py")
        if not path.stem.startswith("__") and path.parent.name != "rules"
    ]
    assert len(modules) > 100
    assert _repeated(modules) == {}


def test_no_two_public_classes_have_one_name() -> None:
    classes = [
        (name, str(path.relative_to(SOURCE)))
        for path in SOURCE.rglob("*.py")
        for name in re.findall(r"^class ([A-Z]\w*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert len(classes) > 100
    assert _repeated(classes) == {}


def test_a_repeated_name_is_seen() -> None:
    assert _repeated([("a", "x"), ("b", "x"), ("a", "y")]) == {"a": ["x", "y"]}


def _files(patterns: tuple[str, ...]) -> list[Path]:
    return sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()})


def _terms() -> list[str]:
    return re.findall(r"^### (.+)$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)


def _banished(path: Path) -> list[str]:
    """The banished words of a file, each with its place. Variables of tests may have such a name."""
    words = {word: instead for word, instead in REPLACEMENTS.items() if "told" not in word or _is_prose(path)}
    patterns = {re.compile(rf"\b{word}\b", re.IGNORECASE): instead for word, instead in words.items()}
    return [
        f"{path.relative_to(ROOT)}:{number}: write {instead}, not “{found[0]}”"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        for pattern, instead in patterns.items()
        if (found := pattern.search(line))
    ]


def _is_prose(path: Path) -> bool:
    return path.relative_to(ROOT).parts[0] not in {"tests", "benchmarks"}


def test_banished_words_are_absent() -> None:
    texts = [path for path in _files(TEXTS) if path != Path(__file__)]
    assert len(texts) > 300
    assert [line for path in texts for line in _banished(path)] == []


def test_a_banished_word_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text("It stands for a term.\nIt stands here.\nA nurse is told to stop, and told why.\n")
    assert [line.partition(": ")[0] for line in _banished(page)] == ["page.md:2", "page.md:3", "page.md:3"]


def test_glossary_has_each_term_once() -> None:
    terms = _terms()
    assert len(terms) > 40
    assert sorted(set(terms)) == sorted(terms)


@pytest.mark.parametrize("term", _terms())
def test_term_of_the_glossary_is_used(term: str) -> None:
    texts = [path for path in _files((*PAGES, "ontology.ttl", "src/exokg/**/*.py")) if path != GLOSSARY]
    word = re.compile(rf"\b{re.escape(term)}s?\b", re.IGNORECASE)
    first = re.compile(rf"\b{re.escape(term.removesuffix(' of absence'))}\b", re.IGNORECASE)
    assert any((word if word.search(text) else first).search(text) for text in map(_read, texts)), term


def _read(path: Path) -> str:
    return " ".join(path.read_text(encoding="utf-8").split())


def test_records_named_in_the_glossary_exist() -> None:
    keys = set(re.findall(r"`([a-z]+-[0-9]{4}-[a-z0-9-]+)`", GLOSSARY.read_text(encoding="utf-8")))
    assert len(keys) >= 5
    assert keys <= {path.stem for path in ROOT.glob("graph/*/*.yaml")}
