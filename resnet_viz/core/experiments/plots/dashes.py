"""Strokes that tell depths apart, in black and white too."""

from collections.abc import Iterable, Mapping

from resnet_viz.core.experiments.net import Net
from resnet_viz.core.experiments.plot import Dash


def dashes_of(nets: Iterable[Net]) -> Mapping[int, Dash]:
    """A stroke for each depth: the deepest solid, the next dashed, all further ones dotted."""
    depths = sorted({net.depth for net in nets}, reverse=True)
    strokes = (Dash.SOLID, Dash.DASHED)
    return {
        depth: strokes[place] if place < len(strokes) else Dash.DOTTED
        for place, depth in enumerate(depths)
    }
