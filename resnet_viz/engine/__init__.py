"""All that needs PyTorch: the real model, its verification and its timing."""
