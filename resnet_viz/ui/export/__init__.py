"""The dialogs by which pictures and tables leave the window."""
