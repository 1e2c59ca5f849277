"""What keeps a recorded network from being timed: one sentence each, before anything runs."""

from dataclasses import replace

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.structure.recording import Way
from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.core.timing.runnable import check_runnable, obstacle_text
from resnet_viz.core.timing.what_if import Casting, WhatIf
from tests.samples.recorded import recorded_network
from tests.samples.runs import made_up_timing

REFUSED = {
    "fused": TimingOptions(what_if=WhatIf(is_fused=True)),
    "MPS": TimingOptions("mps"),
}
TAKEN = (
    TimingOptions(batch=8, threads=2, weights="weights.pth", is_long=True),
    TimingOptions(precision=Precision.BF16, what_if=WhatIf(is_channels_last=True)),
    TimingOptions("cuda:0", precision=Precision.FP16, what_if=WhatIf(casting=Casting.AUTOCAST)),
    TimingOptions("cuda:0", what_if=WhatIf(is_autotuned=True, is_tf32=True)),
    TimingOptions(batch=2, what_if=WhatIf(is_training=True)),
)


@pytest.mark.parametrize("word", REFUSED)
def test_an_option_that_a_recorded_network_lacks_is_named(word: str) -> None:
    with pytest.raises(UserError) as raised:
        check_runnable(recorded_network(), REFUSED[word])
    assert word in raised.value.message
    assert "net.py:make" in raised.value.message


@pytest.mark.parametrize("options", TAKEN)
def test_the_other_options_are_those_of_any_network(options: TimingOptions) -> None:
    assert obstacle_text(recorded_network(), options) == ""
    assert obstacle_text(network_named("resnet18"), options) == ""


def test_a_network_that_is_known_for_one_batch_is_timed_with_that_one() -> None:
    network = recorded_network(is_batch_free=False)
    assert obstacle_text(network, TimingOptions()) == ""
    assert "its own batch only" in obstacle_text(network, TimingOptions(batch=2))


def test_a_file_without_code_is_never_run() -> None:
    network = recorded_network("net.pt2")
    assert network.traced is not None
    read = replace(network, traced=replace(network.traced, way=Way.FILE))
    assert "no code to run" in obstacle_text(read, TimingOptions())


def test_a_rate_is_of_images_where_images_go_in() -> None:
    run = made_up_timing("resnet18")
    assert run.rate_unit == "images/s"
    assert replace(run, image=(3, 224, 224)).rate_unit == "images/s"
    assert replace(run, image=(128,)).rate_unit == "inputs/s"
