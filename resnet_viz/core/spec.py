"""The description of one residual network: frozen, legal when made, equal when the same."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class Block(StrEnum):
    """The residual block, paper section 3.3 and figure 5."""

    BASIC = "basic"
    BOTTLENECK = "bottleneck"

    @property
    def expansion(self) -> int:
        """Output channels over planes."""
        return 4 if self is Block.BOTTLENECK else 1

    @property
    def convs(self) -> int:
        """Convolutions on the main path, which is what depth counts."""
        return 3 if self is Block.BOTTLENECK else 2


class StrideIn(StrEnum):
    """Which convolution of a down-sampling bottleneck strides: `3x3` is v1.5, `1x1` the paper."""

    CONV3X3 = "3x3"
    CONV1X1 = "1x1"


class Image(NamedTuple):
    """The shape of one input image."""

    channels: int = 3
    height: int = 224
    width: int = 224


IMAGENET_IMAGE = Image()


@dataclass(frozen=True, slots=True)
class ResNetSpec:
    """A residual network; `str()` gives the shortest ARCH text that parses back to it.

    Every value is checked by `rules.check` where a spec enters the program (`arch.parse`,
    `rules.checked`).
    """

    block: Block
    stages: tuple[int, ...]
    stride_in: StrideIn = StrideIn.CONV3X3
    image: Image = IMAGENET_IMAGE
    classes: int = 1000

    @property
    def depth(self) -> int:
        """Layers with weights as the paper counts them: stem, block convolutions, fc."""
        return 2 + self.block.convs * sum(self.stages)

    def with_block(self, block: Block) -> "ResNetSpec":
        """The same stages with the other block, so that the depth follows."""
        return replace(self, block=block)

    def __str__(self) -> str:
        from resnet_viz.core.arch import shortest_text

        return shortest_text(self)
