"""How one process asks another: the messages, and the drawing process as a child."""
