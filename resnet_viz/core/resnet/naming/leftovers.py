"""What of a set of weights is no part of the network, and what is a layer that ours lacks."""

from resnet_viz.core.resnet.naming.shaped import Body
from resnet_viz.core.resnet.naming.tables import LEFTOVERS

LEAST_CONV_DIMS = 3


def is_left_out(name: str, prefix: str, body: Body) -> bool:
    """Whether an entry without a name of ours may be left out, the network being whole.

    That is what is outside of the network's prefix, what counters leave everywhere, and under
    the prefix modules without convolutions and norms of their own: queues, losses, other heads.
    A convolution or norm there is a layer between ours.
    """
    if not name.startswith(prefix) or LEFTOVERS.fullmatch(name):
        return True
    module = _module(name, prefix)
    own = {_module(theirs, prefix) for theirs in body.names.values()}
    return module not in own and not _is_layer(module, prefix, body)


def _module(name: str, prefix: str) -> str:
    return name.removeprefix(prefix).partition(".")[0]


def _is_layer(module: str, prefix: str, body: Body) -> bool:
    whole = prefix + module
    return f"{whole}.running_mean" in body.shapes or any(
        len(shape) >= LEAST_CONV_DIMS
        for name, shape in body.shapes.items()
        if name.startswith(f"{whole}.")
    )
