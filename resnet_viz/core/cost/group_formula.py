"""Each number of a group of layers worked out: the sum over its layers, or one sum over another."""

from collections.abc import Sequence

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.cost import LayerCost, sums_of
from resnet_viz.core.cost.formula import intensity_formula, share_formula, sum_formula
from resnet_viz.core.cost.measures import BY_KEY
from resnet_viz.core.cost.totals import Totals


def group_formula(
    key: str,
    layers: Sequence[LayerCost],
    aside: frozenset[str],
    totals: Totals,
    convention: Convention,
) -> str:
    """The formula of a column of the table of groups, '' for a column of words and for zero.

    `aside` are the layers that the network has only for its shortcuts.
    """
    sums = sums_of(layers)
    match key:
        case "work_share":
            whole = convention.work(totals) if totals.is_complete else 0
            return share_formula(convention.work(sums), whole) if whole else ""
        case "shortcut_work":
            return sum_formula([layer for layer in layers if layer.path in aside], convention.work)
        case "intensity":
            return intensity_formula(sums)
        case "receptive_field" if layers and layers[-1].receptive_field is not None:
            return f"{layers[-1].receptive_field} of {layers[-1].path}, its last layer"
    measure = BY_KEY.get(key)
    if measure is None or measure.value is None:
        return ""
    return sum_formula(layers, measure.value) if measure.is_sum else ""
