"""Which aten operations look at the memory of what they are given, and which write into it."""

from math import prod

from resnet_viz.core.structure import view_names
from resnet_viz.core.structure.exported.nodes import Node
from resnet_viz.core.structure.exported.values import Meta

VIEWS = view_names.VIEWS | {"_unsafe_view", "alias", "detach", "numpy_T", "unfold"}
RESHAPES = frozenset(("reshape", "reshape_as", "flatten", "_reshape_alias", "ravel"))
CASTS = frozenset(("to", "type_as", "_to_copy"))
LOOKING = VIEWS | RESHAPES
OUT = "out"  # the argument that a result is written into
DROPOUTS = frozenset(
    ("dropout", "feature_dropout", "alpha_dropout", "feature_alpha_dropout", "native_dropout")
)


def is_giving_back(node: Node, source: Meta, result: Meta) -> bool:
    """Whether it gives back the very tensor that it is given, as a dropout does at inference."""
    operator = node.operator
    if operator in DROPOUTS:
        return node.plain.get("train", True) is False
    if operator in CASTS:
        return source.dtype == result.dtype and not node.plain.get("copy")
    return operator == "contiguous" and is_viewable(source, (prod(source.shape),))


def is_looking(node: Node, source: Meta, result: Meta) -> bool:
    """Whether the result has the memory of the source, the first tensor that is given."""
    operator = node.operator
    if operator in VIEWS:
        return True
    return operator in RESHAPES and is_viewable(source, result.shape)


def written_by(node: Node) -> str:
    """The tensor that it writes into, '' for none: `relu_`, `add_`, `copy_`, and `out=`."""
    for argument in node.arguments:
        if argument.name == OUT and argument.tensors:
            return argument.tensors[0]
    operator = node.operator.rpartition(".")[2]
    is_in_place = operator.endswith("_") and not operator.endswith("__")
    return node.tensors[0] if is_in_place and node.tensors else ""


def is_viewable(source: Meta, shape: tuple[int, ...]) -> bool:
    """Whether a tensor can be seen in another shape where it is: sides that are one piece.

    As `at::detail::computeStride` of PyTorch decides it.
    """
    left = list(shape)
    for size, _ in reversed(_pieces(source)):
        taken = 1
        while left and (taken < size or left[-1] == 1):
            taken *= left.pop()
        if taken != size:
            return False
    return prod(left) == 1


def _pieces(source: Meta) -> list[tuple[int, int]]:
    """Sides that follow each other in memory as one: its size, and the last side's step."""
    pieces: list[tuple[int, int]] = []
    for size, step in zip(source.shape, source.strides, strict=True):
        if size == 1:
            continue
        if pieces and pieces[-1][1] == size * step:
            pieces[-1] = (pieces[-1][0] * size, step)
        else:
            pieces.append((size, step))
    return pieces
