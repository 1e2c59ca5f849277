"""From the operations of one layer to its kind, by formulas over its attributes alone.

What is counted by aten shapes in a recording is not looked at, so that both can be compared. Only
an operation whose name nobody here knows is asked whether it multiplies matrices.
"""

from collections.abc import Callable, Mapping
from math import prod

from resnet_viz.core.graph.layer import Layer
from resnet_viz.core.graph.several import Other, Several
from resnet_viz.core.graph.shape import Shape, Shapes
from resnet_viz.core.graph.views import View
from resnet_viz.core.structure import plain_layers as plain
from resnet_viz.core.structure import product_layers as products
from resnet_viz.core.structure import weighted_layers as weighted
from resnet_viz.core.structure.arguments import plain_name
from resnet_viz.core.structure.operations import ACTIVATIONS, ELEMENTWISE, MOVING, OF_INPUTS, VIEWS
from resnet_viz.core.structure.recording import Op
from resnet_viz.core.structure.seen import Seen, own_of
from resnet_viz.core.structure.unit import Unit

Maker = Callable[[Seen], Layer | None]  # None where the formula does not fit


def _rows() -> dict[str, Maker]:
    """A row for each name, the general ones first: later ones take their place."""
    rows: dict[str, Maker] = {}
    rows |= dict.fromkeys((*ELEMENTWISE, *OF_INPUTS), plain.elementwise)
    rows |= dict.fromkeys(ACTIVATIONS, plain.activation)
    rows |= dict.fromkeys(VIEWS, plain.view)
    rows |= dict.fromkeys(MOVING, plain.moving)
    for rank in "123":
        rows[f"conv{rank}d"] = weighted.conv
        rows[f"conv_transpose{rank}d"] = weighted.transposed_conv
        for kind in ("max", "avg"):
            rows[f"{kind}_pool{rank}d"] = plain.pool
            rows[f"adaptive_{kind}_pool{rank}d"] = plain.adaptive_pool
    for cell in ("lstm", "gru", "rnn_tanh", "rnn_relu"):
        rows[cell] = weighted.recurrent
        rows[f"{cell}_cell"] = weighted.recurrent_cell
    for mode in ("nearest1d", "nearest2d", "nearest3d", "linear1d", "bilinear2d", "bicubic2d"):
        rows[f"upsample_{mode}"] = plain.resize
    return rows


MAKERS: Mapping[str, Maker] = {
    **_rows(),
    "add": plain.add,
    "addbmm": products.sum_and_product,
    "addmm": products.sum_and_product,
    "addmv": products.sum_and_product,
    "baddbmm": products.sum_and_product,
    "batch_norm": plain.batch_norm,
    "bilinear": weighted.bilinear,
    "bmm": products.product,
    "cat": plain.cat,
    "cdist": products.distance,
    "convolution": weighted.any_conv,
    "dot": products.product,
    "einsum": products.einsum,
    "embedding": weighted.embedding,
    "flatten": plain.flatten,
    "group_norm": plain.norm,
    "inner": products.product,
    "instance_norm": plain.norm,
    "interpolate": plain.resize,
    "layer_norm": plain.norm,
    "linear": weighted.linear,
    "local_response_norm": plain.local_response_norm,
    "matmul": products.product,
    "mm": products.product,
    "mul": plain.multiply,
    "multi_head_attention_forward": products.multihead_attention,
    "mv": products.product,
    "reshape": plain.flatten,
    "rmatmul": products.product,
    "rms_norm": plain.norm,
    "scaled_dot_product_attention": products.attention,
    "stack": plain.stack,
    "tensordot": products.tensordot,
    "upsample": plain.resize,
    "vdot": products.product,
    "vecdot": products.product,
    "view": plain.flatten,
    "_grouped_mm": products.product,
    "grouped_mm": products.product,
    "grouped_mm_fallback": products.product,  # Hugging Face's own, the same
}


def layer_of(unit: Unit) -> Layer:
    """The kind of a layer with its attributes; `Other` where no formula says what it works."""
    working = [op for op in unit.ops if not _is_view(op)]
    if len(working) == 1:
        return _single(unit, working[0])
    if not working:
        return _view_of(unit)
    return _several(unit, working)


def _is_view(op: Op) -> bool:
    return op.is_view or plain_name(op.name) in VIEWS


def _view_of(unit: Unit) -> Layer:
    """One view, or several in a row: what enters the first, and what leaves the last."""
    last = unit.ops[-1] if unit.ops else Op("identity", -1, (), (), (), is_view=True)
    name = plain_name(last.name)
    seen = Seen(last, name, unit.call, unit.in_shapes, unit.params)
    found = MAKERS.get(name, plain.view)(seen) if last.outputs else None
    return found or View(name, own=seen.own, is_in_place=True)


def _single(unit: Unit, op: Op) -> Layer:
    seen = Seen(op, plain_name(op.name), unit.call, unit.in_shapes, unit.params)
    layer = _made(seen)
    ins, out = unit.in_shapes or op.shapes, unit.out_shapes[0]
    if _work(layer, ins, out) == _work(layer, op.shapes, seen.out) or not layer.is_counted:
        return layer
    return _given_work(unit, [(layer, op.shapes, seen.out)], seen.name, layer.title)


def _made(seen: Seen) -> Layer:
    """The layer of an operation, `Other` for one with weights or products and no formula."""
    maker = MAKERS.get(seen.name)
    layer = None
    try:
        layer = maker(seen) if maker else None
    except (IndexError, ValueError):  # it was called in a way that its name doesn't promise
        layer = None
    if layer is not None:
        return layer
    is_weighted = bool(seen.op.params) or any(each.macs is None for each in seen.op.aten)
    if maker or is_weighted:
        return Other(seen.name, *seen.own)
    return plain.elementwise(seen) or Other(seen.name, *seen.own)


def _several(unit: Unit, ops: list[Op]) -> Layer:
    """A module of PyTorch that becomes several operations: the sum of their work."""
    parts = []
    for op in ops:
        seen = Seen(op, plain_name(op.name), None, op.shapes, ())
        parts.append((_made(seen), op.shapes, seen.out))
    title = unit.call.kind if unit.call else plain_name(ops[0].name)
    return _given_work(unit, parts, title.lower(), title)


def _given_work(unit: Unit, parts: list[tuple[Layer, Shapes, Shape]], op: str, title: str) -> Layer:
    """The work of these layers as one, whose output need not say how much it is."""
    own = own_of(unit.params)
    if not all(layer.is_counted for layer, _, _ in parts):
        return Other(op, *own)
    works = [_work(*part) for part in parts]
    macs, flops, activations = (sum(figures) for figures in zip(*works, strict=True))
    known = macs, flops, activations, prod(unit.out_shapes[0])
    return Several(op, title, *known, own=own)


def _work(layer: Layer, shapes: Shapes, out: Shape) -> tuple[int, int, int]:
    """MACs, element-wise operations and activations, all zero where nothing enters."""
    if not shapes:
        return 0, 0, 0
    return layer.macs(shapes, out), layer.extra_flops(shapes, out), layer.activations(out)
