"""The plain middle: networks, graphs and costs by arithmetic; no Qt, no PyTorch."""
