"""Whether a pass fits into a device's free memory, said before it is tried."""

from resnet_viz.core.graph.network import Network
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.needed_memory import fitting_batch, needed_bytes
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.trainable import least_batch
from resnet_viz.core.wording import bytes_text, digits_grouped

SAFE_SHARE = 0.5  # of the free memory: a pass that needs less does not exhaust it


def shortage_text(network: Network, options: TimingOptions, device: Device) -> str:
    """A warning that a run will probably not fit, with the largest batch that does, else ''.

    '' too where nobody knows how much memory is free.
    """
    if device.free_bytes is None:
        return ""
    needed = needed_bytes(network, options)
    if needed <= device.free_bytes:
        return ""
    fitting = fitting_batch(network, options, device.free_bytes)
    least = least_batch(network, options)
    fewest = "one image fits" if least == 1 else f"a batch of {least}, which training needs, fits"
    advice = (
        f"The largest batch that fits is {digits_grouped(fitting)}"
        if fitting >= least
        else f"Not even {fewest}. Take a smaller input or network"
    )
    return (
        f"a pass needs about {bytes_text(needed)} (predicted), and {bytes_text(device.free_bytes)} "
        f"are {device.free_place}. {advice}"
    )


def killed_text(network: Network, options: TimingOptions, device: Device | None) -> str:
    """Why the system may have ended a process in mid-run: what it needed and what was free."""
    needed = f"a pass needs about {bytes_text(needed_bytes(network, options))} (predicted)"
    has_smaller = options.batch > least_batch(network, options)
    smaller = "a smaller batch or input" if has_smaller else "a smaller input or network"
    advice = f"Take {smaller}"
    if device is None or device.free_bytes is None:
        return f"memory has likely run out: {needed}. {advice}"
    free = f"{bytes_text(device.free_bytes)} were {device.free_place} when it was asked last"
    if needed_bytes(network, options) < device.free_bytes * SAFE_SHARE:
        return f"{needed} and {free}, so memory was hardly the reason. If it was, take {smaller}"
    return f"memory has likely run out: {needed} and {free}. {advice}"
