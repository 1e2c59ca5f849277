"""Which entries of a set of weights the network doesn't use, and which layers ours lacks."""

from collections.abc import Iterable, Iterator

from resnet_viz.core.resnet.naming.shaped import Body
from resnet_viz.core.resnet.naming.tables import LEFTOVERS

LEAST_CONV_DIMS = 3


def left_out_of(names: Iterable[str], prefix: str, body: Body) -> list[str]:
    """The entries without names of ours that may be left out, the network being whole.

    That is what is outside of the network's prefix, what counters leave everywhere, and under
    the prefix modules without convolutions and norms of their own: queues, losses, other heads.
    A convolution or norm there is a layer between ours.
    """
    modules = {_module(theirs, prefix) for theirs in body.names.values()}
    modules |= set(_modules_with_layers(prefix, body))
    return [
        name
        for name in names
        if not name.startswith(prefix)
        or LEFTOVERS.fullmatch(name)
        or _module(name, prefix) not in modules
    ]


def _module(name: str, prefix: str) -> str:
    return name.removeprefix(prefix).partition(".")[0]


def _modules_with_layers(prefix: str, body: Body) -> Iterator[str]:
    """The modules under the prefix that have a convolution in them or are a norm."""
    for name, shape in body.shapes.items():
        if name.startswith(prefix):
            module = _module(name, prefix)
            is_norm = name == f"{prefix}{module}.running_mean"
            is_inner = name != prefix + module
            if is_norm or (is_inner and len(shape) >= LEAST_CONV_DIMS):
                yield module
