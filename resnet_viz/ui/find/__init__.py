"""How a person finds what the program does: palette, keys, settings, context menus, help."""
