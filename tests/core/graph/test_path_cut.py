"""Paths cut in the middle."""

import pytest

from resnet_viz.core.graph.path_cut import cut_path
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.presets import BY_NAME


def test_a_path_that_fits_stays_whole() -> None:
    assert cut_path("layer1.0.conv1", lambda text: len(text) <= 14) == "layer1.0.conv1"


def test_block_and_end_stay() -> None:
    assert cut_path("layer1.0.downsample.0", lambda text: len(text) <= 17) == "layer1.0…sample.0"


@pytest.mark.parametrize("letters", [15, 16, 18, 20])
@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_no_two_layers_of_a_network_look_alike(name: str, letters: int) -> None:
    graph = network_named(name).graph.clipped.graph
    cut = [cut_path(node.path, lambda text: len(text) <= letters) for node in graph.nodes]
    assert len(set(cut)) == len(cut)
    assert max(map(len, cut)) <= letters
