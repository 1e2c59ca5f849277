"""What a picture is coloured by, as it is chosen: a figure and its scale, or no figure."""

from dataclasses import dataclass
from enum import StrEnum

from resnet_viz.core.lab.figures import BY_OPERATION, FIGURES


class ColorScale(StrEnum):
    """How a figure's values spread over the colours: evenly, or their logarithms."""

    LINEAR = "linear"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Coloring:
    """`color_by` is `op`, `stage` or a key of `core.lab.figures.FIGURES`; `scale` is a figure's."""

    color_by: str = BY_OPERATION
    scale: ColorScale = ColorScale.LINEAR

    @property
    def has_scale(self) -> bool:
        """Whether what colours the picture is a figure."""
        return self.color_by in FIGURES


BY_OPERATIONS = Coloring()
