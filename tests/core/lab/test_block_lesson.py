"""What the lesson on residual blocks counts, against figures worked out by hand."""

from resnet_viz.core.graph.network import Network
from resnet_viz.core.lab.block_lesson import BlockCost, lesson_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.structure.graph import graph_of
from tests.samples.recordings import transformer


def test_both_designs_on_256_channels_are_those_of_figure_5() -> None:
    rivals = lesson_of(network_named("resnet50")).rivals
    assert rivals is not None
    weights = 256 * 64 + 9 * 64 * 64 + 64 * 256
    assert rivals.own == BlockCost(weights + 2 * (64 + 64 + 256), weights * 56 * 56)
    assert rivals.bottleneck == rivals.own
    two = 2 * 9 * 256 * 256
    assert rivals.basic == BlockCost(two + 4 * 256, two * 56 * 56)


def test_a_basic_block_of_the_network_is_the_basic_design() -> None:
    rivals = lesson_of(network_named("resnet18")).rivals
    assert rivals is not None
    assert rivals.own == rivals.basic
    assert rivals.inner == 16


def test_a_plain_network_has_its_first_block_and_no_shortcut() -> None:
    lesson = lesson_of(network_named("plain18"))
    assert (lesson.identity, lesson.changing) == (None, None)
    assert lesson.plain is not None
    assert lesson.plain.path == "layer1.0"


def test_with_projections_everywhere_the_changing_block_still_is_one_that_changes_the_shape() -> (
    None
):
    lesson = lesson_of(network_named("resnet18,shortcut=C"))
    assert lesson.is_projected
    assert lesson.identity is None
    assert lesson.changing is not None
    assert lesson.changing.path == "layer2.0"
    assert not lesson_of(network_named("resnet18")).is_projected


def test_a_block_that_is_not_of_images_has_no_other_design() -> None:
    graph = graph_of(transformer(2))
    lesson = lesson_of(Network("net", "net", graph))
    assert lesson.identity is not None
    assert lesson.rivals is None
