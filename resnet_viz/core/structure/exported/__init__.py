"""Programs of torch.export read as JSON: nothing of such a file is ever run."""
