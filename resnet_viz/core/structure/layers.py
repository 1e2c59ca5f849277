"""From the operations of one layer to its kind with attributes."""

from math import prod
from typing import cast

from resnet_viz.core.graph.join_layers import Add, Cat
from resnet_viz.core.graph.layer import (
    BatchNorm2d,
    Conv2d,
    Flatten,
    Layer,
    Linear,
    Other,
    ReLU,
    Sigmoid,
)
from resnet_viz.core.graph.shape import Sides
from resnet_viz.core.structure.recording import Plain
from resnet_viz.core.structure.unit import Unit

ADDS = frozenset(("add", "add_", "__add__", "__radd__", "__iadd__"))
CATS = frozenset(("cat", "concat", "concatenate"))


def layer_of(unit: Unit) -> Layer:
    """The kind of a layer; `Other` where none of ours is exactly what it does."""
    call = unit.call
    if call is not None and call.is_torch and (found := _of_module(unit, dict(call.attributes))):
        return found
    names = [op.name for op in unit.ops if not op.is_view]
    if call is None and len(names) == 1 and len(unit.in_shapes) > 1:
        if names[0] in ADDS:
            return Add()
        if names[0] in CATS:
            return Cat()
    return _other(unit)


def _of_module(unit: Unit, values: dict[str, Plain]) -> Layer | None:
    has_bias = any(each.name.endswith("bias") for each in unit.params)
    match unit.call.kind if unit.call else "":
        case "Conv2d" if unit.params and values.get("padding_mode", "zeros") == "zeros":
            return _conv(values, has_bias)
        case "BatchNorm2d" if len(unit.params) == 5:
            return BatchNorm2d(cast(int, values["num_features"]))
        case "Linear" if unit.params:
            return Linear(
                cast(int, values["in_features"]), cast(int, values["out_features"]), has_bias
            )
        case "ReLU" if values.get("inplace"):
            return ReLU()
        case "Sigmoid":
            return Sigmoid()
        case "Flatten" if values.get("start_dim") == 1 and values.get("end_dim") == -1:
            return Flatten()
    return None


def _conv(values: dict[str, Plain], has_bias: bool) -> Conv2d | None:
    sides = [values.get(name) for name in ("kernel_size", "stride", "padding", "dilation")]
    if not all(isinstance(each, tuple) for each in sides):
        return None
    kernel, stride, padding, dilation = cast(list[Sides], sides)
    channels = cast(int, values["in_channels"]), cast(int, values["out_channels"])
    groups = cast(int, values.get("groups", 1))
    return Conv2d(*channels, kernel, stride, padding, groups, has_bias, dilation)


def _other(unit: Unit) -> Other:
    call, named = unit.call, next((op for op in unit.ops if not op.is_view), unit.ops[0])
    sizes = [(each.is_buffer, each.facts.shape) for each in unit.params]
    return Other(
        call.kind if call else named.name,
        sum(prod(shape) for is_buffer, shape in sizes if not is_buffer),
        sum(prod(shape) for is_buffer, shape in sizes if is_buffer),
    )
