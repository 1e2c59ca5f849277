"""The main window: where panels are, its toolbar, its status bar, its file menu."""
