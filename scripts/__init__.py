"""Scripts for maintainers: installation, generated pages, pictures."""
