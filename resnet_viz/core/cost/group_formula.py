"""Each number of a group of layers worked out: the sum over its layers, or one sum over another."""

from collections.abc import Callable, Mapping, Sequence

from resnet_viz.core.cost.convention import Convention
from resnet_viz.core.cost.cost import LayerCost, sums_of
from resnet_viz.core.cost.formula import intensity_formula, share_formula, sum_formula
from resnet_viz.core.cost.totals import Totals

ADDITIVE: Mapping[str, Callable[[LayerCost], int]] = {
    "params": lambda layer: layer.params,
    "macs": Convention.MACS.work,
    "two_macs": Convention.DOUBLE.work,
    "flops": Convention.ALL.work,
    "activations": lambda layer: layer.activations,
    "bytes_read": lambda layer: layer.bytes_read,
    "bytes_written": lambda layer: layer.bytes_written,
}


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
            return share_formula(convention.work(sums), convention.work(totals))
        case "shortcut_work":
            return sum_formula([layer for layer in layers if layer.path in aside], convention.work)
        case "intensity":
            return intensity_formula(sums)
        case "receptive_field" if layers:
            return f"{layers[-1].receptive_field} of {layers[-1].path}, its last layer"
        case _ if key in ADDITIVE:
            return sum_formula(layers, ADDITIVE[key])
    return ""
