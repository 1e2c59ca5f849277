"""Gradients along paths of each length."""
