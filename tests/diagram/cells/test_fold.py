"""Folding: equal neighbours become one drawn block that counts for all of them."""

import pytest

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.diagram.cells.fold import runs_of
from resnet_viz.diagram.cells.keys import key_of, outer_key_of
from resnet_viz.diagram.scene.scene import TextRole
from resnet_viz.diagram.view import Level, View
from tests.diagram.drawn import draw


def test_runs_are_equal_neighbours_in_their_order() -> None:
    (_, stage, *_) = expand(parse("resnet152,stages=3-8-36-3")).stages[1:]
    assert [len(run) for run in runs_of(stage.blocks)] == [1, 7]


def test_basic_blocks_of_the_first_stage_are_all_equal() -> None:
    stage = expand(parse("resnet34")).stages[1]
    assert [len(run) for run in runs_of(stage.blocks)] == [3]


def test_at_block_level_a_run_is_one_box_that_says_how_many() -> None:
    scene = draw("resnet152", View(Level.BLOCK, is_folded=True)).scene
    folded = {item.id: item.count for item in scene.items if item.count > 1}
    assert folded == {"layer1.1": 2, "layer2.1": 7, "layer3.1": 35, "layer4.1": 2}
    for item in scene.items:
        said = [text.text for text in item.texts if text.role is TextRole.COUNT]
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


def ids(arch: str, view: View) -> list[str]:
    return [item.id for item in draw(arch, view).scene.items if item.op != "add"]


def frames(arch: str, view: View) -> dict[str, str]:
    return {frame.id: frame.title.text for frame in draw(arch, view).scene.frames}


def test_a_stage_unfolds_in_place_and_folds_again() -> None:
    view = View(Level.STAGE).toggling("layer2")
    assert ids("resnet18", view)[-6:-1] == ["layer2.0", "layer2.1", "layer3", "layer4", "avgpool"]
    assert frames("resnet18", view) == {"layer2": "conv3_x"}
    assert view.toggling("layer2") == View(Level.STAGE)


def test_a_block_unfolds_in_a_frame_that_names_it() -> None:
    view = View().toggling("layer2.0")
    assert "layer2.0.conv1" in ids("resnet18", view)
    assert "layer2.0" not in ids("resnet18", view)
    assert frames("resnet18", view)["layer2.0"] == "layer2.0"


@pytest.mark.parametrize(
    ("view", "clicks"),
    [
        (View(Level.NETWORK), ["layer3", "layer3.1", "layer3.1.conv1", "layer3"]),
        (View(Level.BLOCK, True), ["layer3.1", "layer3.2", "layer3.2.bn1", "layer3"]),
        (View(Level.LAYER, True), ["layer3.1.add", "layer3.1", "conv1", "head", "layer1"]),
        (View(Level.BLOCK), ["input", "bn1", "layer4.0.add", "layer4.0.downsample.0"]),
    ],
)
def test_every_click_changes_what_it_is_on_and_what_is_drawn_has_every_layer(
    view: View, clicks: list[str]
) -> None:
    graph = expand(parse("resnet50"))
    drawn = draw("resnet50", view).scene
    for click in clicks:
        key = key_of(graph, view, click)
        assert key
        assert click.startswith(key.removesuffix(".run")) or click in ("input", "bn1", "conv1")
        view = view.toggling(key)
        before, drawn = drawn, draw("resnet50", view).scene
        assert drawn != before
        members = [path for item in drawn.all_items for path in item.members]
        assert sorted(members) == sorted(["input", *(node.path for node in graph.nodes)])


def test_folding_outwards_ends_at_the_stage() -> None:
    graph = expand(parse("resnet50"))
    view = View(Level.BLOCK, is_folded=True).toggling("layer3.1.run").toggling("layer3.2")
    keys = []
    while key := outer_key_of(graph, view, "layer3.2"):
        keys.append(key)
        view = view.toggling(key)
    assert keys == ["layer3.2", "layer3.1.run", "layer3"]


def test_nothing_opens_where_there_is_nothing() -> None:
    assert key_of(expand(parse("resnet18")), View(), "layer9.0") == ""
