"""Which path lengths carry gradient, after Veit et al. 2016, figure 6."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paths:
    """One residual network: by number of branches on the path, from 0 on.

    `counts` is the share of paths, `gradient` |dL/dx| along one path, `share` the share of the
    whole gradient that all paths of this length carry.
    """

    arch: str
    is_trained: bool
    counts: tuple[float, ...]
    gradient: tuple[float, ...]
    share: tuple[float, ...]
    mean_length: float
