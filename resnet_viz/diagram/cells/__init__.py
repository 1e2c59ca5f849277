"""What is drawn as a box, and each cell's DOT."""
