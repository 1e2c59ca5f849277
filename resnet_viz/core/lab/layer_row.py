"""What is known of one layer: its cost, and its time where a run has it."""

from typing import TYPE_CHECKING, NamedTuple

from resnet_viz.core.cost.cost import LayerCost
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.cost.totals import Totals
from resnet_viz.core.weights.measures import NO_FIGURES, LayerFigures

if TYPE_CHECKING:  # a window is painted before there is any
    from resnet_viz.core.timing.known_digits import Rounding
    from resnet_viz.core.timing.measurement import LayerTime
    from resnet_viz.core.weights.figures import TensorFigures


class LayerRow(NamedTuple):
    """What the table knows of one layer; `time` is None before a timed run.

    `totals` are the whole network's, for the layer's share of them; `rounding` is what an
    unreliable run knows of its times. `weights` are None before they are looked at.
    """

    cost: LayerCost
    time: "LayerTime | None"
    totals: Totals
    rounding: "Rounding | None" = None
    weights: "TensorFigures | None" = None

    @property
    def sums_error(self) -> float:
        """The relative error that sums of layers' times are rounded by."""
        return self.rounding.of_sums if self.rounding else 0.0


def rows_of(
    report: CostReport,
    times: "tuple[LayerTime, ...]",
    rounding: "Rounding | None" = None,
    weights: LayerFigures = NO_FIGURES,
) -> tuple[LayerRow, ...]:
    """The layers with their times and weights, where a run of this network, or a file, has them."""
    by_path = {time.path: time for time in times}
    totals = report.totals
    return tuple(
        LayerRow(cost, by_path.get(cost.path), totals, rounding, weights.get(cost.path))
        for cost in report.layers
    )
