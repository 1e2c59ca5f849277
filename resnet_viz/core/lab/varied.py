"""What of a network is varied to draw a measure against it; the words are keys of axes."""

from enum import StrEnum


class Varied(StrEnum):
    """The depth, the width of the first stage, or the height of the image."""

    DEPTH = "depth"
    WIDTH = "width"
    INPUT = "input"
