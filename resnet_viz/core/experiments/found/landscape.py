"""What the loss is around a network's weights."""

from dataclasses import dataclass

from resnet_viz.core.experiments.net import Net

LOW_LOSS = 1.0
MOST_LOSS = 1e9


@dataclass(frozen=True, slots=True)
class Landscape:
    """The loss along one direction at the places `at`, and over two as rows at those of `grid_at`.

    The second direction goes from row to row; rows that are not measured yet are missing. Losses
    that are not finite or larger than `MOST_LOSS` are given as that. `minima` are the places x, y
    of the grid, without its edge, that are lower than all eight neighbours; `low_cells` are how
    many have a loss below `LOW_LOSS`; both are None before the grid is whole. `pictures` are
    how many the loss is the mean of.
    """

    net: Net
    seed: int
    at: tuple[float, ...] = ()
    line: tuple[float, ...] = ()
    grid_at: tuple[float, ...] = ()
    grid: tuple[tuple[float, ...], ...] = ()
    minima: tuple[tuple[float, float], ...] | None = None
    low_cells: int | None = None
    pictures: int = 0

    @property
    def cells(self) -> int:
        """Places of the whole grid."""
        return len(self.grid_at) ** 2
