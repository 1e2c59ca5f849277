"""What an operation was given, and its name without marks of how it was written."""

from collections.abc import Mapping
from functools import lru_cache

from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.structure.recording import Op, Plain

NAMES: Mapping[str, str] = {  # of one operation by another name
    "_native_batch_norm_legit_no_training": "batch_norm",
    "_softmax": "softmax",
    "_log_softmax": "log_softmax",
    "_to_copy": "to",
    "_unsafe_view": "view",
    "absolute": "abs",
    "concat": "cat",
    "concatenate": "cat",
    "divide": "div",
    "lshift": "bitwise_left_shift",
    "max_pool2d_with_indices": "max_pool2d",
    "multiply": "mul",
    "native_batch_norm": "batch_norm",
    "native_group_norm": "group_norm",
    "native_layer_norm": "layer_norm",
    "special_softmax": "softmax",
    "subtract": "sub",
    "truediv": "div",
}
ATTENTION = "scaled_dot_product_"


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """`add` of `__iadd__`, `add_` and `add`; `rmatmul` keeps its r, as it turns its operands."""
    if name.startswith("__") and name.endswith("__"):
        name = name.strip("_")
        if name not in ("rmatmul", "round", "index", "invert", "rshift", "imag"):
            name = _without_side(name)
    elif name.endswith("_") and not name.endswith("__"):
        name = name[:-1]
    if name.lstrip("_").startswith(ATTENTION):
        return "scaled_dot_product_attention"
    return NAMES.get(name, name)


def _without_side(name: str) -> str:
    """`sub` of `rsub` and `isub`."""
    core = name[1:]
    is_sided = name[:1] in "ri" and core in SIDED
    return core if is_sided else name


SIDED = frozenset(
    ("add", "sub", "mul", "truediv", "div", "floordiv", "mod", "pow", "and", "or", "xor", "matmul")
)


def argument(op: Op, name: str, place: int, default: Plain = None) -> Plain:
    """An argument other than a tensor, by its name or its place."""
    at = str(place)
    for key, value in op.arguments:
        if key in (name, at):
            return value
    return default


def is_given(op: Op, name: str, place: int) -> bool:
    """Whether an argument that may be None is a tensor: then it is not among the plain ones.

    One that was left out is not among them either, so this is of arguments that always are given.
    """
    return all(key not in (name, str(place)) for key, _ in op.arguments)


def whole(value: Plain, default: int = 0) -> int:
    """A whole number."""
    return value if isinstance(value, int) else default


def sides_of(value: Plain, rank: int, default: int = 1) -> Shape:
    """A number for each side of a window, where one may be given for all."""
    if isinstance(value, tuple):
        numbers = tuple(each for each in value if isinstance(each, int))
        if len(numbers) == rank:
            return numbers
        value = numbers[0] if len(numbers) == 1 else None
    number = value if isinstance(value, int) and not isinstance(value, bool) else default
    return (number,) * rank
