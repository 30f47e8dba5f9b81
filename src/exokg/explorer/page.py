"""The explorer page: one HTML file that opens from disk and asks the network for nothing.

Its Content-Security-Policy names every script and style by hash and allows nothing else, so text that
escaped escaping would still be dead. The drawing library is the vis-network that pyvis installs; it
is in the page compressed, as the data are, and is unpacked when the graph is first looked at.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..model.rungs import LADDER
from .packing import to_json
from .payload import payload
from .squeezing import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..store import Store

__all__ = ["render"]

_HERE: Final = Path(__file__).parent


def render(store: Store, *, citations: Mapping[str, Mapping[str, str]], about: str | None = None) -> str:
    """The page of a store: the same store gives the same text, byte for byte.

    Args:
        store: any store, embedded or remote.
        citations: record IRI → format (``bibtex``, ``ris``) → citation text.
        about: CURIE of a term, claim, record or finding that is chosen when the page opens.

    Raises:
        UnknownTermError: the graph has nothing of that CURIE.

    >>> from pyoxigraph import Store
    >>> from exokg.store.embedded import EmbeddedStore
    >>> render(EmbeddedStore(Store()), citations={}).splitlines()[0]
    '<!DOCTYPE html>'
    """
    return compose(payload(store, citations=citations, about=about))


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
    script, style, library = _read("bundle.js"), _read("style.css"), _library()
    return environment.get_template("page.html.j2").render(
        policy=_policy(script, library, style),
        **_about(data),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        library=squeeze(library),
        data=squeeze(to_json(data)),
    )


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


def _library() -> str:
    """vis-network as pyvis ships it, without the address of its source map."""
    import pyvis

    folder = sorted(Path(pyvis.__file__).parent.glob("lib/vis-*/vis-network.min.js"))[-1]
    lines = folder.read_text(encoding="utf-8").split("\n")  # not splitlines: its strings hold U+2028gs
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") + "'"


def _policy(script: str, library: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src {_hash(script)} {_hash(library)}; style-src {_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
