"""PyTorch's own account of a network, held against ours."""
