"""Dotted paths: what is in what, and the names that are made of a block's path."""

import pytest

from resnet_viz.core.graph import paths
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of


@pytest.mark.parametrize(
    ("path", "whole", "is_inside", "is_within"),
    [
        ("layer1.0.conv1", "layer1.0", True, True),
        ("layer1.0", "layer1.0", False, True),
        ("layer1.01.conv1", "layer1.0", False, False),
        ("layer1", "layer1.0", False, False),
    ],
)
def test_a_path_lies_in_a_module_by_whole_names(
    path: str, whole: str, is_inside: bool, is_within: bool
) -> None:
    assert paths.is_inside(path, whole) is is_inside
    assert paths.is_within(path, whole) is is_within
    assert paths.is_within_any(path, {"layer9", whole}) is is_within


def test_what_is_glued_is_cut_again() -> None:
    assert paths.block_of_shortcut(paths.shortcut_id("layer1.0")) == "layer1.0"
    assert paths.without_run(paths.run_key("layer1.0")) == paths.without_run("layer1.0")
    assert (paths.parent_of("layer1.0.conv1"), paths.parent_of("fc")) == ("layer1.0", "")
    assert paths.first_of("layer1.0.conv1") == "layer1"


def test_the_sum_of_each_block_has_the_path_that_is_made_of_the_blocks() -> None:
    graph = network_of(parse("resnet50")).graph
    for block in graph.blocks:
        assert block.shortcut is not None
        assert block.shortcut.join == paths.sum_path(block.path)
