"""torchinfo's table of the real model, as plain text."""

import torch
import torchinfo
from torchinfo.enums import Units

from resnet_viz.core.graph.network import Network
from resnet_viz.core.limits import check_batch
from resnet_viz.engine.model.build import model_of
from resnet_viz.engine.model.meta import PassMemory

DEEPEST = 4  # network, stage, block, projection, layer
COLUMNS = ("input_size", "output_size", "kernel_size", "num_params", "mult_adds")


def summary_text(network: Network, batch: int = 1) -> str:
    """torchinfo's own words on a legal network, every layer in a row; UserError for the batch.

    Its 'mult-adds' are not our MACs: they hold biases and batch norms too, and the batch.
    """
    images = torch.empty(check_batch(batch), *network.image, device="meta")
    with PassMemory():
        found = torchinfo.summary(
            model_of(network, "meta"),
            input_data=images,
            col_names=COLUMNS,
            col_width=20,
            depth=DEEPEST,
            row_settings=("depth", "var_names"),
            verbose=0,
        )
    return with_plain_units(str(found)) + "\n"


def with_plain_units(text: str) -> str:
    """`(G)` for `(Units.GIGABYTES)`: what torchinfo 1.8 printed before Python 3.11 changed it."""
    for unit in Units:
        text = text.replace(f"(Units.{unit.name})", f"({unit.value})")
    return text
