"""Arithmetic over a graph: counts, memory, formulas, groups, and how others count."""
