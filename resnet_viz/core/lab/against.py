"""What a network costs at other depths, widths and input sizes, for both blocks."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from resnet_viz.core.errors import UserError
from resnet_viz.core.lab.series import Curve, Curves, Name
from resnet_viz.core.resnet.edit import changed
from resnet_viz.core.resnet.rules import checked
from resnet_viz.core.resnet.spec import Block, Image, ResNetSpec
from resnet_viz.core.resnet.totals import totals_for

DEPTH, WIDTH, INPUT = "depth", "width", "input"
OPTIONS = (DEPTH, WIDTH, INPUT)
MOST_DEPTH, MOST_POINTS = 200, 25
WIDTHS = (8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256)
SIDES = (64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, 480, 512)
SMALL_SIDE = 64  # an image up to this size is one of CIFAR's kind
SMALL_SIDES = (16, 24, 32, 40, 48, 56, 64, 80, 96)

At = Callable[[ResNetSpec, int], ResNetSpec]


class Variant(NamedTuple):
    """A network of one block with another value of an option."""

    block: Block
    at: int
    spec: ResNetSpec


def against(spec: ResNetSpec, option: str, key: str, batch: int = 1) -> Curves:
    """A total of a network and of its twin with the other block, against one of `OPTIONS`.

    What a block can't have is left out. The total is exact, as `cost` gives it.
    """
    found = list(variants_of(spec, option))
    curves = (
        Curve(
            Name(block.value, block=block.value),
            tuple(
                (each.at, getattr(totals_for(each.spec, batch), key))
                for each in found
                if each.block is block
            ),
        )
        for block in Block
    )
    return Curves(option, key, tuple(curves))


def variants_of(spec: ResNetSpec, option: str) -> Iterator[Variant]:
    """A network and its twin with other values of an option, each block in rising order."""
    for block in Block:
        yield from _variants(spec if spec.block is block else spec.with_block(block), option)


def _choices(spec: ResNetSpec, option: str) -> tuple[At, Sequence[int]]:
    """How a network has another value of an option, and the values that are tried."""
    if option == WIDTH:
        return lambda one, width: changed(one, WIDTH, width), WIDTHS
    if option == INPUT:
        is_small = max(spec.image[1:]) <= SMALL_SIDE
        return _with_side, SMALL_SIDES if is_small else SIDES
    return _with_blocks, range(len(spec.stages), MOST_DEPTH // 2)


def _with_side(spec: ResNetSpec, side: int) -> ResNetSpec:
    return changed(spec, INPUT, Image(spec.image.channels, side, side))


def _with_blocks(spec: ResNetSpec, count: int) -> ResNetSpec:
    """So many blocks, spread as the published networks of their depth are."""
    depth = 2 + spec.block.convs * count
    if depth > MOST_DEPTH:
        raise UserError(f"depth {depth} is more than {MOST_DEPTH}", DEPTH)
    return changed(spec, DEPTH, depth)


def _variants(spec: ResNetSpec, option: str) -> Iterator[Variant]:
    at, values = _choices(spec, option)
    known = []
    for value in values:
        try:
            known.append((value, checked(at(spec, value))))
        except UserError:
            continue
    step = -(-len(known) // MOST_POINTS) or 1
    for value, each in known[::step]:
        yield Variant(spec.block, each.depth if option == DEPTH else value, each)
