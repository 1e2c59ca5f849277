"""Experiments with real networks: data, networks at their start, and one file an experiment."""
