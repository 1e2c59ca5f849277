"""The window: shows the core, decides nothing."""
