"""What is on screen as one value, its undo list, and the files that hold it."""
