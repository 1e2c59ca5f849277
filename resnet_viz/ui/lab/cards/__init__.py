"""The networks of a comparison as cards."""
