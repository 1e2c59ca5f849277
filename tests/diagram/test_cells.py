"""Which cells a picture has, and which views are refused."""

import pytest

from resnet_viz.core.arch import parse
from resnet_viz.core.errors import UserError
from resnet_viz.core.expand import expand
from resnet_viz.diagram.cells import dots_of, sections_of
from resnet_viz.diagram.view import Direction, Level, View
from tests.diagram.drawn import FAMILY


@pytest.mark.parametrize("arch", FAMILY)
@pytest.mark.parametrize("level", [Level.BLOCK, Level.LAYER])
def test_a_whole_network_asks_for_the_layout_of_four_cells_at_most(arch: str, level: Level) -> None:
    """Stem, block with projection, block with identity, head."""
    assert len(dots_of(expand(parse(arch)), View(level))) <= 4


def test_folding_asks_for_nothing_that_depends_on_how_many_blocks_there_are() -> None:
    deep, deeper = (
        dots_of(expand(parse(f"resnet,block=basic,stages=3-{count}-3")), View(is_folded=True))
        for count in (16, 17)
    )
    assert deep == deeper


def test_every_layer_of_a_stem_has_its_box_at_layer_level_and_small_ones_share_at_block_level() -> (
    None
):
    graph = expand(parse("resnet50"))
    block, layer = (
        sections_of(graph, View(level))[0].cells[0] for level in (Level.BLOCK, Level.LAYER)
    )
    assert [box.words[0] for box in block.spine] == [
        "input",
        "conv 7×7, 64",
        "BN · ReLU",
        "max pool 3×3",
    ]
    assert [box.op for box in layer.spine] == ["input", "conv2d", "batch_norm", "relu", "max_pool"]


def test_boxes_of_all_stages_are_equally_wide() -> None:
    for level in (Level.BLOCK, Level.LAYER):
        sections = sections_of(expand(parse("resnet50")), View(level))
        cells = [cell for section in sections if section.is_framed for cell in section.cells]
        assert len({box.width for cell in cells for box in cell.spine if not box.is_round}) == 1


def test_a_level_that_is_not_drawn_is_refused_with_those_that_are() -> None:
    with pytest.raises(UserError, match="no network level; choose block and layer") as refused:
        dots_of(expand(parse("resnet18")), View(Level.NETWORK))
    assert refused.value.nearest == ("block", "layer")


def test_a_direction_that_is_not_drawn_is_refused() -> None:
    with pytest.raises(UserError, match="choose direction TB"):
        dots_of(expand(parse("resnet18")), View(direction=Direction.LEFT_TO_RIGHT))
