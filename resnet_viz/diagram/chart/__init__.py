"""Charts as plain geometry: ticks, colours, and one maker for each kind."""
