"""How Qt paints a scene."""
