"""Which cells a picture has, and which views are refused."""

import pytest

from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.expand import expand
from resnet_viz.diagram.cells.cell import spine_of
from resnet_viz.diagram.cells.cells import dots_of, sections_of
from resnet_viz.diagram.view import Direction, Level, View
from tests.diagram.drawn import FAMILY


@pytest.mark.parametrize("arch", FAMILY)
@pytest.mark.parametrize("level", [Level.BLOCK, Level.LAYER])
@pytest.mark.parametrize("direction", Direction)
def test_a_whole_network_asks_for_the_layout_of_four_cells_at_most(
    arch: str, level: Level, direction: Direction
) -> None:
    """Stem, block with projection, block with identity, head."""
    assert len(dots_of(expand(parse(arch)), View(level, direction=direction))) <= 4


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
    assert [box.words[0] for box in spine_of(block)] == [
        "input",
        "conv 7×7, 64",
        "BN · ReLU",
        "max pool 3×3",
    ]
    assert [box.op for box in spine_of(layer)] == [
        "input",
        "conv2d",
        "batch_norm",
        "relu",
        "max_pool",
    ]


def test_boxes_of_all_stages_are_equally_wide() -> None:
    for level in (Level.BLOCK, Level.LAYER):
        sections = sections_of(expand(parse("resnet50")), View(level))
        cells = [cell for section in sections if section.is_framed for cell in section.cells]
        assert len({box.width for cell in cells for box in spine_of(cell) if not box.is_round}) == 1


def test_at_network_level_a_box_says_what_a_whole_stage_is() -> None:
    sections = sections_of(expand(parse("resnet50")), View(Level.NETWORK))
    said = [box.words for section in sections for cell in section.cells for box in spine_of(cell)]
    assert said[0] == ("stem", "conv 7×7, 64 · max pool 3×3\n3×224×224 → 64×56×56")
    assert said[2] == ("conv3_x  28×28", "4 × 128·128·512\nshortcuts: 1 projection, 3 identity")
    assert said[-1] == ("head", "global avg pool · fc 1000\n2048×7×7 → 1000")


def test_a_deep_stem_says_its_three_convolutions_at_once_and_a_bare_head_its_pooling() -> None:
    arch = "resnet50,stem=deep,stem_width=24-32-64,classes=0"
    sections = sections_of(expand(parse(arch)), View(Level.NETWORK))
    said = [box.words for section in sections for cell in section.cells for box in spine_of(cell)]
    assert said[0] == ("stem", "conv 3×3, 24-32-64 · max pool 3×3\n3×224×224 → 64×56×56")
    assert said[-1] == ("head", "global avg pool\n2048×7×7 → 2048")


def test_at_stage_level_the_stem_s_and_the_head_s_layers_stay_apart() -> None:
    sections = sections_of(expand(parse("resnet18")), View(Level.STAGE))
    ids = [[box.id for cell in section.cells for box in spine_of(cell)] for section in sections]
    assert ids[0] == ["input", "conv1", "bn1", "maxpool"]
    assert ids[1:5] == [["layer1"], ["layer2"], ["layer3"], ["layer4"]]
    assert ids[5] == ["avgpool", "fc"]
