"""A network as one Python file that needs torch only."""
