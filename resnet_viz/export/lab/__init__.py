"""The report of a comparison: what is in it, and one writer a format."""
