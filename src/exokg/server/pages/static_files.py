"""The files pages load: read once at start into a fixed table, so that no request ever names a file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files as resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_MEDIA = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class File:
    """One file: its media type, its content and its ETag."""

    media: str
    content: bytes
    tag: str


def files() -> dict[str, File]:
    """Return every file of ``static/`` and ``static/vendor/`` by its path below ``static/``."""
    found = {}
    for name, entry in sorted(_walk(resources("exokg.server") / "static", ""), key=lambda pair: pair[0]):
        media = _MEDIA.get(name.rpartition(".")[2])
        if media is not None:
            content = entry.read_bytes()
            found[name] = File(media, content, f'"{hashlib.sha256(content).hexdigest()[:24]}"')
    return found


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry
