"""One writer a format for charts, and which formats there are."""
