"""The tab of stored runs."""
