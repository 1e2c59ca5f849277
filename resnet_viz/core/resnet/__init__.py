"""The family of residual networks: its text, its rules, its published members, its graph."""
