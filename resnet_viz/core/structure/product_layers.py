"""Products of matrices and attention, from what they were given."""

from math import isqrt, prod

from resnet_viz.core.graph.layer import Layer
from resnet_viz.core.graph.pointwise import Elementwise
from resnet_viz.core.graph.products import Attention, MatMul, MultiheadAttention
from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.structure.arguments import argument, is_given, whole
from resnet_viz.core.structure.einsum import einsum_macs
from resnet_viz.core.structure.seen import Seen
from resnet_viz.core.structure.weighted_layers import linear_of_product


def product(seen: Seen) -> Layer | None:
    """`a @ b` of any ranks: with a weight it is a linear layer."""
    left, right = seen.shapes[:2]
    if seen.name == "rmatmul":
        left, right = right, left
    if _is_linear(seen, left, right):
        return linear_of_product(seen, left, right, has_bias=False)
    function = "mv" if 1 in (len(left), len(right)) else seen.name.removeprefix("r")
    return MatMul(left[-1], function=function, own=seen.own)


def sum_and_product(seen: Seen) -> Layer | None:
    """Something plus `a @ b`; `addbmm` sums over the batch too."""
    _, left, right = seen.shapes[:3]
    if seen.name != "addbmm" and _is_linear(seen, left, right):
        return linear_of_product(seen, left, right, has_bias=True)
    inner = prod(left) // left[-2] if seen.name == "addbmm" else left[-1]
    return MatMul(inner, has_sum=True, function=seen.name, own=seen.own)


def _is_linear(seen: Seen, left: Shape, right: Shape) -> bool:
    """Whether the second factor is a weight and the first comes from another layer."""
    if not seen.op.params or len(right) != 2 or not seen.entering:
        return False
    entering = seen.entering[0]  # it may be looked at as a matrix on its way
    return entering[-1:] == left[-1:] and prod(entering) == prod(left)


def tensordot(seen: Seen) -> Layer | None:
    """What both have is summed: its size follows from theirs and from the output's."""
    left, right = seen.shapes[:2]
    places = prod(seen.out)
    return MatMul(isqrt(prod(left) * prod(right) // places) if places else 0, own=seen.own)


def distance(seen: Seen) -> Layer | None:
    """Of all pairs of rows, by a product of matrices."""
    return MatMul(seen.shapes[0][-1], function=seen.name, own=seen.own)


def einsum(seen: Seen) -> Layer | None:
    """A sum of products; without a sum it is arithmetic on each element."""
    equation = argument(seen.op, "equation", 0)
    if not isinstance(equation, str):
        return None
    macs, places = einsum_macs(equation, seen.shapes), prod(seen.out)
    if macs is None or not places or macs % places:
        return None
    if not macs:
        return Elementwise("einsum", len(seen.shapes) - 1, is_local=False, own=seen.own)
    return MatMul(macs // places, own=seen.own)


def attention(seen: Seen) -> Layer | None:
    """`scaled_dot_product_attention`: batch × heads × places × width."""
    query, key, value = seen.shapes[:3]
    heads = query[-3] if len(query) > 3 else 1
    has_mask = len(seen.shapes) > 3 or argument(seen.op, "is_causal", 5) is True
    return Attention(heads, key[-2], query[-1], value[-1], has_mask, own=seen.own)


def multihead_attention(seen: Seen) -> Layer | None:
    """`nn.MultiheadAttention`, whose sequences come first: places × batch × width."""
    query, key, value = seen.shapes[:3]
    names = [each.name.rpartition(".")[2] for each in seen.params]
    more_keys = ("bias_k" in names) + (argument(seen.op, "add_zero_attn", 9) is True)
    heads = whole(argument(seen.op, "num_heads", 4), 1)
    has_mask = is_given(seen.op, "attn_mask", 16) or is_given(seen.op, "key_padding_mask", 14)
    return MultiheadAttention(
        query[-1],
        heads,
        query[0],
        key[0],
        key[-1],
        value[-1],
        _has_bias(seen),
        more_keys,
        has_mask,
        own=seen.own,
    )


def _has_bias(seen: Seen) -> bool:
    """Its projections all have biases, or none has."""
    return is_given(seen.op, "in_proj_bias", 6)
