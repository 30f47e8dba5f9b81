"""What the YAML of records says, read without the program's model: texts, but for days and codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from exokg.answers.find.said import forms
from exokg.curation.spelling import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_TEXT = {
    *("entered", "second-read", "as-of", "not-applicable", "not-reported", "not-mentioned", "kind", "id"),
    *("mirrors", "pages", "licence", "doi", "pmid", "about", "system", "arm", "comparison", "derived-from"),
    *("preparation", "read", "title-status", "contrast", "status", "support", "confidence", "rung", "unit"),
    *("inclusion-list", "effect-became", "spread-type", "dose-response", "declared"),
    *("includes", "rests-on", "paper"),
}
"""Fields of days, of codes, of addresses, and of other parts of the record."""


def texts(value: Any, field: str = "") -> Iterator[str]:
    """All texts, at any depth."""
    if isinstance(value, dict):
        for name, held in value.items():
            if name not in _NO_TEXT:
                yield from texts(held, name)
    elif isinstance(value, list):
        for held in value:
            yield from texts(held, field)
    elif isinstance(value, str) and not value.startswith(("http://", "https://")):
        yield value


def records(folder: Path) -> dict[str, list[str]]:
    """Key of each record → its texts, without the keys of other records in them."""
    paths = [path for path in sorted(folder.rglob("*.yaml")) if path.stem != "dataset"]
    keys = re.compile("|".join(sorted((path.stem for path in paths), key=len, reverse=True)))
    return {
        path.stem: [
            keys.sub("", text)
            for text in texts(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
        ]
        for path in paths
    }


def says(said: list[str], name: str) -> bool:
    """Whether one of some texts says the words of a name one after another, each in any of its forms."""
    words = ("|".join(sorted(map(re.escape, forms(word)))) for word in words_of(name))
    whole = re.compile(r"(?:^| )" + " ".join(f"(?:{word})" for word in words) + "(?: |$)")
    return any(whole.search(" ".join(words_of(text))) for text in said)
