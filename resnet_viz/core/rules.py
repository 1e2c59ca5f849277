"""What is legal, the nearest legal value to what is not, and how depth and stages follow."""

from resnet_viz.core.errors import UserError
from resnet_viz.core.presets import PRESETS
from resnet_viz.core.spec import Block, Image, ResNetSpec

MAX_STAGES = 8
MAX_BLOCKS = 1000  # in all stages: past every published network, small enough to draw
MAX_CHANNELS = 4096
MAX_SIDE = 8192
MAX_CLASSES = 1_000_000
MAX_BATCH = 65_536
MAX_THREADS = 1024
USUAL_STAGES = 4


def checked(spec: ResNetSpec) -> ResNetSpec:
    """The spec itself when it is legal; UserError otherwise."""
    check_stages(spec.stages)
    check_image(spec.image)
    check_number("classes", spec.classes, MAX_CLASSES)
    return spec


def check_stages(stages: tuple[int, ...]) -> None:
    """UserError unless there are 1 to 8 stages of at least one block, 1000 blocks at most."""
    if not 1 <= len(stages) <= MAX_STAGES:
        raise UserError(
            f"stages={_dashed(stages)} names {len(stages)} stages; "
            f"1 to {MAX_STAGES} are allowed, such as 3-4-6-3",
            "stages",
            (_dashed(stages[:MAX_STAGES] or (2, 2, 2, 2)),),
        )
    if min(stages) < 1 or sum(stages) > MAX_BLOCKS:
        legal = tuple(max(1, blocks) for blocks in stages)
        nearest = legal if sum(legal) <= MAX_BLOCKS else _spread(MAX_BLOCKS, legal)
        raise UserError(
            f"stages={_dashed(stages)} is out of range; each stage needs at least 1 block, "
            f"all together at most {MAX_BLOCKS}, such as 3-4-6-3",
            "stages",
            (_dashed(nearest),),
        )


def check_image(image: Image) -> None:
    """UserError unless channels and sides are positive and within reach of memory."""
    nearest = Image(
        _clamp(image.channels, MAX_CHANNELS),
        _clamp(image.height, MAX_SIDE),
        _clamp(image.width, MAX_SIDE),
    )
    if nearest != image:
        raise UserError(
            f"input={_crossed(image)} is out of range; channels go from 1 to {MAX_CHANNELS}, "
            f"height and width from 1 to {MAX_SIDE}, such as 3x224x224",
            "input",
            (_crossed(nearest),),
        )


def check_number(field: str, value: int, most: int) -> int:
    """The value when it lies in 1 to `most`; UserError otherwise."""
    if not 1 <= value <= most:
        raise UserError(
            f"{field}={value} is out of range; {field} goes from 1 to {most}",
            field,
            (str(_clamp(value, most)),),
        )
    return value


def check_batch(batch: int) -> int:
    """The batch when it is legal; UserError otherwise."""
    return check_number("batch", batch, MAX_BATCH)


def check_threads(threads: int) -> int:
    """The number of CPU threads when it is legal, 0 for PyTorch's choice; UserError otherwise."""
    return threads and check_number("threads", threads, MAX_THREADS)


def stages_for_depth(depth: int, block: Block, count: int = USUAL_STAGES) -> tuple[int, ...]:
    """The stage list of `count` stages that gives this depth with this block.

    The published list where there is one; otherwise the blocks are spread in the proportion of
    the nearest published network of that block, each share rounded and the largest stage taking
    the difference. UserError names the nearest depths below and above where none fits.
    """
    blocks, rest = divmod(depth - 2, block.convs)
    if rest or not count <= blocks <= MAX_BLOCKS:
        raise _no_such_depth(depth, block, count)
    model = nearest_published(blocks, block)
    if sum(model) == blocks and len(model) == count:
        return model
    return _spread(blocks, model if len(model) == count else (1,) * count)


def nearest_published(blocks: int, block: Block) -> tuple[int, ...]:
    """The stages of the published network of that block whose number of blocks is nearest."""
    lists = [preset.spec.stages for preset in PRESETS if preset.spec.block is block]
    return min(lists, key=lambda stages: (abs(sum(stages) - blocks), sum(stages)))


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
    return UserError(
        f"no {block} network of {count} stages has depth {depth}: depth is 2 + "
        f"{block.convs} for each block, {count} to {MAX_BLOCKS} blocks; nearest: {names}",
        "depth",
        tuple(map(str, nearest)),
    )


def _spread(blocks: int, model: tuple[int, ...]) -> tuple[int, ...]:
    total = sum(model)
    shares = [max(1, (2 * part * blocks + total) // (2 * total)) for part in model]
    largest = max(range(len(model)), key=model.__getitem__)
    shares[largest] += blocks - sum(shares)
    while shares[largest] < 1:  # many stages and few blocks: take back from the next largest
        shares[shares.index(max(shares))] -= 1
        shares[largest] += 1
    return tuple(shares)


def _clamp(value: int, most: int) -> int:
    return min(max(value, 1), most)


def _dashed(stages: tuple[int, ...]) -> str:
    return "-".join(map(str, stages))


def _crossed(image: Image) -> str:
    return "x".join(map(str, image))
