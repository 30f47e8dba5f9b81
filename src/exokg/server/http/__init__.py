"""HTTP: what every answer shares."""
