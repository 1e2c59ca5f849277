"""What is brushed on the axes of parallel coordinates: a part of each, all of which count."""

from collections.abc import Mapping

import numpy as np

from resnet_viz.ui.charts.scale import Floats, Mask

Part = tuple[float, float]
Brushes = Mapping[int, Part]
"""The brushed part of some axes by their numbers: 0 at the lower end of an axis, 1 at the upper."""

LEAST = 0.01  # of an axis, the smallest part
STEP = 0.05


def passing(places: Floats, brushes: Brushes) -> Mask:
    """Which rows are within every brush; `places` has a column for each axis, 0 to 1."""
    inside: Mask = np.ones(len(places), np.bool_)
    for axis, (low, high) in brushes.items():
        inside &= (places[:, axis] >= low) & (places[:, axis] <= high)
    return inside


def with_part(brushes: Brushes, axis: int, one: float, other: float) -> dict[int, Part]:
    """The part between two places of an axis brushed; none where they are the same."""
    low, high = sorted((min(max(one, 0.0), 1.0), min(max(other, 0.0), 1.0)))
    if high - low < LEAST:
        return without(brushes, axis)
    return {**brushes, axis: (low, high)}


def without(brushes: Brushes, axis: int) -> dict[int, Part]:
    """The same without that of one axis."""
    return {each: part for each, part in brushes.items() if each != axis}


def shifted(brushes: Brushes, axis: int, steps: int) -> dict[int, Part]:
    """The part of an axis moved by steps, from none the upper or the lower half."""
    if axis not in brushes:
        return {**brushes, axis: (0.5, 1.0) if steps > 0 else (0.0, 0.5)}
    low, high = brushes[axis]
    far = min(max(steps * STEP, -low), 1.0 - high)
    return {**brushes, axis: (low + far, high + far)}


def widened(brushes: Brushes, axis: int, steps: int) -> dict[int, Part]:
    """The part of an axis wider or narrower by steps at both ends, from none the whole axis."""
    low, high = brushes.get(axis, (0.0, 1.0))
    room = steps * STEP / 2
    if high - low + 2 * room < LEAST:
        return dict(brushes)
    return {**brushes, axis: (max(0.0, low - room), min(1.0, high + room))}
