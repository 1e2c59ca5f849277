"""The numbers that nn.Sequential(*model.children()) has for names, spelled out by what they are."""

import re
from collections.abc import Mapping

from resnet_viz.core.graph.shape import Shape

_BLOCK = re.compile(r"(\d{1,3})\.(\d{1,4})\.(?=conv\d\.|bn\d\.)", re.ASCII)
_CHILD = re.compile(r"(\d{1,3})\.", re.ASCII)
CONV_DIMS = 4


def spelled_out(shapes: Mapping[str, Shape]) -> dict[str, str]:
    """Each name, and the one that the model's child at that number usually has.

    Children with blocks are the layers, the one with a convolution's weights before them is
    `conv1`, one with a running mean is a norm: `bn1` before the layers, `final_bn` after them.
    Of any other child the name stays.
    """
    layers = sorted({int(match[1]) for match in map(_BLOCK.match, shapes) if match})
    heads = {number: f"layer{place}" for place, number in enumerate(layers, start=1)}
    for name, shape in shapes.items():
        match = _CHILD.match(name)
        number = int(match[1]) if match else -1
        if number < 0 or number in heads:
            continue
        if name == f"{number}.running_mean":
            heads[number] = "bn1" if number < layers[0] else "final_bn"
        elif len(shape) == CONV_DIMS and number < layers[0]:
            heads[number] = "conv1"
    return {name: _renamed(name, heads) for name in shapes}


def _renamed(name: str, heads: Mapping[int, str]) -> str:
    match = _CHILD.match(name)
    head = heads.get(int(match[1])) if match else None
    return f"{head}.{name[match.end() :]}" if match and head else name
