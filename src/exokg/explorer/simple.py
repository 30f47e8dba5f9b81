"""The plain page pyvis writes, made offline: no external address, physics off, a title, a policy."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from .network import build_network
from .sheets import read_meta, read_sheets

if TYPE_CHECKING:
    from ..store import Store

__all__ = ["render_simple"]

_SCRIPT: Final = re.compile(r"(<script\b[^>]*>.*?</script>)", re.DOTALL)
_SOURCE_MAP: Final = re.compile(r"//# sourceMappingURL=[^\s<]+")
_OUTSIDE: Final = re.compile(r"<link\b[^>]*href=\"https?:[^>]*>|<!--.*?-->", re.DOTALL)


def render_simple(store: Store) -> str:
    """The network of claims as pyvis itself draws it, cleaned of its addresses of content networks.

    No text of the graph becomes HTML there: labels are drawn on a canvas and nothing else is passed on.
    """
    network = build_network(read_sheets(store))
    network.set_edge_smooth("dynamic")
    network.toggle_physics(status=False)
    title = read_meta(store).get("title", "exokg")
    return _cleaned(network.generate_html(notebook=False), title)


def _cleaned(page: str, title: str) -> str:
    """The page without what it would load; what is searched is the markup between the scripts."""
    parts = _SCRIPT.split(page.replace("\r\n", "\n"))
    scripts = [_SOURCE_MAP.sub("", part) for part in parts[1::2] if " src=" not in part.partition(">")[0]]
    kept = iter(range(len(scripts)))
    marks = ["" if " src=" in part.partition(">")[0] else f"\x00{next(kept)}\x00" for part in parts[1::2]]
    markup = "".join(text for pair in zip_longest(parts[::2], marks, fillvalue="") for text in pair)
    page = re.sub(r"\x00(\d+)\x00", lambda mark: scripts[int(mark[1])], _OUTSIDE.sub("", markup))
    hashes = " ".join(_hash(part.partition(">")[2].removesuffix("</script>")) for part in scripts)
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    head = (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{html.escape(title)}</title>"
    )
    page = page.replace("<html>", '<!DOCTYPE html>\n<html lang="en">', 1)
    return page.replace('<meta charset="utf-8">', head, 1)


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") + "'"
