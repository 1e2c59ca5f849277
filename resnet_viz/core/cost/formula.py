"""Each number of a layer worked out: its formula with the values in it, as one reads it aloud."""

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from math import prod

from resnet_viz.core.cost.cost import BYTES_PER_ELEMENT, NO_PATHS, LayerCost, Sums, shapes_for
from resnet_viz.core.cost.work_formula import (
    TIMES,
    extra_formula,
    macs_formula,
    params_formula,
    sizes_text,
)
from resnet_viz.core.graph.layer import Layer
from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.graph.tree import Node

MOST_TERMS = 4


def formulas_of(node: Node, batch: int = 1, constants: frozenset[str] = NO_PATHS) -> dict[str, str]:
    """The formulas of a layer's numbers by their keys; none for what is zero by its kind.

    Each is a sum of products of whole numbers with words after them; the numbers give the
    figure. Of `params macs two_macs flops activations bytes_read bytes_written bytes_moved`.
    What comes of `constants` is the same for any batch.
    """
    layer = node.layer
    shapes, out = shapes_for(node, batch, constants)
    macs = macs_formula(layer, shapes, out)
    one = layer.elements_read(node.in_shapes, node.out_shape)
    read = _bytes(layer, layer.elements_read(shapes, out), one, batch)
    written = _times_bytes(
        _counted(layer.elements_written(out), layer.elements_written(node.out_shape), batch)
    )
    found = {
        "params": params_formula(layer),
        "macs": macs,
        "two_macs": _doubled(macs),
        "flops": " + ".join(filter(None, (_doubled(macs), extra_formula(layer, shapes, out)))),
        "activations": _activations(layer, out),
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


def _activations(layer: Layer, out: Shape) -> str:
    count = layer.activations(out)
    if not count:
        return ""
    return sizes_text(out) if count == prod(out) else f"{count} in all"


def _doubled(formula: str) -> str:
    """Twice each term."""
    return " + ".join(f"2 × {term}" for term in formula.split(" + ")) if formula else ""


def _bytes(layer: Layer, elements: int, of_one: int, batch: int) -> str:
    terms = []
    if layer.weights_read:
        terms.append(_times_bytes(f"{layer.weights_read} weights"))
    if elements:
        terms.append(_times_bytes(_counted(elements, of_one, batch)))
    return " + ".join(terms)


def _counted(elements: int, of_one: int, batch: int) -> str:
    if not elements:
        return ""
    is_by_image = batch > 1 and elements == batch * of_one
    return f"{of_one} elements × {batch} images" if is_by_image else f"{elements} elements"


def _times_bytes(counted: str) -> str:
    return f"{counted} × {BYTES_PER_ELEMENT} bytes" if counted else ""
