"""The diagram's widget: its surface, zoom, gestures and keys."""
