"""One basic block against one bottleneck block."""
