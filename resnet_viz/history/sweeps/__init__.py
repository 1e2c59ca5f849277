"""Sweeps that stay, in an SQLite file next to the stored runs."""
