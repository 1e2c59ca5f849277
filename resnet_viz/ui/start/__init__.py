"""From `main` to the first paint, and what happens on a crash or an interrupt."""
