"""Networks of others in the window: opened, allowed, given inputs, chosen from a library."""
