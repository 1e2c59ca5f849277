"""The diagram's widget, and what it says of a box."""
