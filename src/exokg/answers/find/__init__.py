"""Findings found and counted by any of their dimensions."""
