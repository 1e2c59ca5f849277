"""Each number of a layer worked out: its formula with the values in it, as one reads it aloud."""

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from math import prod

from resnet_viz.core.cost.cost import BYTES_PER_ELEMENT, LayerCost, Sums
from resnet_viz.core.graph.layer import BatchNorm2d, Conv2d, Layer, Linear
from resnet_viz.core.graph.pooling import AvgPool2d, GlobalAvgPool, MaxPool2d
from resnet_viz.core.graph.shape import Shape, Shapes, image_of
from resnet_viz.core.graph.tree import Node

TIMES = "·"
MOST_TERMS = 4


def formulas_of(node: Node, batch: int = 1) -> dict[str, str]:
    """The formulas of a layer's numbers by their keys; none for what is zero by its kind.

    Each is a sum of products of whole numbers with words after them; the numbers give the
    figure. Of `params macs two_macs flops activations bytes_read bytes_written bytes_moved`.
    """
    layer, shapes, out = node.layer, node.in_shapes, node.out_shape
    read = _bytes(layer, layer.elements_read(shapes, out), batch)
    written = _times_bytes(_counted(layer.elements_written(out), batch))
    found = {
        "params": _params(layer),
        "macs": _macs(layer, out, batch),
        "two_macs": _doubled(_macs(layer, out, batch)),
        "flops": _flops(layer, shapes, out, batch),
        "activations": _product(*_factors(out, batch)) if layer.activations(out) else "",
        "bytes_read": read,
        "bytes_written": written,
        "bytes_moved": " + ".join(filter(None, (read, written))),
    }
    return {key: text for key, text in found.items() if text}


def sum_formula(costs: Sequence[LayerCost], count: Callable[[LayerCost], float]) -> str:
    """A figure of several layers as the sum of theirs, the first few by name; '' for nothing."""
    inside = _common_path(costs)
    terms = [(cost.path.removeprefix(inside), figure) for cost in costs if (figure := count(cost))]
    words = [f"{figure} {name}" for name, figure in terms[:MOST_TERMS]]
    more = len(terms) - MOST_TERMS
    rest = sum(figure for _, figure in terms[MOST_TERMS:])
    return " + ".join([*words, f"{rest} in {more} more"] if more > 0 else words)


def _common_path(costs: Sequence[LayerCost]) -> str:
    """The path of what all these layers are in, with its dot; '' for no such thing."""
    within = [cost.path.split(".")[:-1] for cost in costs]
    alike = takewhile(lambda names: len(set(names)) == 1, zip(*within, strict=False))
    return "".join(f"{names[0]}." for names in alike)


def field_formulas(node: Node, costs: Mapping[str, LayerCost]) -> dict[str, str]:
    """Those of `receptive_field` and `receptive_stride`, from what the layer's inputs see.

    `costs` are the network's by path; what is in none of them is the image, which sees itself.
    None for a layer that has no receptive field.
    """
    window = node.layer.window(node.in_shape)
    if window is None or costs[node.path].receptive_field is None:
        return {}
    before = [costs[path] for path in node.inputs if path in costs]
    seen = [(c.receptive_field or 1, c.receptive_stride or 1) for c in before]
    (field, step), (kernel, stride) = max(seen, default=(1, 1)), window
    grown = f" + {kernel - 1}{TIMES}{step} rows between neighbours" if kernel > 1 else ""
    return {
        "receptive_field": f"{field} of its input{grown}",
        "receptive_stride": f"{step} of its input × {stride}",
    }


def intensity_formula(cost: LayerCost | Sums) -> str:
    """Operations over bytes; '' where nothing is moved."""
    moved = cost.bytes_read + cost.bytes_written
    return f"{cost.flops} operations ÷ {moved} bytes" if moved else ""


def share_formula(part: float, whole: float) -> str:
    """A part over the whole network's; '' for none."""
    return f"{part} ÷ {whole}" if part else ""


def _params(layer: Layer) -> str:
    match layer:
        case Conv2d():
            weights = f"{_weights(layer)}{TIMES}{layer.out_channels} weights"
            return f"{weights} + {layer.out_channels} biases" if layer.has_bias else weights
        case BatchNorm2d(channels=channels):
            return f"2{TIMES}{channels} (weight and bias of each channel)"
        case Linear(in_features=entering, out_features=leaving):
            weights = f"{entering}{TIMES}{leaving} weights"
            return f"{weights} + {leaving} biases" if layer.has_bias else weights
    return ""


def _weights(conv: Conv2d) -> str:
    """The factors of one output's weights: kernel² and the channels of a group."""
    return _product(*conv.kernel, conv.in_channels // conv.groups)


def _macs(layer: Layer, out: Shape, batch: int) -> str:
    match layer:
        case Conv2d():
            places = f"{_product(*out[2:])} places"
            each = f"{_weights(layer)}{TIMES}{layer.out_channels} weights × {places}"
        case Linear(in_features=entering, out_features=leaving):
            each = f"{entering}{TIMES}{leaving} weights"
        case _:
            return ""
    return f"{each} × {batch} images" if batch > 1 else each


def _doubled(formula: str) -> str:
    return f"2 × {formula}" if formula else ""


def _flops(layer: Layer, shapes: Shapes, out: Shape, batch: int) -> str:
    terms = [_doubled(_macs(layer, out, batch)), _extra(layer, shapes, out, batch)]
    return " + ".join(filter(None, terms))


def _extra(layer: Layer, shapes: Shapes, out: Shape, batch: int) -> str:
    """Operations that are not multiply-accumulates: so many for each element of input or output."""
    extra = layer.extra_flops(shapes, out)
    if not extra:
        return ""
    if isinstance(layer, GlobalAvgPool | AvgPool2d):
        return f"1 × {_product(*_factors(shapes[0], batch))} inputs"
    each = str(extra // prod(out))
    if isinstance(layer, MaxPool2d):
        each = _product(*layer.kernel)
    return f"{each} × {_product(*_factors(out, batch))} outputs"


def _bytes(layer: Layer, elements: int, batch: int) -> str:
    terms = []
    if layer.weights_read:
        terms.append(_times_bytes(f"{layer.weights_read} weights"))
    if elements:
        terms.append(_times_bytes(_counted(elements, batch)))
    return " + ".join(terms)


def _counted(elements: int, batch: int) -> str:
    if not elements:
        return ""
    return f"{elements} elements × {batch} images" if batch > 1 else f"{elements} elements"


def _times_bytes(counted: str) -> str:
    return f"{counted} × {BYTES_PER_ELEMENT} bytes" if counted else ""


def _factors(shape: Shape, batch: int) -> Shape:
    """The sizes of a shape for so many images; one image needs no factor."""
    return (batch, *image_of(shape)) if batch > 1 else image_of(shape)


def _product(*factors: int) -> str:
    return TIMES.join(map(str, factors))
