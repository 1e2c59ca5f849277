"""Equal neighbours that are kept once: their paths, all of their layers, and a short form."""
