"""The reading room that gives the graph away: citations, exports, metadata."""
