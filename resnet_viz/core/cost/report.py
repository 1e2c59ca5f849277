"""The cost report of one network: totals and layers, and the JSON that is promised."""

from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from resnet_viz.core.cost.cost import LayerCost, costs_of
from resnet_viz.core.cost.network_memory import network_memory
from resnet_viz.core.cost.totals import Totals, totals_of
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.limits import check_batch
from resnet_viz.core.wording import NONE, digits_grouped, shape_text, si

WORK = ("macs", "flops", "activations")  # what a layer without a formula leaves open
HEADS = ("Layer", "Type", "Output", "Parameters", "MACs", "FLOPs", "Activations")


@dataclass(frozen=True, repr=False)
class CostReport:
    """The costs of a network; `to_dict()` is the JSON of `cost`."""

    network: Network
    batch: int
    totals: Totals

    @cached_property
    def layers(self) -> tuple[LayerCost, ...]:
        """Every layer in order of the data flow, counted when first looked at."""
        return costs_of(self.network.graph, self.batch)

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

    def __repr__(self) -> str:
        return f"CostReport({self._headline})"

    def _repr_html_(self) -> str:
        """The layers as a table, for notebooks."""
        from resnet_viz.core.notebook_table import table_html  # not before a window's first paint

        total = ("All layers", "", "", *_work_texts(self.totals, self.totals.is_complete))
        return table_html(self._headline, HEADS, _rows_of(self.layers), total, words=3)

    @property
    def _headline(self) -> str:
        totals = self.totals
        least = "" if totals.is_complete else "at least "
        counts = f"{digits_grouped(totals.params)} parameters, {least}{si(totals.macs)} MACs"
        return f"{self.arch}, batch {self.batch}: {counts}"

    def to_dict(self) -> dict[str, Any]:
        """Plain lists and numbers in the promised order, ready for `json.dumps`."""
        traced = self.network.traced
        return {
            "arch": self.arch,
            **({"source": traced.source} if traced else {}),
            "depth": self.depth,
            "block": self.block,
            "stages": list(self.stages) if self.stages else None,
            "batch": self.batch,
            "totals": _totals_dict(self.totals),
            "layers": [_layer_dict(layer) for layer in self.layers],
        }


def report_of(network: Network, batch: int = 1) -> CostReport:
    """Costs of a network for a batch of images; UserError for an illegal batch."""
    check_batch(batch)
    if batch != 1 and not network.is_batch_free:
        raise UserError(
            f"{network.name} is known for its own batch only. Leave batch at 1", "batch"
        )
    totals = totals_of(network.graph, batch)
    if network.traced:
        peak_bytes = network_memory(network, batch).total_bytes
        unread = sum(count for _, count in network.traced.unread)
        totals = replace(totals, peak_inference_bytes=peak_bytes, unread_params=unread)
    return CostReport(network, batch, totals)


def _layer_dict(layer: LayerCost) -> dict[str, Any]:
    """A layer's figures; work that is not known is null."""
    values = layer._asdict()
    values["in_shape"], values["out_shape"] = list(layer.in_shape), list(layer.out_shape)
    if not values.pop("is_counted"):
        values |= dict.fromkeys(WORK)
    return values


def _totals_dict(totals: Totals) -> dict[str, Any]:
    """`is_complete` is there only where it is False, `unread_params` where there are any."""
    values = asdict(totals)
    if totals.is_complete:
        del values["is_complete"]
    if not totals.unread_params:
        del values["unread_params"]
    return values


def _rows_of(layers: tuple[LayerCost, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (each.path, each.title, shape_text(each.out_shape), *_work_texts(each, each.is_counted))
        for each in layers
    )


def _work_texts(cost: LayerCost | Totals, is_counted: bool) -> tuple[str, ...]:
    """Parameters and work as text; of work that is not counted, what is known of it."""
    work = (cost.macs, cost.flops, cost.activations)
    if is_counted:
        return tuple(map(digits_grouped, (cost.params, *work)))
    known = (f"≥ {digits_grouped(each)}" if each else NONE for each in work)
    return digits_grouped(cost.params), *known
