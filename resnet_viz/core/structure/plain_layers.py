"""Norms, activations, pools, joins, views and other arithmetic, from what they were given."""

from math import prod

from resnet_viz.core.graph.any_pooling import Pool
from resnet_viz.core.graph.join_layers import Add, Cat, Scale, Stack
from resnet_viz.core.graph.layer import BatchNorm2d, Flatten, Layer, Own, ReLU, Sigmoid
from resnet_viz.core.graph.pointwise import Activation, Elementwise, Norm
from resnet_viz.core.graph.pooling import AvgPool2d, GlobalAvgPool, MaxPool2d
from resnet_viz.core.graph.shape import Shape, Sides
from resnet_viz.core.graph.views import View
from resnet_viz.core.structure.arguments import argument, sides_of, whole
from resnet_viz.core.structure.operations import (
    ACTIVATIONS,
    ELEMENTWISE,
    GELU_BY_TANH,
    MIXING,
    OF_INPUTS,
    RESIZING,
    SAME_PLACES,
)
from resnet_viz.core.structure.seen import Seen

STATISTICS = frozenset(("running_mean", "running_var"))
BATCH_NORM_FLOPS = 2  # scale and shift
STATISTICS_FLOPS = 5  # mean, difference, square, its mean, product
ROOT_MEAN_SQUARE_FLOPS = 3  # square, its mean, product


def batch_norm(seen: Seen) -> Layer | None:
    """A batch norm: `BatchNorm2d` where it is of images and all of its numbers are its own."""
    if len(seen.out) == 4:
        exact = BatchNorm2d(seen.out[1])
        own = seen.own
        if own.params == exact.params and exact.buffers - own.buffers in (0, 1):
            return exact
    names = {each.name.rpartition(".")[2] for each in seen.params}
    counters = int(names >= STATISTICS)  # the batches seen, which no pass reads
    params, buffers = seen.own
    return Norm("batch_norm", BATCH_NORM_FLOPS, own=Own(params, buffers + counters))


def norm(seen: Seen) -> Layer | None:
    """A norm that takes its statistics from its input; scale and shift where it has them."""
    scales = min(len(seen.shapes) - 1, 2)
    if seen.name == "rms_norm":
        return Norm(seen.name, ROOT_MEAN_SQUARE_FLOPS + min(scales, 1), own=seen.own)
    return Norm(seen.name, STATISTICS_FLOPS + scales, own=seen.own)


def local_response_norm(seen: Seen) -> Layer | None:
    """Square, mean over neighbours, product, sum, power and quotient."""
    return Norm(seen.name, 5 + whole(argument(seen.op, "size", 1), 1), own=seen.own)


def activation(seen: Seen) -> Layer | None:
    """`ReLU` and `Sigmoid` where they are exactly ours."""
    is_in_place = seen.op.is_in_place
    if not seen.params:
        if seen.name == "relu" and is_in_place:
            return ReLU()
        if seen.name == "sigmoid" and not is_in_place:
            return Sigmoid()
    name = "relu6" if _is_relu6(seen) else seen.name
    each = ACTIVATIONS[name]
    if seen.name == "gelu" and argument(seen.op, "approximate", 1) == "tanh":
        each = GELU_BY_TANH
    return Activation(name, each, own=seen.own, is_in_place=is_in_place)


def _is_relu6(seen: Seen) -> bool:
    """PyTorch's ReLU6 is a hardtanh from 0 to 6."""
    sides = argument(seen.op, "min_val", 1), argument(seen.op, "max_val", 2)
    return seen.name == "hardtanh" and sides == (0, 6)


def pool(seen: Seen) -> Layer | None:
    """Windows: ours where they fit exactly."""
    rank = int(seen.name[-2])
    kind = "max_pool" if seen.name.startswith("max") else "avg_pool"
    kernel = sides_of(argument(seen.op, "kernel_size", 1), rank)
    stride = sides_of(argument(seen.op, "stride", 2) or kernel, rank)
    padding = sides_of(argument(seen.op, "padding", 3, 0), rank, 0)
    dilation = sides_of(argument(seen.op, "dilation", 4), rank) if kind == "max_pool" else ()
    if rank == 2 and len(seen.out) == 4 and set(dilation) <= {1}:
        exact = _exact_pool(kind, (_pair(kernel), _pair(stride), _pair(padding)))
        if exact is not None and exact.out_shape(seen.shapes[0]) == seen.out:
            return exact
    return Pool(kind, kernel, stride)


def _exact_pool(kind: str, sides: tuple[Sides, Sides, Sides]) -> Layer | None:
    kernel, stride, padding = sides
    if kind == "max_pool":
        return MaxPool2d(kernel, stride, padding)
    return AvgPool2d(kernel) if stride == kernel and padding == (0, 0) else None


def _pair(sides: Shape) -> Sides:
    high, wide = sides
    return high, wide


def adaptive_pool(seen: Seen) -> Layer | None:
    """As many windows as asked for: `GlobalAvgPool` for one of images."""
    kind = "max_pool" if "max" in seen.name else "avg_pool"
    if kind == "avg_pool" and len(seen.out) == 4 and seen.out[2:] == (1, 1):
        return GlobalAvgPool()
    return Pool(kind)


def add(seen: Seen) -> Layer | None:
    """The sum of two ways, or of one and a number or weight."""
    if len(seen.entering) > 1 and not seen.params:
        return Add(seen.op.is_in_place)
    return elementwise(seen)


def cat(seen: Seen) -> Layer | None:
    """Ways side by side; one way and weights are only moved."""
    if len(seen.entering) < 2 or seen.params:
        return View("cat", is_copy=True, own=seen.own)
    dim = whole(argument(seen.op, "dim", 1, argument(seen.op, "axis", 1)))
    return Cat(dim % len(seen.out))


def stack(seen: Seen) -> Layer | None:
    """Ways side by side along a new dimension."""
    if len(seen.entering) < 2 or seen.params:
        return View("stack", is_copy=True, own=seen.own)
    return Stack(whole(argument(seen.op, "dim", 1)) % len(seen.out))


def multiply(seen: Seen) -> Layer | None:
    """A product of elements: `Scale` where the second has one number for each channel."""
    if len(seen.entering) == 2 and not seen.params and not seen.op.is_in_place:
        image, factors = seen.entering
        if len(image) == 4 == len(factors) and factors == (*image[:2], 1, 1) != image:
            return Scale()
    return elementwise(seen)


def flatten(seen: Seen) -> Layer | None:
    """`Flatten` where everything but the batch becomes one row."""
    entering = seen.entering[0] if seen.entering else ()
    is_whole = len(entering) > 2 and seen.out == (entering[0], prod(entering[1:]))
    return Flatten() if is_whole and not seen.params else view(seen)


def view(seen: Seen) -> Layer | None:
    """What costs nothing, or moves elements only."""
    is_local = seen.name in SAME_PLACES
    is_copy = not seen.op.is_view and not seen.op.is_in_place
    return View(seen.name, is_copy, is_local, own=seen.own, is_in_place=not is_copy)


def moving(seen: Seen) -> Layer | None:
    """Elements elsewhere: nothing is computed."""
    in_place = seen.op.is_in_place
    return Elementwise(seen.name, 0, is_local=False, own=seen.own, is_in_place=in_place)


def resize(seen: Seen) -> Layer | None:
    """Interpolation, by its mode."""
    mode = argument(seen.op, "mode", 3, "nearest")
    if seen.name.startswith("upsample_"):
        mode = seen.name.removeprefix("upsample_").rstrip("0123d")
    each = RESIZING.get(str(mode), 1)
    return Elementwise("interpolate", each, is_local=False, own=seen.own)


def elementwise(seen: Seen) -> Layer | None:
    """Arithmetic without weights, or with a number for each element."""
    in_place = seen.op.is_in_place
    if seen.name in OF_INPUTS and len(seen.entering) < 2:
        each = OF_INPUTS[seen.name]
        return Elementwise(seen.name, each, True, False, own=seen.own, is_in_place=in_place)
    each = ELEMENTWISE.get(seen.name, 1)
    is_local = seen.name not in MIXING
    return Elementwise(seen.name, each, is_local=is_local, own=seen.own, is_in_place=in_place)
