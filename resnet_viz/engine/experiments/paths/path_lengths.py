"""From |dL/dx| along drawn paths to what all paths of each length carry together."""

import math
from collections.abc import Sequence

from resnet_viz.core.experiments.found.paths import Paths
from resnet_viz.core.experiments.net import Net, NetKind

LEAST_FITTED = 4  # lengths whose gradient isn't 0: a quadratic goes through three points anyway


def paths_of(
    net: Net, seed: int, norms: Sequence[Sequence[float]], *, is_trained: bool, is_fitted: bool
) -> Paths:
    """What the norms say, by length from 0 on and by draw.

    With `is_fitted` the logarithm of each length's mean is fitted by a quadratic, which evens out
    which paths were drawn; it isn't where a gradient is 0, or where there are too few lengths.
    """
    branches = len(norms) - 1
    means = [sum(each) / len(each) for each in norms]
    is_fitted = is_fitted and len(means) >= LEAST_FITTED and all(means)
    gradient = _fitted(means) if is_fitted else means
    numbers = [math.comb(branches, length) for length in range(branches + 1)]
    weights = [number * norm for number, norm in zip(numbers, gradient, strict=True)]
    whole = math.fsum(weights)
    share = [weight / whole if whole else 0.0 for weight in weights]
    return Paths(
        net,
        seed,
        is_trained,
        net.kind is NetKind.PRE,
        tuple(number / 2**branches for number in numbers),
        tuple(gradient),
        tuple(share),
        math.fsum(length * part for length, part in enumerate(share)),
        _factor(gradient),
        min(map(len, norms)),
        is_fitted,
    )


def _fitted(means: Sequence[float]) -> list[float]:
    import numpy as np

    lengths = np.arange(len(means))
    fit = np.polyval(np.polyfit(lengths, np.log(means), 2), lengths)
    return [float(value) for value in np.exp(fit)]


def _factor(gradient: Sequence[float]) -> float:
    """How many times less comes through each further branch: the slope of the logarithm's line."""
    import numpy as np

    if len(gradient) < 2 or not all(gradient):
        return 0.0
    slope = np.polyfit(np.arange(len(gradient)), np.log(gradient), 1)[0]
    return float(np.exp(-slope))
