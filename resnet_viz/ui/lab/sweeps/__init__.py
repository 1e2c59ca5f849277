"""Sweeps: every network of a recipe."""
