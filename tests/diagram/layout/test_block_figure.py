"""A residual block drawn small: what is in it, and that nothing is drawn over another thing."""

from itertools import combinations

import pytest

from resnet_viz.core.networks import network_named
from resnet_viz.diagram.layout.block_figure import BlockFigure, block_figure
from resnet_viz.diagram.scene.scene import Rect


def figure(arch: str, place: int) -> BlockFigure:
    graph = network_named(arch).graph
    return block_figure(graph, graph.blocks[place])


def are_apart(one: Rect, other: Rect) -> bool:
    return (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )


@pytest.mark.parametrize("place", [0, 1, 3])
@pytest.mark.parametrize(
    "arch", ["resnet50", "preact18", "resnet20", "plain18", "resnet50,se=16,downsample=avg"]
)
def test_every_layer_is_in_one_box_and_all_boxes_are_apart_and_inside(
    arch: str, place: int
) -> None:
    found = figure(arch, place).scene
    members = [path for item in found.all_items for path in item.members]
    nodes = network_named(arch).graph.blocks[place].nodes
    assert sorted(members) == sorted(node.path for node in nodes)
    for one, other in combinations((item.rect for item in found.all_items), 2):
        assert are_apart(one, other)
    points = [
        point for each in found.shortcuts for stroke in each.strokes for point in stroke.points
    ]
    assert all(0 <= point.x <= found.width and 0 <= point.y <= found.height for point in points)


def test_a_projection_has_its_layers_beside_the_main_path() -> None:
    (shortcut,) = figure("resnet50", 0).scene.shortcuts
    assert [item.texts[0].text for item in shortcut.items] == ["conv 1×1, 256", "BN"]
    assert [text.text for text in shortcut.texts] == ["Ws x", "F(x)"]


def test_a_projection_of_the_activated_input_leaves_behind_the_activation() -> None:
    found = figure("preact18", 2).scene
    (shortcut,) = found.shortcuts
    start = shortcut.strokes[0].points[0]
    activation = next(item for item in found.items if item.texts[0].text == "BN · ReLU")
    assert start.y > activation.rect.y + activation.rect.height
    assert shortcut.texts[0].text == "Ws a(x)"


def test_a_plain_block_has_no_shortcut_and_says_so() -> None:
    found = figure("plain18", 1)
    assert found.scene.shortcuts == ()
    assert found.text.endswith("No shortcut.")


def test_it_is_told_in_words() -> None:
    assert figure("resnet20", 1).text == (
        "Block layer1.1, from x: 16 × 32 × 32 to y: 16 × 32 × 32. "
        "Layers: conv 3×3, 16, BN · ReLU, conv 3×3, 16, BN, ReLU. Shortcut: identity."
    )
