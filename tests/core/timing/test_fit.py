"""Whether a pass fits, said before it is tried."""

from resnet_viz.core.cost.memory import inference_memory
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import graph_of, network_of
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.fit import shortage_text
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.options import Precision, TimingOptions

SPEC = parse("resnet50")


def device(free_bytes: int | None) -> Device:
    return Device("cpu", DeviceKind.CPU, "A processor", 2**34, free_bytes=free_bytes)


def test_what_fits_says_nothing_to_the_byte() -> None:
    needed = inference_memory(graph_of(SPEC), 8).total_bytes
    options = TimingOptions(batch=8)
    assert shortage_text(network_of(SPEC), options, device(needed)) == ""
    assert shortage_text(network_of(SPEC), options, device(needed - 1)) != ""


def test_what_does_not_fit_says_what_is_needed_what_is_free_and_what_would() -> None:
    words = shortage_text(network_of(SPEC), TimingOptions(batch=60_000), device(2**30))
    assert "(predicted), and 1.0 GiB are free on A processor" in words
    batch = int(words.rpartition("fits is ")[2])
    assert inference_memory(graph_of(SPEC), batch).total_bytes <= 2**30
    assert inference_memory(graph_of(SPEC), batch + 1).total_bytes > 2**30


def test_half_the_precision_needs_about_half() -> None:
    free = int(inference_memory(graph_of(SPEC), 64).total_bytes * 0.7)
    assert shortage_text(network_of(SPEC), TimingOptions(batch=64), device(free))
    halved = TimingOptions(batch=64, precision=Precision.BF16)
    assert shortage_text(network_of(SPEC), halved, device(free)) == ""


def test_where_not_even_one_image_fits_it_says_so() -> None:
    assert "Not even one image fits" in shortage_text(
        network_of(SPEC), TimingOptions(), device(2**20)
    )


def test_nothing_is_said_where_nobody_knows_what_is_free() -> None:
    assert shortage_text(network_of(SPEC), TimingOptions(batch=65_536), device(None)) == ""
