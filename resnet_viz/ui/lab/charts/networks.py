"""Many networks as columns of figures, for a scatter and for parallel coordinates."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from resnet_viz.core.cost.measure import Better, Number
from resnet_viz.core.cost.measures import BY_KEY
from resnet_viz.core.lab.sweep.points import COLUMNS
from resnet_viz.core.lab.variation import VariedCosts
from resnet_viz.core.resnet.spec import Block
from resnet_viz.core.wording import counted
from resnet_viz.ui.charts.scale import Floats
from resnet_viz.ui.lab.charts.measure_scale import scale_of
from resnet_viz.ui.lab.sweeps.front import stairs_of

BLOCKS = tuple(Block)


class Networks(NamedTuple):
    """What each network is counted by, its index, and whether its block is basic (0) or not (1).

    `title` says in short which they are. `columns` are by the keys of measures, each with a value
    for each network or None; `arch_of` gives the text of one by its index.
    """

    title: str
    indices: Sequence[int]
    columns: Mapping[str, Sequence[Number | None]]
    groups: Sequence[int]
    arch_of: Callable[[int], str]

    def words_of(self, index: int, keys: Sequence[str]) -> str:
        """The tip of one: its text and some of its figures."""
        place = list(self.indices).index(index)
        lines = []
        for key in keys:
            scale, value = scale_of(key), self.columns[key][place]
            is_known = value is not None and value == value
            lines.append(f"{scale.title}: {scale.text(value or 0)}" if is_known else "")
        return "\n".join((self.arch_of(index), *filter(None, lines)))

    def front(self, x: str, y: str) -> list[tuple[float, float]]:
        """The values of the networks that no other beats in two measures, each pair once."""
        xs, ys = floats_of(self.columns[x]), floats_of(self.columns[y])
        every = np.ones(xs.size, np.bool_)
        found = stairs_of(xs, ys, (better_of(x), better_of(y)), every)
        return [(float(xs[place]), float(ys[place])) for place in found]


def floats_of(values: Sequence[Number | None]) -> Floats:
    """A column as an array, NaN for what is not known."""
    return np.array([np.nan if value is None else value for value in values], np.float64)


def better_of(key: str) -> Better:
    """Whether more or less of a measure is wanted."""
    return BY_KEY[key].better if key in BY_KEY else Better.FEWER


def networks_around(costs: Sequence[VariedCosts]) -> Networks:
    """The variants of one network."""
    figures = [each.figures for each in costs]
    columns = {key: [row[place] for row in figures] for place, key in enumerate(COLUMNS)}
    groups = [BLOCKS.index(each.variant.block) for each in costs]
    specs = [each.variant.spec for each in costs]
    title = f"{counted(len(costs), 'network')}: A with other depths and widths"
    return Networks(title, range(len(costs)), columns, groups, lambda index: str(specs[index]))
