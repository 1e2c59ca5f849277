"""Wrapping: every cell stays, in order, and the picture comes as near its aspect as it can."""

from hypothesis import given
from hypothesis import strategies as st

from resnet_viz.diagram.layout.columns import Stack, cut, plan_columns
from resnet_viz.diagram.layout.extent import Extent

BLOCK = Extent(left=50, right=70, height=80, lead=20)
CHAIN = Stack((Extent(50, 50, 180, 15),), is_framed=False)


def _stage(blocks: int) -> Stack:
    return Stack((BLOCK,) * blocks, is_framed=True)


def _plan(*stages: int) -> tuple[tuple[int, ...], ...]:
    plan = plan_columns([CHAIN, *map(_stage, stages), CHAIN])
    return plan.splits[1:-1]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8))
def test_every_block_is_in_one_column_and_columns_of_a_stage_are_even(stages: list[int]) -> None:
    for blocks, split in zip(stages, _plan(*stages), strict=True):
        assert sum(split) == blocks
        assert max(split) - min(split) <= 1


def test_the_stages_of_resnet_50_stay_whole() -> None:
    assert _plan(3, 4, 6, 3) == ((3,), (4,), (6,), (3,))


def test_a_stage_of_36_blocks_wraps() -> None:
    splits = _plan(3, 8, 36, 3)
    assert splits[:2] == ((3,), (8,))
    assert len(splits[2]) in (4, 5)


def test_a_head_hangs_below_the_last_stage_where_there_is_room() -> None:
    assert plan_columns([CHAIN, *map(_stage, (3, 4, 6, 3)), CHAIN]).below[-1]
    assert not plan_columns([_stage(1), _stage(9)]).below[-1]


def test_parts_are_cut_in_their_order() -> None:
    assert cut("abcdef", (1, 3, 2)) == (("a",), ("b", "c", "d"), ("e", "f"))
