"""The keys that the diagram itself hears, in words; `travel` says where the arrows go."""

from typing import NamedTuple


class OwnKey(NamedTuple):
    """A key and what it does while the keyboard is on the diagram."""

    keys: str
    text: str


DIAGRAM_KEYS = (
    OwnKey("Arrow keys", "Along the data flow, and into a shortcut that has layers"),
    OwnKey("Home, End", "First and last box"),
    OwnKey("Page Up, Page Down", "Previous and next stage"),
    OwnKey("Return", "Expand or collapse the box"),
    OwnKey("0", "Fit"),
    OwnKey("+, -", "Zoom"),
    OwnKey("Wheel, pinch", "Zoom where the pointer is"),
    OwnKey("Drag, two fingers", "Move the diagram"),
    OwnKey("Double click", "Expand or collapse a box, fit on empty ground"),
    OwnKey("Menu, Shift+F10", "Context menu"),
)
