"""A `.pt2` file is read, without PyTorch, as the network that our recorder sees of the module."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
import torch

from resnet_viz.core.graph.layer import Layer
from resnet_viz.core.graph.tree import Node
from resnet_viz.core.graph.views import View
from resnet_viz.core.networks import network_named
from resnet_viz.core.structure.graph import graph_of
from resnet_viz.core.structure.pt2 import recording_in
from resnet_viz.core.structure.recording import Recording
from resnet_viz.engine.model.build import model_of
from resnet_viz.engine.trace.record import recorded
from tests.deep import mostly_deep
from tests.samples.exported import exported
from tests.samples.modules import Sample, sample

QUICK = ("residual_network", "VisionTransformer", "TwoInputs", "resnet18")
NAMES = (*QUICK, "UNet", "DenseNet", "Recurrent", "Language", "InPlace", "TwoStreams")
MORE = ("Translation", "Mixture", "compiled")


class Facts(NamedTuple):
    """What both ways of looking at a network have to say alike."""

    paths: list[str]
    layers: list[object]
    shortcuts: Counter[tuple[str, str, str]]
    macs: int
    counted: int
    params: set[tuple[str, tuple[int, ...], bool]]
    unread: set[str]


def facts_of(recording: Recording) -> Facts:
    graph = graph_of(recording)
    return Facts(
        [node.path for node in graph.nodes],
        [(like(node.layer), node.in_shapes, node.out_shapes, read(node)) for node in graph.nodes],
        Counter((each.kind.value, each.how.value, each.join) for each in graph.shortcuts),
        sum(node.layer.macs(node.in_shapes, node.out_shape) for node in graph.nodes),
        sum(each.macs or 0 for op in recording.ops for each in op.aten),
        {(each.name, each.facts.shape, each.is_buffer) for each in recording.params},
        {recording.params[place].name for place in recording.unread},
    )


def like(layer: Layer) -> object:
    """Whether a reshape is a view depends on where attention left its result: on the device."""
    return layer.op if isinstance(layer, View) else layer


def read(node: Node) -> list[str]:
    """A file calls the tensors within an argument `facts_numbers`, a recorder `facts.numbers`."""
    return [path.replace("facts.", "facts_") for path in node.inputs]


def given(name: str) -> Sample:
    if name != "resnet18":
        return sample(name)
    arch = "resnet18,input=32,width=8"
    return Sample(model_of(network_named(arch)), (torch.zeros(1, 3, 32, 32),), {})


@pytest.mark.parametrize("name", mostly_deep((*NAMES, *MORE), QUICK))
def test_a_file_says_the_same_as_a_recorded_pass(name: str, tmp_path: Path) -> None:
    one = given(name)
    path = tmp_path / f"{name}.pt2"
    path.write_bytes(exported(one.model.requires_grad_(False), one.args, one.kwargs))
    file, seen = facts_of(recording_in(path)), facts_of(recorded(one.model, *one[1:], title=name))
    assert file == seen
