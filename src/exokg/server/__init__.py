"""The server: a SPARQL endpoint, a workbench and linked data, read-only and bounded.

::

    connection ─▶ app ─▶ routes ─▶ endpoint ─▶ pool ─▶ child │ worker, in its cage
    (HTTP/1.1)           (paths)   (protocol)  (lanes)       │ (the only place a query is parsed or run)

Nothing is imported here: a worker is started often and needs little.
"""
