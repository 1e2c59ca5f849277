"""What a function was given that its author called: the file has only what became of it."""

from collections.abc import Container, Mapping

from resnet_viz.core.structure.exported.nodes import Node, Nodes
from resnet_viz.core.structure.exported.values import Meta
from resnet_viz.core.structure.exported.views import is_giving_back
from resnet_viz.core.structure.recording import Plain

Group = tuple[Node, ...]
Metas = Mapping[str, Meta]
Named = tuple[tuple[str, Plain], ...]

ATTENTION = "multi_head_attention_forward"
PRODUCTS = {"scaled_dot_product_attention": (0, 3), "bmm": (0, 2), "baddbmm": (1, 2)}
"""Which of its tensors are the queries, and how many there are without a mask."""
UPSAMPLE = "upsample_"


def without_given_back(nodes: Nodes) -> Nodes:
    """The same without operations that give back what they are given."""
    found = Nodes([], nodes.metas, dict(nodes.same))
    for node in nodes.nodes:
        arguments = tuple(
            each._replace(tensors=tuple(map(found.actual, each.tensors))) for each in node.arguments
        )
        here = node._replace(arguments=arguments)
        first = next(iter(here.tensors), "")
        if first and is_giving_back(here, nodes.metas[first], nodes.metas[here.outputs[0]]):
            found.same[here.outputs[0]] = first
        else:
            found.nodes.append(here)
    return found


def given_to(group: Group, own: Container[str]) -> list[str]:
    """The tensors from outside, in order; of several operations each once.

    Attention reads its queries, keys and values first, whatever is projected together.
    """
    given = [name for node in group for name in node.tensors if name not in own]
    if len(group) == 1:
        return given
    given = list(dict.fromkeys(given))
    if group[0].name != ATTENTION:
        return given
    sequences = [name for name in _sequences(group) if name in given]
    return [*sequences, *(name for name in given if name not in sequences)]


def _sequences(group: Group) -> tuple[str, ...]:
    """Queries, keys and values: what the linear layers before the product read."""
    entering = [node.tensors[0] for node in group[: _product_place(group)] if _is_linear(node)]
    return tuple((entering + entering[-1:] * 2)[:3])


def _product_place(group: Group) -> int:
    """Where the products of queries and keys begin."""
    places = (place for place, node in enumerate(group) if node.operator in PRODUCTS)
    return next(places, len(group))


def _is_linear(node: Node) -> bool:
    return node.operator == "linear"


def _heads(group: Group, metas: Metas) -> Named:
    """How many heads attention has, and which of its arguments were not given."""
    place = _product_place(group)
    linear = next((node for node in group if _is_linear(node)), None)
    if linear is None or place == len(group):
        return ()
    product = group[place]
    queries, unmasked = PRODUCTS[product.operator]
    width = metas[product.tensors[queries]].shape[-1]
    heads = metas[linear.tensors[0]].shape[-1] // max(width, 1)
    is_masked = len(product.tensors) > unmasked
    absent = [] if is_masked else ["attn_mask"]
    absent += ["key_padding_mask"] + ["in_proj_bias"] * (len(linear.tensors) < 3)
    return ("num_heads", heads), *((name, None) for name in absent)


def plain_of(group: Group, metas: Metas) -> Named:
    """What a single operation is given next to tensors; of several only what shapes say."""
    if group[0].name == ATTENTION:
        return _heads(group, metas)
    if len(group) > 1:
        return ()
    node = group[0]
    plain = tuple((each.name, each.value) for each in node.arguments if not each.tensors)
    mode = node.operator.removeprefix(UPSAMPLE).rstrip("0123d")
    return (*plain, ("mode", mode)) if node.operator.startswith(UPSAMPLE) else plain
