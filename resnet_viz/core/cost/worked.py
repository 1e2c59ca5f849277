"""The numbers of one layer, each worked out as a formula."""

from resnet_viz.core.cost.formula import field_formulas, formulas_of, intensity_formula
from resnet_viz.core.cost.report import CostReport
from resnet_viz.core.graph.graph import Graph


def layer_formulas(graph: Graph, report: CostReport, path: str) -> dict[str, str]:
    """The worked formulas of a layer by its path; none for any other path."""
    costs = {cost.path: cost for cost in report.layers}
    node = next((node for node in graph.nodes if node.path == path), None)
    if node is None:
        return {}
    fields = field_formulas(node, costs)
    return {
        **formulas_of(node, report.batch, graph.constants),
        **fields,
        "intensity": intensity_formula(costs[path]),
    }
