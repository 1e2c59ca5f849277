"""The real residual network in PyTorch, its weights and its fusing."""
