"""Timed runs of networks that were recorded: rows by call, and by operation outside of layers."""
