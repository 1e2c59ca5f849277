"""The cost report of one network: totals and layers, and the JSON that is promised."""

from dataclasses import asdict, dataclass
from typing import Any

from resnet_viz.core.cost.cost import BYTES_PER_ELEMENT, LayerCost, costs_of, sums_of
from resnet_viz.core.cost.memory import inference_memory
from resnet_viz.core.cost.training import training_memory
from resnet_viz.core.graph.network import Network
from resnet_viz.core.limits import check_batch


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all layers for the batch; sizes in bytes at fp32.

    `peak_inference_bytes` is predicted of a forward pass, `training_bytes` of training with SGD
    and momentum: `core.cost.memory`, `core.cost.training`.
    """

    params: int
    buffers: int
    macs: int
    flops: int
    activations: int
    param_bytes: int
    shortcuts: int
    bytes_read: int
    bytes_written: int
    peak_inference_bytes: int
    training_bytes: int


@dataclass(frozen=True, slots=True)
class CostReport:
    """The costs of a network; `to_dict()` is the JSON of `cost`."""

    network: Network
    batch: int
    totals: Totals
    layers: tuple[LayerCost, ...]

    @property
    def arch(self) -> str:
        """The text that names the network."""
        return self.network.name

    @property
    def depth(self) -> int | None:
        """Layers with weights as the paper counts them; None without stages of blocks."""
        structure = self.network.structure
        return structure.depth if structure else None

    @property
    def block(self) -> str | None:
        """The kind of residual block; None without stages of blocks."""
        structure = self.network.structure
        return structure.block if structure else None

    @property
    def stages(self) -> tuple[int, ...] | None:
        """Blocks in each stage; None without stages of blocks."""
        structure = self.network.structure
        return structure.stages if structure else None

    def to_dict(self) -> dict[str, Any]:
        """Plain lists and numbers in the promised order, ready for `json.dumps`."""
        return {
            "arch": self.arch,
            "depth": self.depth,
            "block": self.block,
            "stages": list(self.stages) if self.stages else None,
            "batch": self.batch,
            "totals": asdict(self.totals),
            "layers": [_layer_dict(layer) for layer in self.layers],
        }


def report_of(network: Network, batch: int = 1) -> CostReport:
    """Costs of a network for a batch of images; UserError for an illegal batch."""
    check_batch(batch)
    graph = network.graph
    layers = costs_of(graph, batch)
    sums = sums_of(layers)
    totals = Totals(
        params=sums.params,
        buffers=sums.buffers,
        macs=sums.macs,
        flops=sums.flops,
        activations=sums.activations,
        param_bytes=sums.params * BYTES_PER_ELEMENT,
        shortcuts=len(graph.shortcuts),
        bytes_read=sums.bytes_read,
        bytes_written=sums.bytes_written,
        peak_inference_bytes=inference_memory(graph, batch).total_bytes,
        training_bytes=training_memory(graph, batch).total_bytes,
    )
    return CostReport(network, batch, totals, layers)


def _layer_dict(layer: LayerCost) -> dict[str, Any]:
    return layer._asdict() | {"in_shape": list(layer.in_shape), "out_shape": list(layer.out_shape)}
