"""Deeper networks grown of trained ones by blocks that change nothing."""
