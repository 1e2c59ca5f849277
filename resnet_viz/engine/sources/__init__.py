"""Models of others as PyTorch modules: from libraries that are installed, from files that run."""
