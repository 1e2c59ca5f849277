"""Whether a network can be timed with some options, said before anything runs."""

from collections.abc import Iterator

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.structure.recording import Way
from resnet_viz.core.timing.device_kind import DeviceKind, kind_of_device
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.trainable import untrainable_text


def obstacle_text(network: Network, options: TimingOptions) -> str:
    """Why a run of this network can't begin, '' where it can."""
    if network.traced is None:
        return untrainable_text(network, options)
    return next(_recorded_obstacles(network, options), "")


def check_runnable(network: Network, options: TimingOptions) -> None:
    """UserError for a run that can't begin."""
    if text := obstacle_text(network, options):
        raise UserError(text, "batch" if network.traced is None else "options")


def _recorded_obstacles(network: Network, options: TimingOptions) -> Iterator[str]:
    name, what_if = network.name, options.what_if
    if network.traced and network.traced.way == Way.FILE:
        yield f"{name} was read from a file that has no code to run. Time the module it was made of"
    if what_if.is_fused:
        yield f"{name} is run as it was written, without fused batch norms. Turn fused off"
    if options.batch != 1 and not network.is_batch_free:
        yield (
            f"{name} is known for its own batch only. Leave batch at 1, "
            "or record it with a larger input"
        )
    if kind_of_device(options.device) is DeviceKind.MPS:
        yield f"MPS can't time the layers of {name} in a pass. Time it on the CPU"
