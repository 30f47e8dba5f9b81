"""Figures of what find, count and ask answer, drawn with matplotlib, which is optional."""
