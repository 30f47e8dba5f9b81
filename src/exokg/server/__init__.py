"""The server: a SPARQL endpoint, a workbench and linked data, read-only and bounded.

``exokg.server:app`` is an ASGI application over the graph that exokg ships, and
:func:`create_app` makes one of any store::

    uvicorn exokg.server:app
    Starlette(routes=[Mount("/kg", kg := create_app("build/store"))], lifespan=kg.lifespan)

::

    http/        application ─▶ routes ─▶ sparql/   workers/
    connection ─▶ (ASGI)       (paths) ─▶ pages/ ─▶ pool ─▶ handle │ worker, in its sandbox
                                                                   │ (only there a query is parsed or run)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .application import Application
    from .settings import Settings

    app: Application


def create_app(store: str | None = None, settings: Settings | None = None) -> Application:
    """Return the server as an ASGI application.

    Args:
        store: a folder made by ``exokg build``, a SPARQL endpoint or an RDF file; by default the graph that
            exokg ships.
        settings: see :class:`exokg.server.settings.Settings`.

    Raises:
        StoreError: there is no such store.
    """
    from .application import Application
    from .settings import Settings
    from .source import find_source

    return Application(find_source(store), settings or Settings())


def __getattr__(name: str) -> Application:
    """Make ``app`` when a server asks for it: a worker imports this package and needs none."""
    if name != "app":
        raise AttributeError(name)
    return create_app()
