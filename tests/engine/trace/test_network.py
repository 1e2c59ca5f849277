"""What is known of a network for other batches than the one it was recorded with."""

import json
from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import nn

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.graph.network import Network
from resnet_viz.core.structure.stored import network_from, network_json
from resnet_viz.engine.trace.network import network_of


class Biased(nn.Module):
    """A product whose bias is made of weights by a product of its own, the same for any batch."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(4, 4)
        self.table = nn.Parameter(torch.zeros(6, 3))
        self.bias = nn.Linear(3, 4)

    def forward(self, x: torch.Tensor) -> Any:
        return self.inner(x) + self.bias(self.table).relu()


class Typed(nn.Module):
    """Adds a row of a table for each image, which nothing of the image chooses."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(4, 4)
        self.rows = nn.Embedding(2, 4)
        self.kinds = torch.zeros(1, 6, dtype=torch.long)

    def forward(self, x: torch.Tensor) -> Any:
        kinds = self.kinds.to(x.device).expand(len(x), -1)
        return self.inner(x) + self.rows(kinds).relu()


def made(model: nn.Module, batch: int = 1) -> Network:
    return network_of(model.eval(), ((torch.zeros(batch, 6, 4),), {}), "net", "net")


@pytest.mark.parametrize("model", [Biased(), Typed()], ids=["Biased", "Typed"])
def test_what_comes_of_weights_alone_does_not_tie_a_network_to_one_batch(model: nn.Module) -> None:
    network = made(model)
    assert network.is_batch_free
    ours, theirs = report_of(network, 3).totals, report_of(made(model, 3)).totals
    assert replace(ours, peak_inference_bytes=0) == replace(theirs, peak_inference_bytes=0)


def test_layers_that_grow_with_the_batch_without_reading_an_input_are_told_apart() -> None:
    assert made(Biased()).graph.scaling == frozenset()
    network = made(Typed())
    assert network.graph.scaling == {"rows"}
    again = network_from(json.loads(json.dumps(network_json(network))))
    assert again.graph == network.graph
    assert report_of(again, 3).totals == report_of(network, 3).totals
