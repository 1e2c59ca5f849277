"""Which path lengths carry gradient, after Veit et al. 2016, figure 6."""

from dataclasses import dataclass

from resnet_viz.core.experiments.net import Net


@dataclass(frozen=True, slots=True)
class Paths:
    """One residual network with one seed: by number of branches on a path, from 0 on.

    `counts` is the share of all paths, `gradient` the mean of |dL/dx| at the stem's output over
    `draws` paths of this length, or what a quadratic says of its logarithm where `is_fitted`;
    `share` is what all paths of this length carry of the sum of these. `is_identity` says that a
    path without branches passes x unchanged: batch norm and ReLU come before convolutions.
    `factor` is how many times less gradient comes through each further branch, 0 where none does.
    """

    net: Net
    seed: int
    is_trained: bool
    is_identity: bool
    counts: tuple[float, ...]
    gradient: tuple[float, ...]
    share: tuple[float, ...]
    mean_length: float
    factor: float
    draws: int
    is_fitted: bool

    @property
    def branches(self) -> int:
        """Residual branches of the network; those of the longest path."""
        return len(self.counts) - 1

    @property
    def middle(self) -> float:
        """The mean length of all paths: half of the branches."""
        return self.branches / 2
