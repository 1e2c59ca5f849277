"""What experiments with residual networks ask and find, as plain values."""
