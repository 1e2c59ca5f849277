"""Plots of what experiments found on screen: one panel each, whatever is in it."""
