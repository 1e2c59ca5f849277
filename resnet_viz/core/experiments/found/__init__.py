"""What each experiment found, a kind an experiment."""
