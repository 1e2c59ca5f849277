"""Networks as files that other programs open: which there are, and what is asked and answered."""
