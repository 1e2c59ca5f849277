"""Networks counted and timed on other machines: what runs there, and what comes back."""
