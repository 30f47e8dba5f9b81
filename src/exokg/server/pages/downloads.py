"""The files of a release and the JSON-LD context, as the bytes that ``exokg release`` writes."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from ...errors import StoreError
from ...release.folders import MANIFEST, ReleasedFile, check_release, read_manifest
from ..http.messages import BadRequestError, Response
from .html import html

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from ..http.messages import Request
    from ..version import Version
    from .html import Pages

_PIECE: Final = 256 * 1024
"""Bytes of a file that are read at once: what a reader of a large one needs of memory."""
_FOREVER: Final = ("Cache-Control", "public, max-age=3600")


class _Offered(NamedTuple):
    """A file as it was when the server started."""

    file: ReleasedFile
    path: Path
    changed_ns: int


class Released(NamedTuple):
    """A release that was looked at when the server started; empty where none is served.

    Attributes:
        about: title, version, licence and day of issue.
        offered: name → file.
    """

    about: dict[str, str]
    offered: dict[str, _Offered]

    @classmethod
    def opened(cls, folder: Path) -> Self:
        """Check what ``exokg release`` wrote.

        Raises:
            StoreError: it is no release, or a file of it is not as it was written.
        """
        if faults := check_release(folder):
            hint = f"exokg release {folder} --check lists all"
            raise StoreError(f"{folder}: not as it was written: {faults[0]}", hint)
        manifest = read_manifest(folder)
        offered = {}
        for name in [MANIFEST, *(entry["path"] for entry in manifest["files"])]:
            path = folder / name
            offered[name] = _Offered(ReleasedFile.measured(path, name), path, path.stat().st_mtime_ns)
        return cls({name: text for name, text in manifest.items() if isinstance(text, str)}, offered)


class Downloads:
    """Serves the files of a release.

    Args:
        released: what was checked.
        pages: renders the list of its files.
    """

    def __init__(self, released: Released, pages: Pages) -> None:
        self._pages = pages
        self._about, self._offered = released

    @property
    def media(self) -> tuple[str, ...]:
        """The media types of the files; none where there is no release."""
        return tuple(sorted({one.file.media for one in self._offered.values()}))

    async def listed(self, version: Version, request: Request) -> Response:  # noqa: ARG002 - as all
        """The page that lists the files."""
        files = [one.file for one in self._offered.values()]
        return html(await self._pages.render(version, "release.html", files=files, release=self._about))

    async def file(self, version: Version, request: Request, released: str) -> Response:  # noqa: ARG002 - as all
        """One file, with the digest of its bytes as ETag and for RFC 9530.

        Raises:
            BadRequestError: there is none of this name, or it was changed since the server started.
        """
        if (offered := self._offered.get(released)) is None:
            raise BadRequestError(404, "not-found", "the release has no such file")
        try:
            now = offered.path.stat()
        except OSError:
            now = None
        if now is None or (now.st_size, now.st_mtime_ns) != (offered.file.size, offered.changed_ns):
            raise BadRequestError(503, "release", "this file was changed since the server started")
        digest = b64encode(bytes.fromhex(offered.file.sha256)).decode()
        headers = [
            ("ETag", f'"{offered.file.sha256}"'), ("Repr-Digest", f"sha-256=:{digest}:"), _FOREVER,
            ("Content-Length", str(offered.file.size)),
        ]  # fmt: skip
        return Response(200, offered.file.media, headers=headers, stream=_FileStream(offered.path))

    async def context(self, version: Version, request: Request, context: str) -> Response:
        """The JSON-LD context of this version of exokg; of an earlier one if the release has it.

        Raises:
            BadRequestError: there is no context of that version here.
        """
        name = f"rdf/context-{context}.jsonld"
        if context != await asyncio.to_thread(_current):
            return await self.file(version, request, name)
        body = await version.once("context", lambda: _context(version))
        return Response(200, "application/ld+json", [body], [_FOREVER])


def _current() -> str:
    """The version of the context that is made here."""
    from ...rdf.jsonld import context_iri  # loads pydantic: in a thread, once, when somebody asks

    return context_iri().rpartition("/")[2]


async def _context(version: Version) -> bytes:
    from pyoxigraph import RdfFormat, parse

    from ...rdf.jsonld import PROPERTIES, context_document, jsonld_context

    said = await version.fetch(PROPERTIES, "nt")
    return context_document(jsonld_context(quad.triple for quad in parse(said, format=RdfFormat.N_TRIPLES)))


class _FileStream:
    """The bytes of a file, a piece at a time, read in a thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        file = await asyncio.to_thread(self._path.open, "rb")
        try:
            while not self._closed and (piece := await asyncio.to_thread(file.read, _PIECE)):
                yield piece
        finally:
            file.close()

    def close(self) -> None:
        """Want no more."""
        self._closed = True
