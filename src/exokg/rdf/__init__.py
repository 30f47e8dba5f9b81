"""Records become triples; what follows from them is derived, checked and written out."""
