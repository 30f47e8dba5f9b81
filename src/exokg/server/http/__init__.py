"""HTTP: what every answer shares, whoever asked and whatever for."""
