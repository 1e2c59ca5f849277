"""Depth and stages: every legal depth has its stages, every other its neighbours."""

import pytest

from resnet_viz.core import rules
from resnet_viz.core.arch import parse
from resnet_viz.core.errors import UserError
from resnet_viz.core.spec import Block, ResNetSpec

LEGAL_DEPTHS = {
    block: [2 + convs * blocks for blocks in range(4, rules.MAX_BLOCKS + 1)]
    for block, convs in ((Block.BASIC, 2), (Block.BOTTLENECK, 3))
}


@pytest.mark.parametrize("block", Block)
def test_every_legal_depth_has_four_stages_that_give_it(block: Block) -> None:
    for depth in LEGAL_DEPTHS[block]:
        stages = rules.stages_for_depth(depth, block)
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
    assert rules.stages_for_depth(depth, block) == stages


@pytest.mark.parametrize("block", Block)
def test_every_other_depth_is_refused_with_its_neighbours(block: Block) -> None:
    legal = LEGAL_DEPTHS[block]
    for depth in set(range(-5, legal[-1] + 50)) - set(legal):
        below = [other for other in legal if other < depth][-1:]
        above = [other for other in legal if other > depth][:1]
        with pytest.raises(UserError) as caught:
            rules.stages_for_depth(depth, block)
        assert caught.value.nearest == tuple(map(str, below + above))
        assert caught.value.field == "depth"


@pytest.mark.parametrize("block", Block)
def test_the_nearest_of_a_legal_depth_is_itself(block: Block) -> None:
    assert all(rules.nearest_depths(depth, block) == (depth,) for depth in LEGAL_DEPTHS[block])


@pytest.mark.parametrize("batch", [0, -1, 65_537])
def test_an_illegal_batch_is_refused_with_the_range(batch: int) -> None:
    with pytest.raises(UserError, match="batch goes from 1 to 65536"):
        rules.check_batch(batch)


def test_what_is_near_an_illegal_value_is_legal() -> None:
    for stages in ((0, 3), (5000, 1, 1), (1,) * 20, (), (999, 999, 999)):
        with pytest.raises(UserError) as caught:
            rules.check_stages(stages)
        assert parse(f"resnet,stages={caught.value.nearest[0]}")


def test_the_usual_block_is_that_of_table_1() -> None:
    usual = {depth: rules.usual_block(depth) for depth in (18, 34, 50, 101, 152)}
    assert usual == {depth: parse(f"resnet{depth}").block for depth in usual}
