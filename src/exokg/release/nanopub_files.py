"""The nanopublications of a release, and how they follow from those of an earlier one.

A nanopublication is never edited. What is said as before keeps its earlier one, byte for byte; what is said
otherwise gets one that supersedes it; what is gone gets one that retracts it.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from ..errors import InputError, StoreCorruptError
from ..rdf.description import predicate
from ..rdf.serialisation import compressed
from ..rdf.sorted_lines import SortedLines
from ..rdf.turtle import turtle
from ..store import Store
from ..store.solutions import value_of
from .about import About
from .folders import check_release
from .nanopublications import ELEMENTS, Draft, finding_drafts, index_draft, retraction_draft
from .tabbed import tabbed
from .trusty import DRAFT, Namer, Nanopub, part

_ALL: Final = "nanopubs/nanopubs.trig.gz"
_INDEX: Final = "nanopubs/index.trig"
_TABLE: Final = "nanopubs/nanopubs.tsv"
_SAID: Final = {"supersedes": "npx:supersedes", "retracts": "npx:retracts", "reason": "rdfs:comment"}
"""Column of the table → property whose value a nanopublication gives it."""

_INDEXES: Final = "index-"
_GONE: Final = "it is no longer in the graph"


class Issuance(NamedTuple):
    """How the nanopublications of a release are made.

    Attributes:
        namer: names them, and signs them if it has a key.
        earlier: those of an earlier release, by what they are about.
        reasons: why findings of that release are gone, by key.
    """

    namer: Namer
    earlier: Mapping[str, Nanopub] = MappingProxyType({})
    reasons: Mapping[str, str] = MappingProxyType({})


def nanopub_files(store: Store, about: About, issuance: Issuance) -> Iterator[tuple[str, bytes]]:
    """Path and content of the nanopublications, of their index, and of a table of findings and theirs.

    Args:
        store: an open store.
        about: what the dataset says of itself.
        issuance: how they are made.
    """
    issuer = _Issuer(about, issuance)
    drafts, left_out = finding_drafts(store, about)
    findings = [issuer.issue(draft) for draft in drafts]
    found = [*findings, *issuer.retract({one.key for one in findings}, left_out)]
    yield _ALL, b"".join(compressed([_trig(found)]))
    yield _INDEX, _trig(issuer.index([one.name for one in findings]))
    rows = [_row(one) for one in found]
    rows += [{"finding": f"finding:{key}", "reason": reason} for key, reason in left_out.items()]
    rows.sort(key=lambda row: (row["finding"], row.get("nanopub", "")))
    yield _TABLE, tabbed(("finding", "nanopub", *_SAID), rows).encode()


def read_nanopubs(release: str | Path) -> dict[str, Nanopub]:
    """The nanopublications of a release, and its indexes, by what they are about.

    Args:
        release: the folder of the release.

    Raises:
        InputError: it has none.
        StoreError: it is no release, or not as it was written.
    """
    folder = Path(release)
    faults = check_release(folder)
    if faults:
        raise StoreCorruptError(f"{folder}: {faults[0]}", f"exokg release --check {folder} lists all faults")
    if not (folder / _ALL).is_file():
        raise InputError(f"{folder} holds no nanopublications", "release that graph again, with this exokg")
    text = gzip.decompress((folder / _ALL).read_bytes()) + (folder / _INDEX).read_bytes()
    quads: dict[str, list[Quad]] = {}
    for quad in parse(text, RdfFormat.TRIG):
        quads.setdefault(value_of(quad.graph_name).partition("#")[0], []).append(quad)
    found = [Nanopub("", name, list(SortedLines(said, "last"))) for name, said in quads.items()]
    keys = [_value(one, "dcterms:identifier") for one in found]
    return {key: one._replace(key=key) for key, one in zip(keys, found, strict=True)}


class _Issuer:
    """Makes nanopublications of drafts, with those of an earlier release in view."""

    def __init__(self, about: About, issuance: Issuance) -> None:
        self._about = about
        self._namer, self._earlier, self._reasons = issuance

    def issue(self, draft: Draft) -> Nanopub:
        """The earlier one if it says the same and shows the same key; else a new one that supersedes it."""
        old = self._earlier.get(draft.key)
        if old is None:
            return self._namer.name(draft.key, draft.quads)
        same = _content(SortedLines(draft.quads, "last"), DRAFT) == _content(old.lines, old.name)
        if same and any(self._namer.public_key in line for line in old.lines):
            return old
        said = Quad(NamedNode(DRAFT), predicate("npx:supersedes"), NamedNode(old.name), part("pubinfo"))
        return self._namer.name(draft.key, [*draft.quads, said])

    def retract(self, there: set[str], left_out: Mapping[str, str]) -> Iterator[Nanopub]:
        """The earlier retractions, and one for each earlier finding that is not there."""
        for key, old in sorted(self._earlier.items()):
            if _value(old, "npx:retracts"):
                yield old
            elif key not in there and not key.startswith(_INDEXES):
                reason = left_out.get(key) or self._reasons.get(key, _GONE)
                draft = retraction_draft(key, old.name, reason, self._about)
                yield self._namer.name(draft.key, draft.quads)

    def index(self, names: list[str]) -> Iterator[Nanopub]:
        """The indexes of nanopublications with these names; each goes on from the one before."""
        before = ""
        for number, start in enumerate(range(0, len(names), ELEMENTS), 1):
            listed = names[start : start + ELEMENTS]
            whole = start + ELEMENTS >= len(names)
            index = self.issue(index_draft(number, listed, before, self._about, whole=whole))
            before = index.name
            yield index


def _content(lines: Iterable[str], name: str) -> set[str]:
    """Assertion and provenance, whatever they are called; the rest is who published them and when."""
    graphs = (f"<{name}#assertion>", f"<{name}#provenance>")
    return {line.replace(name, DRAFT) for line in lines if line.endswith(graphs)}


def _value(one: Nanopub, name: str) -> str:
    """The value of a property that a nanopublication has at most one of; empty without one."""
    marked = f" {predicate(name)} "
    line = next((line for line in one.lines if marked in line), "")
    return value_of(next(iter(parse(f"{line} .", RdfFormat.N_QUADS))).object) if line else ""


def _row(one: Nanopub) -> dict[str, str]:
    said = {column: _value(one, name) for column, name in _SAID.items()}
    return {"finding": f"finding:{one.key.partition('/')[0]}", "nanopub": one.name, **said}


def _trig(nanopubs: Iterable[Nanopub]) -> bytes:
    separated = (line.rpartition(" ") for one in nanopubs for line in one.lines)
    return "".join(turtle(sorted(f"{graph}\t{triple}" for triple, _, graph in separated))).encode()
