"""The explorer page: one HTML file that opens from disk and asks the network for nothing.

Its Content-Security-Policy names its script and its style by hash and allows nothing else, so text that
escaped escaping would still be dead.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from ..model.rungs import LADDER
from ..store import Store
from .packing import packed
from .payload import payload

_HERE: Final = Path(__file__).parent


def render(store: Store, *, about: str | None = None) -> str:
    """The page of a store: the same store gives the same text, byte for byte.

    Args:
        store: any store, embedded or remote.
        about: CURIE of a term, claim, record or finding that is chosen when the page opens.

    Raises:
        UnknownTermError: the graph has nothing of that CURIE.

    >>> from pyoxigraph import Store
    >>> from exokg.store.embedded import EmbeddedStore
    >>> render(EmbeddedStore(Store())).splitlines()[0]
    '<!DOCTYPE html>'
    """
    return compose(payload(store, about=about))


def compose(data: Mapping[str, Any]) -> str:
    """The page around a payload."""
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    script, style = _read("bundle.js"), _read("bundle.css")
    return environment.get_template("page.html.j2").render(
        policy=_policy(script, style),
        summary=_summary(data),
        **_about(data),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        data=packed(data),
    )


def _summary(data: Mapping[str, Any]) -> str:
    """What was read, in a sentence for who runs no scripts and for search engines."""
    held = data["tables"]["records"]
    records = [dict(zip(held["columns"], row, strict=False)) for row in held["rows"]]
    studies = [record for record in records if record["class"] == "Study"]
    full = sum(1 for record in studies if record.get("readingDepth") == _FULL_TEXT)
    return f"{len(studies)} studies, {full or 'none'} read in full, and where each reports what it found."


_FULL_TEXT: Final = "code:readingdepth-full-text"
_COUNTED: Final = (
    ("studyCount", "studies"),
    ("reviewCount", "reviews"),
    ("trialCount", "trial registrations"),
    ("statementCount", "statements"),
    ("findingTotal", "findings"),
    ("claimCount", "claims"),
    ("conflictCount", "pairs of findings that point different ways"),
    ("harmCount", "harm reports"),
    ("excludedCount", "sources read and left out"),
)
"""Counts of the dataset's own description, and how the page calls them."""


def _about(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the page says of itself: its marks, its rungs and its version."""
    labels, licence = data["labels"], data["meta"].get("license", "")
    codes = [f"code:rung-{rung.replace(' ', '-')}" for rung in LADDER]
    places = range(len(codes))
    rungs = [
        {"label": rung, "definition": "", "states": ["on" if place == nth else "" for place in places]}
        | labels.get(code, {})
        for nth, (rung, code) in enumerate(zip(LADDER, codes, strict=True))
    ]
    return {
        "meta": data["meta"],
        "effects": data["effects"],
        "rungs": rungs,
        "counted": _COUNTED,
        "licence": licence if licence.startswith(("https://", "http://")) else "",
    }


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") + "'"


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
