"""Child processes as Qt sees them, and what is asked of them."""
