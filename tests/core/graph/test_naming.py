"""What people call the parts of a network."""

import pytest

from resnet_viz.core.graph.naming import brief_name, full_name, steps_to
from resnet_viz.core.networks import network_named

GRAPH = network_named("resnet50").graph


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", ""),
        ("layer3", "conv4_x (layer3)"),
        ("layer3.2", "conv4_x (layer3) · block 2"),
        ("layer3.0.downsample.0", "conv4_x (layer3) · block 0 · downsample.0"),
        ("conv1", "conv1"),
        ("stem", "stem"),
    ],
)
def test_a_part_has_one_name_with_its_path(path: str, words: str) -> None:
    assert full_name(GRAPH, path) == words


def test_next_to_its_path_a_part_has_a_short_name() -> None:
    assert brief_name(GRAPH, "layer3.2") == "conv4_x · block 2"
    assert brief_name(GRAPH, "layer3.1", count=5) == "conv4_x · blocks 1–5"


def test_every_step_on_the_way_is_a_path_of_the_network() -> None:
    steps = steps_to(GRAPH, "layer4.1.conv2")
    assert [step.path for step in steps] == ["layer4", "layer4.1", "layer4.1.conv2"]
    assert [step.brief for step in steps] == ["conv5_x", "block 1", "conv2"]


def test_no_two_layers_have_the_same_name() -> None:
    names = [full_name(GRAPH, node.path) for node in GRAPH.nodes]
    assert len(set(names)) == len(names)
