"""The child processes' loop and what they answer."""
