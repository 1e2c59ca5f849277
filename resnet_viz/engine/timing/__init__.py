"""Timed runs: passes, clocks, hooks, samples, ceilings, and memory as measured."""
