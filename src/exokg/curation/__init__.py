"""Curation: from YAML files to checked records, and every fault with its place."""
