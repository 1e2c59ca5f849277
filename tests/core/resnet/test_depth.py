"""Depth and stages: every legal depth has its stages, every other its neighbours."""

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet import rules
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.depth import (
    depth_formula,
    nearest_depths,
    spread_text,
    stages_for_depth,
    usual_block,
)
from resnet_viz.core.resnet.spec import Block, ResNetSpec

LEGAL_DEPTHS = {
    block: [2 + convs * blocks for blocks in range(4, rules.MAX_BLOCKS + 1)]
    for block, convs in ((Block.BASIC, 2), (Block.BOTTLENECK, 3))
}


@pytest.mark.parametrize("block", Block)
def test_every_legal_depth_has_four_stages_that_give_it(block: Block) -> None:
    for depth in LEGAL_DEPTHS[block]:
        stages = stages_for_depth(depth, block)
        assert len(stages) == 4
        assert ResNetSpec(block, stages).depth == depth
        rules.check_stages(stages)


@pytest.mark.parametrize(
    ("depth", "block", "stages"),
    [
        (18, Block.BASIC, (2, 2, 2, 2)),
        (34, Block.BASIC, (3, 4, 6, 3)),
        (50, Block.BOTTLENECK, (3, 4, 6, 3)),
        (101, Block.BOTTLENECK, (3, 4, 23, 3)),
        (152, Block.BOTTLENECK, (3, 8, 36, 3)),
        (50, Block.BASIC, (5, 6, 8, 5)),
        (26, Block.BOTTLENECK, (2, 2, 2, 2)),
    ],
)
def test_the_published_lists_are_used(depth: int, block: Block, stages: tuple[int, ...]) -> None:
    assert stages_for_depth(depth, block) == stages


@pytest.mark.parametrize("block", Block)
def test_every_other_depth_is_refused_with_its_neighbours(block: Block) -> None:
    legal = LEGAL_DEPTHS[block]
    for depth in set(range(-5, legal[-1] + 50)) - set(legal):
        below = [other for other in legal if other < depth][-1:]
        above = [other for other in legal if other > depth][:1]
        with pytest.raises(UserError) as caught:
            stages_for_depth(depth, block)
        assert caught.value.nearest == tuple(map(str, below + above))
        assert caught.value.field == "depth"


@pytest.mark.parametrize("block", Block)
def test_the_nearest_of_a_legal_depth_is_itself(block: Block) -> None:
    assert all(nearest_depths(depth, block) == (depth,) for depth in LEGAL_DEPTHS[block])


def test_the_usual_block_is_that_of_table_1() -> None:
    usual = {depth: usual_block(depth) for depth in (18, 34, 50, 101, 152)}
    assert usual == {depth: parse(f"resnet{depth}").block for depth in usual}


@pytest.mark.parametrize(
    ("depth", "block", "stages"),
    [
        (20, Block.BASIC, (3, 3, 3)),
        (1202, Block.BASIC, (200, 200, 200)),
        (164, Block.BOTTLENECK, (18, 18, 18)),
        (16, Block.BASIC, (2, 3, 2)),
    ],
)
def test_three_stages_are_spread_as_the_cifar_networks(
    depth: int, block: Block, stages: tuple[int, ...]
) -> None:
    assert sorted(stages_for_depth(depth, block, 3)) == sorted(stages)


def test_the_depth_is_said_as_the_paper_counts_it() -> None:
    assert depth_formula(parse("resnet50")) == "50 = 2 + 3·16"
    assert depth_formula(parse("resnet1202")) == "1202 = 2 + 2·600"


def test_an_unpublished_depth_says_after_which_network_it_is_spread() -> None:
    words = spread_text(parse("resnet,depth=53"))
    assert words == "Not a published depth. 17 blocks, distributed as in ResNet-50."
    assert "evenly" in spread_text(parse("resnet,stages=2-2,block=basic"))


@pytest.mark.parametrize(
    "arch", ["resnet50", "plain34", "preact164", "resnext50_32x4d", "resnet,stages=3-4-6-4"]
)
def test_a_published_list_and_one_of_ones_own_say_nothing_of_spreading(arch: str) -> None:
    assert spread_text(parse(arch)) == ""
