"""By what layers are put together: the choice, without the costs."""

from enum import StrEnum


class Grouping(StrEnum):
    """By what the layers of a network are put together."""

    LAYER = "layer"
    BLOCK = "block"
    STAGE = "stage"
    OPERATION = "op"
    PATH = "path"
