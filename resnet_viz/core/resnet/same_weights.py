"""Whether the same weights load into two networks of the family."""

from dataclasses import replace

from resnet_viz.core.graph.network import Network
from resnet_viz.core.resnet.network import spec_of
from resnet_viz.core.resnet.spec import Image, ResNetSpec, ShortcutOption, StrideIn


def has_same_weights(one: Network, other: Network) -> bool:
    """Whether the same state_dict loads into both: sides of images and strides are not in it."""
    return _weighed(spec_of(one)) == _weighed(spec_of(other))


def _weighed(spec: ResNetSpec) -> tuple[ResNetSpec, tuple[int, ...]]:
    """The spec without what has no weights; option A has no more of them than no shortcut.

    Reductions and floors that squeeze every stage to the same channels have the same weights.
    """
    shortcut = spec.shortcut
    if shortcut is ShortcutOption.ZERO_PAD:
        shortcut = ShortcutOption.NONE
    image = Image(spec.image.channels, 1, 1)
    weighed = replace(spec, shortcut=shortcut, stride_in=StrideIn.CONV3X3, image=image)
    stages = range(1, len(spec.stages) + 1) if spec.se else ()
    return weighed.with_se(0), tuple(map(spec.squeezed_channels, stages))
