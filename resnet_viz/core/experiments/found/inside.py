"""What is inside a network after each block."""

from dataclasses import dataclass

from resnet_viz.core.experiments.net import Net


@dataclass(frozen=True, slots=True)
class Inside:
    """By the stem's output and each block's: what a reader of the features gets right.

    `probe` is a linear reader fitted to the means of the channels, `readout` the network's own last
    layers; both are shares of `pictures` test pictures. `branch_ratio`
    is ‖F‖/‖x‖ and `cosine` that of the angle between F and x at each block's sum, empty for a plain
    network. `ended_at` is the place whose features are not finite, None for none: nothing is
    measured from there on.
    """

    net: Net
    seed: int
    is_trained: bool
    chance: float
    pictures: int
    probe: tuple[float, ...] = ()
    readout: tuple[float, ...] = ()
    branch_ratio: tuple[float, ...] = ()
    cosine: tuple[float, ...] = ()
    ended_at: int | None = None
