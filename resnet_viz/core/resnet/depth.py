"""Depth and stages, both ways: what a stage list counts, and which one gives a wanted depth."""

from functools import lru_cache

from resnet_viz.core.errors import UserError
from resnet_viz.core.resnet.presets import PRESETS, Preset
from resnet_viz.core.resnet.published import is_published, published_elsewhere
from resnet_viz.core.resnet.rules import MAX_BLOCKS, dashed
from resnet_viz.core.resnet.spec import Block, ResNetSpec
from resnet_viz.core.resnet.spread import spread
from resnet_viz.core.wording import counted

USUAL_STAGES = 4


def stages_for_depth(depth: int, block: Block, count: int = USUAL_STAGES) -> tuple[int, ...]:
    """The stage list of `count` stages that gives this depth with this block.

    The published list where there is one; otherwise the blocks are spread in the proportion of
    the nearest published network of that block and so many stages, evenly where there is none.
    UserError names the nearest depths below and above where none fits.
    """
    blocks, rest = divmod(depth - 2, block.convs)
    if rest or not count <= blocks <= MAX_BLOCKS:
        raise _no_such_depth(depth, block, count)
    model = nearest_published(blocks, block, count)
    return spread(blocks, model.spec.stages if model else (1,) * count)


def nearest_published(blocks: int, block: Block, count: int) -> Preset | None:
    """The published network of that block and so many stages whose blocks are nearest."""
    alike = [
        preset
        for preset in PRESETS
        if preset.spec.block is block and len(preset.spec.stages) == count
    ]

    def distance(preset: Preset) -> tuple[int, int]:
        theirs = sum(preset.spec.stages)
        return abs(theirs - blocks), theirs

    return min(alike, key=distance, default=None)


def depth_formula(spec: ResNetSpec) -> str:
    """How the depth is counted: `50 = 2 + 3·16`."""
    return f"{spec.depth} = 2 + {spec.block.convs}·{sum(spec.stages)}"


def spread_text(spec: ResNetSpec) -> str:
    """That nobody published these stages, and after which network they are spread; else ''.

    Who published the depth with other blocks is named. '' too for a stage list that does not follow
    from the depth.
    """
    if is_published(spec) or not is_solved(spec):
        return ""
    blocks, count = sum(spec.stages), len(spec.stages)
    model = nearest_published(blocks, spec.block, count)
    how = f"distributed as in {model.title}" if model else "distributed evenly"
    if row := published_elsewhere(spec):
        words = f"Published with {row.block} blocks, {dashed(row.stages)} ({row.source})"
        return f"{words}. These are {counted(blocks, f'{spec.block} block')}, {how}."
    return f"Not a published depth. {counted(blocks, 'block')}, {how}."


@lru_cache(maxsize=4096)
def is_solved(spec: ResNetSpec, count: int | None = None) -> bool:
    """Whether only depth and block, in `count` stages, lead back to these stages."""
    try:
        solved = stages_for_depth(spec.depth, spec.block, count or len(spec.stages))
    except UserError:
        return False
    return solved == spec.stages


def usual_block(depth: int) -> Block:
    """The block that the paper's table 1 uses at this depth."""
    return Block.BASIC if depth < 50 else Block.BOTTLENECK


def nearest_depths(depth: int, block: Block, count: int = USUAL_STAGES) -> tuple[int, ...]:
    """The legal depths next to this one: below and above, or the one end of the range."""
    least, most = (2 + block.convs * blocks for blocks in (count, MAX_BLOCKS))
    if depth <= least:
        return (least,)
    if depth >= most:
        return (most,)
    below = depth - (depth - 2) % block.convs
    return (below,) if below == depth else (below, below + block.convs)


def _no_such_depth(depth: int, block: Block, count: int) -> UserError:
    nearest = nearest_depths(depth, block, count)
    names = " and ".join(map(str, nearest))
    other = block.other
    is_others = not (depth - 2) % other.convs and count <= (depth - 2) // other.convs <= MAX_BLOCKS
    hint = f". With block={other} it is" if is_others else ""
    return UserError(
        f"depth {depth} isn't possible with {block} blocks (2 + {block.convs} per block) in "
        f"{counted(count, 'stage')}",
        "depth",
        tuple(map(str, nearest)),
        f". Nearest: {names}{hint}",
        f"Depth {depth} isn't possible with {block} blocks (2 + {block.convs} per block).",
    )
