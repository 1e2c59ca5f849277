"""The tabs of costs: layers, groups, memory, other counters, summary."""
