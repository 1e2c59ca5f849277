"""One network that learns: its steps, its descent, and the gradients recorded on the way."""
