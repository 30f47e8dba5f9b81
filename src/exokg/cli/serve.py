"""``exokg serve``: a SPARQL endpoint, a workbench and linked data from one command."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import fields, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ExokgError, InputError, MissingExtraError
from . import output
from .declared import command, typer
from .options import GRAPH, STORE, WITH_GRAPH, WITH_GRAPHS

if TYPE_CHECKING:
    from ..server.limits import Limits
    from ..server.settings import Settings
    from ..server.source import FolderSource


HOST = typer.Option("127.0.0.1", "--host", metavar="ADDRESS", help="Address to listen on.")
PORT = typer.Option(7878, "-p", "--port", metavar="PORT", help="Listen on this port; 0: a free one.")
TIMEOUT = typer.Option(10.0, "--timeout-s", metavar="SECONDS", help="Stop a query then.")
LIMIT = typer.Option(
    [], "--limit", metavar="NAME=VALUE", help="Set one limit of --show-limits; may be repeated."
)
CORS = typer.Option(False, "--cors", help="Let pages of other sites read answers.")
ROOT_PATH = typer.Option("", "--root-path", metavar="PATH", help="Path a proxy puts in front.")
ALLOW_HOST = typer.Option(
    [], "--allow-host", metavar="NAME[:PORT]", help="Answer to this name too; may be repeated."
)
TRUST_PROXY = typer.Option(
    [], "--trust-proxy", metavar="ADDRESS", help="Believe this proxy's X-Forwarded headers; may be repeated."
)
ACCESS_LOG = typer.Option(
    "off", "--access-log", metavar="DETAIL", help="off, brief (no query text) or full, on stderr."
)
EXPLORER = typer.Option(
    True, "--explorer/--no-explorer", help="Draw the explorer at the start, or serve none."
)
WATCH = typer.Option(False, "--watch", help="Serve a newly built version as soon as it is there.")
RELEASE = typer.Option(
    None, "--release", metavar="DIR", help="Serve the files of this release too, under /release."
)
GET = typer.Option(None, "--get", metavar="PATH", help="Answer one request on stdout and exit.")


@command("exokg serve --open", "exokg serve --get '/sparql?query=ASK%7B%7D'", "exokg serve --show-limits")
def serve(
    store: str | None = STORE,
    graph: str | None = GRAPH,
    with_graphs: bool = WITH_GRAPHS,
    with_graph: str | None = WITH_GRAPH,
    host: str = HOST,
    port: int = PORT,
    timeout_s: float = TIMEOUT,
    limit: list[str] = LIMIT,
    show_limits: bool = typer.Option(False, "--show-limits", help="Print all limits and exit."),
    cors: bool = CORS,
    root_path: str = ROOT_PATH,
    allow_host: list[str] = ALLOW_HOST,
    trust_proxy: list[str] = TRUST_PROXY,
    access_log: str = ACCESS_LOG,
    watch: bool = WATCH,
    explorer: bool = EXPLORER,
    open_browser: bool = typer.Option(False, "--open", help="Open the landing page in the browser."),
    release: str | None = RELEASE,
    get: str | None = GET,
) -> None:
    """Serve the graph: SPARQL endpoint, workbench, explorer and linked data.

    Reads only; queries run in worker processes without network that are stopped at the limits.
    SIGHUP serves a newly built version, SIGTERM ends after the running requests.
    """
    limits = _limits(limit, timeout_s)
    if show_limits:
        _show(limits)
        return
    from ..server.settings import Settings

    settings = Settings(
        log_to=sys.stderr,
        host=host,
        port=port,
        limits=limits,
        cors=cors,
        root_path="/" + root_path.strip("/") if root_path.strip("/") else "",
        allow_hosts=tuple(allow_host),
        trusted_proxies=tuple(trust_proxy),
        access_log=_detail(access_log),
        watch=watch,
        explorer=explorer,
        release=Path(release) if release else None,
    )
    with closing(_source(store, graph, with_graph or with_graphs)) as source:
        _run(source, settings, open_browser) if get is None else _get(source, settings, get)


def _detail(access_log: str) -> str:
    if access_log not in ("off", "brief", "full"):
        raise InputError(f"--access-log {access_log}: off, brief or full")
    return access_log


def _show(limits: Limits) -> None:
    rows = [("limit", "value", "unit", "meaning"), *limits.table()]
    output.write_answer("\t".join(row) + "\n" for row in rows)


def _limits(changes: list[str], timeout_s: float) -> Limits:
    from ..server.limits import Limits

    known = {spec.name for spec in fields(Limits)}
    values: dict[str, float] = {"timeout_s": timeout_s}
    for change in changes:
        name, _, text = change.partition("=")
        if name not in known:
            raise InputError(f"--limit {change}: no such limit", hint="see exokg serve --show-limits")
        try:
            values[name] = float(text) if name == "timeout_s" else int(text)
        except ValueError as error:
            raise InputError(f"--limit {change}: {text!r} is not a number") from error
    if any(value < 0 or (value == 0 and name not in _MAY_BE_NONE) for name, value in values.items()):
        raise InputError(
            "limits are above 0", hint="these may be 0: queue, slow_workers, resident_quads, cache_bytes"
        )
    return replace(Limits(), **values)  # type: ignore[arg-type]  # the values of int fields are whole


_MAY_BE_NONE = ("queue", "slow_workers", "resident_quads", "cache_bytes")


def _source(store: str | None, graph: str | None, with_graphs: bool | str) -> FolderSource:
    if find_spec("uvicorn") is None:
        raise MissingExtraError("exokg serve needs uvicorn", hint="pip install 'exokg[serve]'")
    from ..server.source import find_source

    return find_source(store, graph, with_graphs=with_graphs)


def _run(source: FolderSource, settings: Settings, open_browser: bool) -> None:
    from ..server.running import run

    def announce(port: int) -> None:
        name = f"[{settings.host}]" if ":" in settings.host else settings.host
        address = f"http://{name}:{port}{settings.root_path}/"
        output.say(f"exokg serves at {address} (SPARQL: {address}sparql); stop with Ctrl-C")
        if open_browser:
            import webbrowser

            webbrowser.open(address)

    run(source, settings, announce)


def _get(source: FolderSource, settings: Settings, target: str) -> None:
    """Answer one request without listening."""
    from ..server.running import answer_once

    response = answer_once(source, settings, target)
    if response.status >= 400:
        message = b"".join(response.body).decode(errors="replace").strip()
        raise ExokgError(f"{target}: {response.status}: {message}")
    output.write_answer(b"".join(response.body))
