"""The dialogs that save pictures and tables."""
