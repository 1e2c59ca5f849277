"""PyTorch's own account of a network, checked against ours."""
