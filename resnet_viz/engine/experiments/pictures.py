"""Pictures with their classes, wherever they come from, before they are split."""

from typing import NamedTuple

from torch import Tensor


class Pictures(NamedTuple):
    """Images × channels × height × width from 0 to 1 or so, and the number of each one's class."""

    name: str
    x: Tensor
    y: Tensor
    class_names: tuple[str, ...]
