"""Whether a pass fits into a device's free memory, said before it is tried."""

from resnet_viz.core.measurement import Device, TimingOptions
from resnet_viz.core.spec import ResNetSpec
from resnet_viz.core.timing_memory import fitting_batch, needed_bytes
from resnet_viz.core.wording import bytes_text, grouped


def shortage_words(spec: ResNetSpec, options: TimingOptions, device: Device) -> str:
    """That a timed run will hardly fit, and the largest batch that will; '' where it fits.

    '' too where nobody knows how much memory is free.
    """
    if device.free_bytes is None:
        return ""
    needed = needed_bytes(spec, options)
    if needed <= device.free_bytes:
        return ""
    fitting = fitting_batch(spec, options, device.free_bytes)
    advice = (
        f"the largest batch that fits is {grouped(fitting)}"
        if fitting
        else "not even one image fits; take a smaller input or network"
    )
    return (
        f"a pass needs about {bytes_text(needed)} (predicted), and {bytes_text(device.free_bytes)} "
        f"are free on {device.name}; {advice}"
    )
