"""What is on screen as Qt sees it: one document, and one signal for each kind of change."""
