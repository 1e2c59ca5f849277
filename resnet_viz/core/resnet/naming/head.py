"""Which entries are the last layer, whatever it is called and wherever it is."""

from collections import Counter
from collections.abc import Iterable, Mapping

from resnet_viz.core.graph.shape import Shape
from resnet_viz.core.resnet.naming.tables import HEADS

LINEAR_DIMS = 2
WEIGHT = ".weight"


def head_in(shapes: Mapping[str, Shape], prefix: str, channels: int, others: Iterable[str]) -> str:
    """The name of the linear layer that reads the pooled channels, '' where no one is the head.

    Under the body's prefix or, where none is there, elsewhere in the set, but not under `others`,
    the prefixes of the other networks in it. Of several, one with a usual name counts; a layer
    that is followed by another of the same module isn't a classifier.
    """
    linear = [
        name.removesuffix(WEIGHT)
        for name, shape in shapes.items()
        if name.endswith(WEIGHT) and len(shape) == LINEAR_DIMS
    ]
    in_module = Counter(map(_module_of, linear))
    fitting = [
        name
        for name in linear
        if in_module[_module_of(name)] == 1 and shapes[name + WEIGHT][1] == channels
    ]
    near = [name for name in fitting if name.startswith(prefix)]
    far = [name for name in fitting if not name.startswith(tuple(others))]
    return _chosen(near, prefix, shapes) or _chosen(far, "", shapes)


def _chosen(names: list[str], prefix: str, shapes: Mapping[str, Shape]) -> str:
    """The usual name, or the only one that has a bias as every classifier of ours."""
    by_name = {name.removeprefix(prefix): name for name in names}
    usual = [by_name[name] for name in HEADS if name in by_name]
    whole = [name for name in names if f"{name}.bias" in shapes]
    return (usual or whole[:1] * (len(whole) == 1) or [""])[0]


def _module_of(name: str) -> str:
    """The module that a numbered layer is one of; a layer with a name is its own."""
    module, _, last = name.rpartition(".")
    return module if last.isdecimal() and module else name
