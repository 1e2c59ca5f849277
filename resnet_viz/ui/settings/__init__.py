"""What a person sets for every session: one row a setting."""
