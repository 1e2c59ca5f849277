"""Points of a scatter as arrays: the nearest to the pointer, those in a rectangle, the next one."""

from typing import NamedTuple

import numpy as np

from resnet_viz.ui.charts.scale import Floats, Mask, Places


class Points(NamedTuple):
    """The index of each point, where it is on both axes, and the number of its group."""

    indices: Places
    xs: Floats
    ys: Floats
    groups: Places

    def joined(self, more: "Points") -> "Points":
        """These points and further ones."""
        return Points(
            np.concatenate((self.indices, more.indices)),
            np.concatenate((self.xs, more.xs)),
            np.concatenate((self.ys, more.ys)),
            np.concatenate((self.groups, more.groups)),
        )

    def place_of(self, index: int) -> int:
        """The place of the point with that index, -1 for none."""
        found = np.flatnonzero(self.indices == index)
        return int(found[0]) if found.size else -1


NO_POINTS = Points(np.empty(0, np.int64), np.empty(0), np.empty(0), np.empty(0, np.int64))


def nearest(xs: Floats, ys: Floats, at: tuple[float, float], radius: float) -> int:
    """The place of the nearest point within a radius, -1 for none; NaN is nowhere."""
    if not xs.size:
        return -1
    far = (xs - at[0]) ** 2 + (ys - at[1]) ** 2
    far[np.isnan(far)] = np.inf
    place = int(far.argmin())
    return place if far[place] <= radius**2 else -1


def within(xs: Floats, ys: Floats, low: tuple[float, float], high: tuple[float, float]) -> Mask:
    """Which points are in a rectangle, its edges too."""
    inside: Mask = (xs >= low[0]) & (xs <= high[0]) & (ys >= low[1]) & (ys <= high[1])
    return inside


def next_towards(xs: Floats, ys: Floats, place: int, step: tuple[int, int]) -> int:
    """The nearest point in the direction of a step, or the same one."""
    along = (xs - xs[place]) * step[0] + (ys - ys[place]) * step[1]
    across = np.abs((xs - xs[place]) * step[1] + (ys - ys[place]) * step[0])
    far = np.where((along > 0) & (across <= along), along**2 + across**2, np.inf)
    best = int(far.argmin())
    return best if np.isfinite(far[best]) else place
