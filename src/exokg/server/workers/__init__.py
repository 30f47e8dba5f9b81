"""The processes that answer queries, and the pool that hands them out."""
