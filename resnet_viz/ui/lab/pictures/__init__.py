"""What differs between two networks, as a table next to their pictures."""
