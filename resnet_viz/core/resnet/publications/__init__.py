"""What publications say of a network: their counts, their top-1."""
