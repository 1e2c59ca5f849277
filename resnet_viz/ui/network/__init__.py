"""The controls of the architecture, and the paper's table 1."""
