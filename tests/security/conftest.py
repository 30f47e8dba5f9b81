"""The security tests use the store of the server's tests, and servers of their own."""

from serving import quads, store

__all__ = ["quads", "store"]
