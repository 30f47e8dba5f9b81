"""The server: a SPARQL endpoint, a workbench and linked data, read-only and bounded.

::

    connection ─▶ app ─▶ routes ─▶ endpoint ─▶ pool ─▶ handle │ worker, in its sandbox
    (HTTP/1.1)           (paths)   (protocol)  (lanes)       │ (the only place a query is parsed or run)

Nothing is imported here: a worker is started often and needs little.
"""
