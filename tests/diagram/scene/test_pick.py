"""What a path means in a picture."""

from resnet_viz.diagram.scene.pick import pick
from resnet_viz.diagram.view import Level, View
from tests.diagram.drawn import draw, is_inside


def test_a_box_is_meant_by_its_own_name() -> None:
    scene = draw("resnet18", View()).scene
    assert pick(scene, "layer2.0") in scene.items


def test_a_layer_means_the_box_that_it_is_in() -> None:
    item = pick(draw("resnet18", View()).scene, "layer2.0.conv2")
    assert item is not None
    assert item.id == "layer2.0"


def test_a_stage_means_all_its_boxes_and_every_layer_once() -> None:
    for view in (View(), View(Level.LAYER), View(is_folded=True)):
        drawn = draw("resnet50", view)
        item = pick(drawn.scene, "layer3")
        assert item is not None
        stage = next(stage for stage in drawn.graph.stages if stage.path == "layer3")
        assert sorted(item.members) == sorted(node.path for node in stage.nodes)
        inside = [each for each in drawn.scene.all_items if each.id.startswith("layer3.")]
        assert all(is_inside(each.rect, item.rect) for each in inside)


def test_nothing_is_meant_by_no_name_or_one_that_is_not_there() -> None:
    scene = draw("resnet18", View()).scene
    assert pick(scene, "") is None
    assert pick(scene, "layer9") is None
