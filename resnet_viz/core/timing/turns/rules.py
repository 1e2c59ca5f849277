"""Whether several networks can be timed in turn, said before anything runs."""

from collections.abc import Sequence

from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.limits import check_batch, check_threads
from resnet_viz.core.models.together import check_together
from resnet_viz.core.timing.fit import shortage_text
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.needed_memory import needed_bytes
from resnet_viz.core.timing.option_rules import check_options
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.runnable import check_runnable
from resnet_viz.core.timing.turns.turns import FEWEST, MOST
from resnet_viz.core.wording import bytes_text


def check_turns(networks: Sequence[Network], options: TimingOptions, device: Device) -> None:
    """UserError for what can't be timed in turn: too few or many, or one that can't be timed."""
    if not FEWEST <= len(networks) <= MOST:
        raise UserError(
            f"{FEWEST} to {MOST} networks can be timed in turn, not {len(networks)}", "arch"
        )
    check_batch(options.batch)
    check_threads(options.threads)
    check_options(options, device)
    for network in networks:
        check_runnable(network, options)
        if shortage := shortage_text(network, options, device):
            raise UserError(f"{network.name} can't be timed here: {shortage}", "arch")
    check_together(network.name for network in networks)
    _check_together(networks, options, device)


def turns_obstacle(
    networks: Sequence[Network], options: TimingOptions, device: Device | None
) -> str:
    """Why they can't be timed in turn, '' where they can or the device is not known yet."""
    if device is None:
        return ""
    try:
        check_turns(networks, options, device)
    except UserError as error:
        return error.message
    return ""


def needed_together(networks: Sequence[Network], options: TimingOptions) -> int:
    """About what they need at the same time: all weights, and the largest pass over its own."""
    weights = [_weight_bytes(network, options) for network in networks]
    passes = [
        needed_bytes(network, options) - own for network, own in zip(networks, weights, strict=True)
    ]
    return sum(weights) + max(passes)


def _check_together(networks: Sequence[Network], options: TimingOptions, device: Device) -> None:
    needed = needed_together(networks, options)
    if device.free_bytes is not None and needed > device.free_bytes:
        raise UserError(
            f"these {len(networks)} networks need about {bytes_text(needed)} at the same time "
            f"(predicted), and {bytes_text(device.free_bytes)} are {device.free_place}. "
            f"Time fewer of them, or a smaller batch",
            "batch",
        )


def _weight_bytes(network: Network, options: TimingOptions) -> int:
    if network.traced:
        numbers = network.traced.params + network.traced.buffers
        return numbers * options.resident_bytes_per_element
    numbers = sum(node.layer.params + node.layer.buffers for node in network.graph.nodes)
    return numbers * options.resident_bytes_per_element
