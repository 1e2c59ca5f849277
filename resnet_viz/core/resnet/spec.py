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
    """A residual network; `str()` gives the shortest true ARCH text that parses back.

    `width` is the first stage's planes, which double from stage to stage; `stem_width` is
    what the stem gives, or for a deep stem what each of its three convolutions gives, empty for
    the usual channels; `groups` and `group_width` are torchvision's `groups` and
    `width_per_group`; `se` is the reduction of squeeze-and-excitation (Hu et al. 2018), 0 for
    none, and `se_min` the fewest channels it leaves. Without `classes` there is no fc layer.

    Every value is checked by `rules.checked` where a spec enters the program.
    """

    block: Block
    stages: tuple[int, ...]
    shortcut: ShortcutOption = ShortcutOption.PROJECTION
    order: Order = Order.POST
    stride_in: StrideIn = StrideIn.CONV3X3
    stem: Stem = Stem.IMAGENET
    stem_width: tuple[int, ...] = ()
    downsample: Downsample = Downsample.CONV
    width: int = 64
    groups: int = 1
    group_width: int = 64
    se: int = 0
    se_min: int = 1
    image: Image = IMAGENET_IMAGE
    classes: int = 1000

    def __post_init__(self) -> None:
        """Gives the stem's channels one form, so that the same networks are equal."""
        object.__setattr__(self, "stem_width", _shortest_form(self))

    @property
    def depth(self) -> int:
        """Layers with weights as the paper counts them: stem, block convolutions, fc.

        A deep stem counts as one and an fc layer that is left out counts too: the depth is that
        in the network's name.
        """
        return 2 + self.block.convs * sum(self.stages)

    @property
    def is_plain(self) -> bool:
        """Whether it has no shortcuts."""
        return self.shortcut is ShortcutOption.NONE

    @property
    def stem_channels(self) -> tuple[int, ...]:
        """What each convolution of the stem gives; what the last one gives enters stage 1."""
        if len(self.stem_width) > 1:
            return self.stem_width
        out = self.stem_width[0] if self.stem_width else self.width
        return (out // 2, out // 2, out) if self.stem is Stem.DEEP else (out,)

    @property
    def is_stem_padded(self) -> bool:
        """Whether option A can carry the stem's channels on: it adds some, and drops none."""
        return self.stem_channels[-1] <= self.out_channels(1)

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

    def squeezed_channels(self, stage: int) -> int:
        """To how many channels squeeze-and-excitation takes those of a stage's blocks."""
        return max(self.out_channels(stage) // self.se, self.se_min)

    @property
    def most_se(self) -> int:
        """The channels of the first stage, or of the last where `se_min` keeps more than one."""
        return self.out_channels(len(self.stages) if self.se_min > 1 else 1)

    def with_block(self, block: Block) -> "ResNetSpec":
        """The same stages with the other block, so that the depth follows.

        What the other block can't have falls away: basic blocks have no groups, a smaller
        reduction takes the place of one above what there is to reduce, and the usual stem that of
        one too wide for option A.
        """
        other = replace(self, block=block)
        if block is Block.BASIC:
            other = replace(other, groups=1, group_width=64)
        if other.shortcut is ShortcutOption.ZERO_PAD and not other.is_stem_padded:
            other = replace(other, stem_width=())
        return other.with_se(min(self.se, other.most_se))

    def with_shortcut(self, shortcut: ShortcutOption) -> "ResNetSpec":
        """The same network with other shortcuts; without projections, none is pooled before."""
        downsample = self.downsample if shortcut.has_projections else Downsample.CONV
        return replace(self, shortcut=shortcut, downsample=downsample)

    def with_se(self, reduction: int) -> "ResNetSpec":
        """The same network with squeeze-and-excitation of this reduction, 0 for none."""
        return replace(self, se=reduction, se_min=self.se_min if reduction else 1)

    def with_stem(self, stem: Stem) -> "ResNetSpec":
        """The same network with another stem, which gives as many channels."""
        return replace(self, stem=stem, stem_width=self.stem_width[-1:])

    def __str__(self) -> str:
        from resnet_viz.core.resnet.arch import shortest_text

        return shortest_text(self)


def _shortest_form(spec: ResNetSpec) -> tuple[int, ...]:
    """The stem's channels as one number where it says all, and as none where that is usual."""
    widths = spec.stem_width
    if not widths or not isinstance(widths, tuple):  # a caller's, which is tidied or refused later
        return widths
    out = widths[-1]
    is_halved = spec.stem is Stem.DEEP and widths == (out // 2, out // 2, out)
    if len(widths) > 1 and not is_halved:
        return widths
    return () if out == spec.width else (out,)
