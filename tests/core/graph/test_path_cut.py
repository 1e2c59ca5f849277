"""Paths cut in the middle."""

import pytest

from resnet_viz.core.graph.path_cut import cut_path, least_cut
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


def test_the_shortest_form_keeps_the_number_of_the_inner_block() -> None:
    whole = "layers.0.blocks.1.attn.qkv"
    assert least_cut(whole) == "layers.0…1.attn.qkv"
    assert cut_path(whole, lambda text: len(text) <= len(least_cut(whole))) == least_cut(whole)
    assert least_cut("fc") == "fc"


def test_inner_blocks_do_not_look_alike_at_the_length_that_is_asked_for() -> None:
    names = ("norm1", "attn.qkv", "attn.matmul", "attn.softmax", "mlp.fc1")
    paths = [f"layers.{a}.blocks.{b}.{name}" for a in range(2) for b in range(3) for name in names]
    letters = max(len(least_cut(path)) for path in paths)
    cut = {cut_path(path, lambda text: len(text) <= letters) for path in paths}
    assert len(cut) == len(paths)
