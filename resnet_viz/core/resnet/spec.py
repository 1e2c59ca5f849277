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

    @property
    def other(self) -> "Block":
        return Block.BASIC if self is Block.BOTTLENECK else Block.BOTTLENECK


class ShortcutOption(StrEnum):
    """What carries a block's input to its sum, paper section 3.3 and table 3.

    `A`: the identity, strided and filled up with zero channels where the shape changes; `B`: a
    projection there; `C`: a projection in every block; `none`: no shortcut, the plain network.
    """

    ZERO_PAD = "A"
    PROJECTION = "B"
    ALL_PROJECTIONS = "C"
    NONE = "none"

    @property
    def has_projections(self) -> bool:
        return self in (ShortcutOption.PROJECTION, ShortcutOption.ALL_PROJECTIONS)


class Order(StrEnum):
    """Where a block's batch norms and ReLUs are: after its convolutions, or before them.

    `post` is He et al. 2015; `pre` is full pre-activation, He et al. 2016, figure 4 (e).
    """

    POST = "post"
    PRE = "pre"


class StrideIn(StrEnum):
    """Which convolution of a down-sampling bottleneck strides: `3x3` is v1.5, `1x1` the paper."""

    CONV3X3 = "3x3"
    CONV1X1 = "1x1"


class Stem(StrEnum):
    """The layers before the first stage.

    `imagenet`: 7×7/2 and max pooling, paper table 1; `deep`: three 3×3 in place of the 7×7, He et
    al. 2019 ("Bag of Tricks"), figure 2 (b); `cifar`: one 3×3 at full size, paper section 4.2.
    """

    IMAGENET = "imagenet"
    DEEP = "deep"
    CIFAR = "cifar"


class Downsample(StrEnum):
    """How a projection strides: in its convolution, or by average pooling before it (ResNet-D).

    The latter is He et al. 2019 ("Bag of Tricks"), figure 2 (c).
    """

    CONV = "conv"
    AVG = "avg"


class Image(NamedTuple):
    """The shape of one input image."""

    channels: int = 3
    height: int = 224
    width: int = 224


IMAGENET_IMAGE = Image()
CIFAR_IMAGE = Image(3, 32, 32)


@dataclass(frozen=True, slots=True)
class ResNetSpec:
    """A residual network; `str()` gives the shortest ARCH text that parses back to it.

    `width` is the first stage's planes, which double from stage to stage; `groups` and
    `group_width` are torchvision's `groups` and `width_per_group`; `se` is the reduction of
    squeeze-and-excitation (Hu et al. 2018), 0 for none.

    Every value is checked by `rules.checked` where a spec enters the program.
    """

    block: Block
    stages: tuple[int, ...]
    shortcut: ShortcutOption = ShortcutOption.PROJECTION
    order: Order = Order.POST
    stride_in: StrideIn = StrideIn.CONV3X3
    stem: Stem = Stem.IMAGENET
    downsample: Downsample = Downsample.CONV
    width: int = 64
    groups: int = 1
    group_width: int = 64
    se: int = 0
    image: Image = IMAGENET_IMAGE
    classes: int = 1000

    @property
    def depth(self) -> int:
        """Layers with weights as the paper counts them: stem, block convolutions, fc."""
        return 2 + self.block.convs * sum(self.stages)

    @property
    def is_plain(self) -> bool:
        """Whether it has no shortcuts."""
        return self.shortcut is ShortcutOption.NONE

    def planes(self, stage: int) -> int:
        """The planes of a stage's blocks, the first stage being 1."""
        return int(self.width * 2 ** (stage - 1))

    def out_channels(self, stage: int) -> int:
        """What a stage's blocks give."""
        return self.planes(stage) * self.block.expansion

    def inner_channels(self, stage: int) -> int:
        """The width of the 3×3 convolutions of a stage, as torchvision defines it."""
        if self.block is Block.BASIC:
            return self.planes(stage)
        return self.planes(stage) * self.group_width // 64 * self.groups

    def with_block(self, block: Block) -> "ResNetSpec":
        """The same stages with the other block, so that the depth follows.

        What the other block can't have falls away: basic blocks have no groups, and a smaller
        reduction takes the place of one above the first stage's channels.
        """
        other = replace(self, block=block)
        if block is Block.BASIC:
            other = replace(other, groups=1, group_width=64)
        return other.with_se(min(self.se, other.out_channels(1)))

    def with_shortcut(self, shortcut: ShortcutOption) -> "ResNetSpec":
        """The same network with other shortcuts; without projections, none is pooled before."""
        downsample = self.downsample if shortcut.has_projections else Downsample.CONV
        return replace(self, shortcut=shortcut, downsample=downsample)

    def with_se(self, reduction: int) -> "ResNetSpec":
        """The same network with squeeze-and-excitation of this reduction, 0 for none."""
        return replace(self, se=reduction)

    def __str__(self) -> str:
        from resnet_viz.core.resnet.arch import shortest_text

        return shortest_text(self)
