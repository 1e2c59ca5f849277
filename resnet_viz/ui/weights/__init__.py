"""The numbers in a file of weights: every parameter in a table, next to those of another file."""
