"""Names of nanopublications, which are made from their content, and signatures.

The package nanopub computes the digests. Guidelines: https://trustyuri.net/, https://nanopub.net/guidelines/.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple

from pyoxigraph import NamedNode, Quad, Triple

from ..errors import InputError, MissingExtraError
from ..rdf.description import Description
from ..rdf.interchange import converter
from ..rdf.namespaces import BASE
from ..rdf.sorted_lines import SortedLines

DRAFT: Final = f"{BASE}np/draft"
"""Stands for the name of a nanopublication until it is known."""

_BASE: Final = {"baseuri": f"{DRAFT}#", "hashstr": " "}


class Nanopub(NamedTuple):
    """A nanopublication with its name.

    Attributes:
        key: what it is about.
        name: its IRI, which ends in a digest of its content.
        lines: its statements as N-Quads without the dot at their end, sorted.
    """

    key: str
    name: str
    lines: list[str]


def part(name: str) -> NamedNode:
    """A graph of a draft, or another thing in it.

    >>> part("pubinfo").value
    'https://w3id.org/exokg/np/draft#pubinfo'
    """
    return NamedNode(f"{DRAFT}#{name}")


def within(name: str, triples: Iterable[Triple]) -> list[Quad]:
    """The triples in a graph of a draft."""
    graph = part(name)
    return [Quad(one.subject, one.predicate, one.object, graph) for one in triples]


class Namer:
    """Names drafts, and signs them if it has a key.

    Args:
        key: a file with a private RSA key: PEM, or base64 as ``np setup`` writes it.

    Raises:
        InputError: the file cannot be read, or holds no such key.
        MissingExtraError: nanopub is not installed.
    """

    def __init__(self, key: str | Path | None = None) -> None:
        self._hasher = _library("nanopub.trustyuri.rdf.RdfHasher")
        self._convert = converter()
        self._key = None if key is None else _read_key(Path(key))
        shown = "" if self._key is None else b64encode(self._key.public_key().export_key("DER")).decode()
        self.public_key = shown
        """The public key that its nanopublications show; empty without one."""

    def name(self, key: str, quads: Sequence[Quad]) -> Nanopub:
        """A draft under its name.

        Args:
            key: what it is about.
            quads: its four graphs, in which :data:`DRAFT` stands for its name.
        """
        said = [*quads, *self._signature(quads)]
        name = DRAFT.replace("draft", self._hasher.make_hash(self._terms(said), **_BASE))
        return Nanopub(key, name, [line.replace(DRAFT, name) for line in SortedLines(said, "last")])

    def _terms(self, quads: Sequence[Quad]) -> list[tuple[Any, ...]]:
        convert = self._convert
        return [
            (convert(q.graph_name), convert(q.subject), convert(q.predicate), convert(q.object))
            for q in quads
        ]

    def _signature(self, quads: Sequence[Quad]) -> list[Quad]:
        """RSA over the SHA-256 of all else that is said, as the guidelines want it."""
        if self._key is None:
            return []
        about = Description(part("sig")).say("npx:hasPublicKey", self.public_key)
        about.say("npx:hasAlgorithm", "RSA").say("npx:hasSignatureTarget", NamedNode(DRAFT))
        text = self._hasher.normalize_quads(self._terms([*quads, *within("pubinfo", about)]), **_BASE)
        digest = _library("Crypto.Hash.SHA256").new(text.encode())
        signature = _library("Crypto.Signature.pkcs1_15").new(self._key).sign(digest)
        about.say("npx:hasSignature", b64encode(signature).decode())
        return within("pubinfo", about)


def _library(name: str) -> Any:
    """A module of nanopub or of what it needs, without what importing nanopub changes in rdflib."""
    import rdflib

    normal = rdflib.NORMALIZE_LITERALS
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError("nanopublications need nanopub", "pip install 'exokg[nanopub]'") from error
    finally:
        rdflib.NORMALIZE_LITERALS = normal


def _read_key(path: Path) -> Any:
    try:
        text = path.read_bytes()
        key = _library("Crypto.PublicKey.RSA").import_key(text if b"-----" in text else b64decode(text))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, IndexError, TypeError) as error:
        raise InputError(f"{path}: no RSA key without a password", "openssl genrsa -out KEY 2048") from error
    if not key.has_private():
        raise InputError(f"{path}: a public key, which cannot sign", "name the file of the private key")
    return key
