"""What the rows of a diff can be about."""

from enum import StrEnum


class Figure(StrEnum):
    """A figure of stages and layers, by its key among the measures."""

    MACS = "macs"
    PARAMS = "params"
    ACTIVATIONS = "activations"
    FLOPS = "flops"
