"""Charts of the networks of a comparison."""
