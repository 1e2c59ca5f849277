"""What is said of what is selected or pointed at: its card, its figure, where it is."""
