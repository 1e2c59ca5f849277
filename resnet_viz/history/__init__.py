"""Timed runs that stay: an SQLite file in the person's data folder, and its JSON for others."""
