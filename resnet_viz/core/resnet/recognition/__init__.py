"""Which network a file of weights is for."""
