"""The reading room that answers questions: the catalogue, evidence, networks, and results as text."""
