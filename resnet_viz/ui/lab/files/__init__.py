"""What of a comparison is saved from the window: charts and its report."""
