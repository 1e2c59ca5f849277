"""Boxes to scale: heights by the image, widths by its channels, words always within."""

from math import log2
from typing import NamedTuple

import pytest

from resnet_viz.core.graph.shape import image_of
from resnet_viz.diagram.scene.scene import Item
from resnet_viz.diagram.view import Direction, Level, View
from tests.diagram.drawn import Drawn, draw, rect_of

SCALED_LEVELS = [Level.BLOCK, Level.LAYER]
HIGHEST = 64  # points of the first stage's boxes


class Output(NamedTuple):
    """What comes out of a box."""

    channels: int
    rows: int


@pytest.fixture(params=[(each, level) for each in Direction for level in SCALED_LEVELS])
def scaled(request: pytest.FixtureRequest) -> Drawn:
    direction, level = request.param
    return draw("resnet50", View(level, False, direction, is_to_scale=True))


def _outputs(drawn: Drawn) -> list[tuple[Item, Output]]:
    shapes = {
        node.path: image_of(node.out_shape) for node in (drawn.graph.input, *drawn.graph.nodes)
    }
    ends = [(item, shapes[item.members[-1]]) for item in drawn.scene.all_items if item.op != "add"]
    return [(item, Output(shape[0], shape[1])) for item, shape in ends if len(shape) == 3]


def _is_bound_by_words(item: Item) -> bool:
    """Whether it is hardly higher than its lines of text."""
    rooms = [rect_of(text) for text in item.texts]
    words = max(room.y + room.height for room in rooms) - min(room.y for room in rooms)
    return item.rect.height < words + 9


def test_heights_are_proportional_to_the_rows_of_the_output(scaled: Drawn) -> None:
    free = [each for each in _outputs(scaled) if not _is_bound_by_words(each[0])]
    assert {out.rows for _, out in free} >= {224, 112, 56, 28}
    for item, out in free:
        assert item.rect.height == HIGHEST * out.rows / 56, item.id


def test_no_box_is_lower_than_one_with_as_many_lines_and_fewer_rows(scaled: Drawn) -> None:
    rows = [(len(item.texts), out.rows, item.rect.height) for item, out in _outputs(scaled)]
    for lines in {each[0] for each in rows}:
        heights = [height for count, _, height in sorted(rows) if count == lines]
        assert heights == sorted(heights)


def test_widths_within_stages_are_proportional_to_the_logarithm_of_the_channels(
    scaled: Drawn,
) -> None:
    within = [each for each in _outputs(scaled) if each[0].id.startswith("layer")]
    octaves = [item.rect.width / log2(out.channels) for item, out in within]
    assert len({out.channels for _, out in within}) >= 4
    assert max(octaves) - min(octaves) < 2 / 6  # whole even points, 64 channels and more


def test_other_levels_have_no_scale() -> None:
    for level in (Level.NETWORK, Level.STAGE):
        assert (
            draw("resnet18", View(level, is_to_scale=True)).scene
            == draw("resnet18", View(level)).scene
        )


@pytest.mark.parametrize(
    "arch", ["resnet18,input=3x193x97", "resnet20,width=1", "resnet18,classes=1"]
)
def test_odd_sizes_have_a_scale_too(arch: str) -> None:
    drawn = draw(arch, View(is_to_scale=True))
    for item, out in _outputs(drawn):
        if not _is_bound_by_words(item) and item.id.startswith("layer"):
            first = drawn.graph.stages[1].nodes[-1].out_shape[2]
            assert abs(item.rect.height - HIGHEST * out.rows / first) <= 1
