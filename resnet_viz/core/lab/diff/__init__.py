"""What differs between two networks."""
