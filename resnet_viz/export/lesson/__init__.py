"""The lesson sheet: what experiments found, with what has to be known to understand it."""
