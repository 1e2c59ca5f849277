"""Folding: equal neighbours become one drawn block that counts for all of them."""

import pytest

from resnet_viz.core.arch import parse
from resnet_viz.core.expand import expand
from resnet_viz.diagram.fold import runs_of
from resnet_viz.diagram.view import Level, View
from tests.diagram.drawn import draw


def test_runs_are_equal_neighbours_in_their_order() -> None:
    (_, stage, *_) = expand(parse("resnet152,stages=3-8-36-3")).stages[1:]
    assert [len(run) for run in runs_of(stage.blocks, is_folded=True)] == [1, 7]
    assert [len(run) for run in runs_of(stage.blocks, is_folded=False)] == [1] * 8


def test_basic_blocks_of_the_first_stage_are_all_equal() -> None:
    stage = expand(parse("resnet34")).stages[1]
    assert [len(run) for run in runs_of(stage.blocks, is_folded=True)] == [3]


def test_at_block_level_a_run_is_one_box_that_says_how_many() -> None:
    scene = draw("resnet152", View(Level.BLOCK, is_folded=True)).scene
    folded = {item.id: item.count for item in scene.items if item.count > 1}
    assert folded == {"layer1.1": 2, "layer2.1": 7, "layer3.1": 35, "layer4.1": 2}
    for item in scene.items:
        said = [text.text for text in item.texts if text.role == "count"]
        assert said == ([f"× {item.count}"] if item.count > 1 else [])
    counts = {one.id: one.count for one in scene.shortcuts}
    assert counts["layer3.0.shortcut"] == 1
    assert counts["layer3.1.shortcut"] == 35


def test_at_layer_level_a_frame_holds_a_run_and_says_how_many() -> None:
    scene = draw("resnet50", View(Level.LAYER, is_folded=True)).scene
    runs = {frame.id: (frame.count, frame.title.text) for frame in scene.frames if frame.count > 1}
    assert runs == {
        "layer1.1": (2, "× 2"),
        "layer2.1": (3, "× 3"),
        "layer3.1": (5, "× 5"),
        "layer4.1": (2, "× 2"),
    }
    conv = next(item for item in scene.items if item.id == "layer3.1.conv2")
    assert conv.members == tuple(f"layer3.{block}.conv2" for block in range(1, 6))


@pytest.mark.parametrize("level", [Level.BLOCK, Level.LAYER])
def test_a_network_without_equal_neighbours_is_drawn_the_same_folded(level: Level) -> None:
    arch = "resnet,block=bottleneck,stages=1-1-1"
    assert draw(arch, View(level, True)).scene == draw(arch, View(level, False)).scene
