"""What the lesson on residual blocks counts, against figures worked out by hand."""

from dataclasses import replace
from typing import Any

import pytest

from resnet_viz.core.graph.network import Network
from resnet_viz.core.graph.tree import Join, ShortcutKind
from resnet_viz.core.lab.block_lesson import BlockCost, BlockLesson, Lack, lesson_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.structure.graph import graph_of
from resnet_viz.core.structure.recording import Recording
from tests.samples.recordings import dense, residual, transformer, u_shape


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


@pytest.mark.parametrize(
    ("recording", "lack"),
    [
        (residual(), None),
        (transformer(2), None),
        (dense(), Lack.ACROSS),
        (u_shape(), Lack.ACROSS),
        (residual(0), Lack.NO_SHORTCUT),
    ],
)
def test_what_a_network_of_others_lacks_is_known(recording: Recording, lack: Lack | None) -> None:
    lesson = lesson_of(Network("net", "net", graph_of(recording)))
    assert lesson.lack is lack
    assert lesson.plain is None
    assert (lesson.identity is not None) is (lack is None)
    assert lesson.rivals is None or lack is None


@pytest.mark.parametrize(
    ("changes", "lack"),
    [({"how": Join.CAT}, Lack.CONCATENATED), ({"kind": ShortcutKind.NORMED}, Lack.CHANGED)],
)
def test_a_block_that_does_not_add_its_input_as_it_is_is_none_of_the_lesson(
    changes: dict[str, Any], lack: Lack
) -> None:
    graph = graph_of(residual())
    shortcuts = tuple(each._replace(**changes) for each in graph.kept_shortcuts)
    lesson = lesson_of(Network("net", "net", replace(graph, kept_shortcuts=shortcuts)))
    assert lesson == BlockLesson(None, None, None, None, lack=lack)


def test_networks_of_the_family_lack_nothing() -> None:
    for arch in ("resnet20", "plain20", "resnet18,shortcut=C", "resnet,stages=1-1,block=basic"):
        assert lesson_of(network_named(arch)).lack is None
