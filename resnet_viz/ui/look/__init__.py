"""Colours, style, fonts and icons of the window."""
