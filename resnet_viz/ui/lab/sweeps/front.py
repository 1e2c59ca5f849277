"""The stairs of two columns of numbers, by arrays: thousands of rows in a millisecond."""

import numpy as np
import numpy.typing as npt

from resnet_viz.core.cost.measure import Better

Floats = npt.NDArray[np.float64]


def stairs_of(
    xs: Floats, ys: Floats, wanted: tuple[Better, Better], chosen: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """The rows that no other beats in both columns, in order; of equal ones the first."""
    places = np.flatnonzero(chosen & np.isfinite(xs) & np.isfinite(ys))
    across, up = (
        values[places] if better is Better.FEWER else -values[places]
        for values, better in zip((xs, ys), wanted, strict=True)
    )
    order = np.lexsort((up, across))
    best = np.minimum.accumulate(up[order])
    is_better = np.ones(order.size, np.bool_)
    is_better[1:] = up[order][1:] < best[:-1]
    return np.asarray(places[order[is_better]], np.int64)
