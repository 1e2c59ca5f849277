"""One forward pass of any PyTorch model, recorded as plain values."""
