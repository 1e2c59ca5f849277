"""What a run needs on an accelerator, checked against what a card's allocator counted."""

from math import prod

import pytest

from resnet_viz.core.cost.training import training_memory
from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.needed_memory import fitting_batch, needed_bytes, predicted_bytes
from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.core.timing.what_if import WhatIf
from tests.samples.recorded import recorded_network

# `torch.cuda.max_memory_allocated` of a pass: NVIDIA H200, PyTorch 2.11.0 (CUDA 13.0), fp32.
MEASURED = {
    ("resnet18", 1): 53_821_248,
    ("resnet18", 64): 496_373_568,
    ("resnet50", 1): 113_479_752,
    ("resnet50", 8): 190_750_792,
    ("resnet50", 64): 808_919_112,
    ("resnet152", 1): 252_416_888,
    ("resnet152", 8): 329_687_928,
    ("resnet152", 64): 947_856_248,
}


@pytest.mark.parametrize(("arch", "batch"), MEASURED)
def test_a_pass_on_a_card_takes_what_is_predicted(arch: str, batch: int) -> None:
    options = TimingOptions("cuda:0", batch)
    predicted = predicted_bytes(network_named(arch), options, threads=16)
    assert predicted == MEASURED[arch, batch]


def test_the_threads_of_a_processor_mean_nothing_on_a_card() -> None:
    network, options = network_named("resnet50"), TimingOptions("cuda:0", 8)
    assert predicted_bytes(network, options, 1) == predicted_bytes(network, options, 16)
    assert needed_bytes(network, options) < needed_bytes(network, TimingOptions("cpu", 8))


def test_the_largest_batch_on_a_card_is_the_last_whose_pass_fits() -> None:
    network, free = network_named("resnet50"), 2**30
    largest = fitting_batch(network, TimingOptions("cuda:0"), free)
    assert needed_bytes(network, TimingOptions("cuda:0", largest)) <= free
    assert needed_bytes(network, TimingOptions("cuda:0", largest + 1)) > free


def test_a_recorded_network_needs_what_its_recording_says_for_each_input() -> None:
    network = recorded_network()
    traced = network.traced
    assert traced is not None
    weights = 4 * (traced.params + traced.buffers)
    given = 4 * sum(prod(each.shape) for each in traced.inputs)
    for batch in (1, 3):
        needed = weights + batch * (given + traced.peak_bytes)
        assert needed_bytes(network, TimingOptions(batch=batch)) == needed
        assert predicted_bytes(network, TimingOptions(batch=batch), threads=1) == needed
    half = TimingOptions(precision=Precision.BF16)
    assert needed_bytes(network, half) == needed_bytes(network, TimingOptions()) // 2
    assert predicted_bytes(network, half, threads=1) is None


def test_the_largest_batch_of_a_recorded_network_is_the_last_that_fits() -> None:
    network, free = recorded_network(), 2**27
    largest = fitting_batch(network, TimingOptions(), free)
    assert needed_bytes(network, TimingOptions(batch=largest)) <= free
    assert needed_bytes(network, TimingOptions(batch=largest + 1)) > free
    fixed = recorded_network(is_batch_free=False)
    assert fitting_batch(fixed, TimingOptions(), free) == 1
    assert fitting_batch(fixed, TimingOptions(), 1000) == 0


def test_training_of_a_recorded_network_needs_what_its_layers_keep() -> None:
    network, options = recorded_network(), TimingOptions(what_if=WhatIf(is_training=True))
    training = training_memory(network.graph)
    assert needed_bytes(network, options) == training.total_bytes - training.optimiser_bytes
    assert predicted_bytes(network, options, 1) is None
