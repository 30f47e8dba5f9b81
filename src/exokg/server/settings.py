"""What the operator chose for one server."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from .limits import Limits


@dataclass(frozen=True)
class Settings:
    """The options of ``exokg serve``.

    Args:
        host: address to listen on; loopback by default.
        port: port, 0 for a free one.
        limits: see :class:`exokg.server.limits.Limits`.
        cors: let pages of other sites read answers.
        root_path: path a proxy puts in front, such as ``/exokg``.
        allow_hosts: further names the server answers to.
        trusted_proxies: addresses or networks whose forwarding headers are believed.
        access_log: ``off``, ``brief`` (no query text) or ``full``.
        log_to: where the log goes; ``None`` leaves it to the application's own logging.
        watch: look for a newly built version every second.
        base: IRI under which our own identifiers stand.
        release: folder of a release whose files are served.
        explorer: draw the explorer at the start and for each new version; otherwise none is served.
    """

    host: str = "127.0.0.1"
    port: int = 7878
    limits: Limits = field(default_factory=Limits)
    cors: bool = False
    root_path: str = ""
    allow_hosts: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    access_log: str = "off"
    log_to: TextIO | None = None
    watch: bool = False
    base: str = "https://w3id.org/exokg/"
    explorer: bool = False
    release: Path | None = None
