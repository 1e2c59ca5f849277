"""Which networks can't be trained with a batch, and what is said of them."""

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.fit import killed_text, shortage_text
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.runnable import check_runnable
from resnet_viz.core.timing.trainable import least_batch, untrainable
from resnet_viz.core.timing.what_if import WhatIf

TINY = network_named("resnet18,input=32")
TRAINING = TimingOptions(what_if=WhatIf(is_training=True))


def test_one_value_a_channel_is_refused_with_the_layer_and_what_works() -> None:
    with pytest.raises(UserError) as refused:
        check_runnable(TINY, TRAINING)
    assert refused.value.message == (
        "training needs two values of each channel in every batch norm, and with batch 1 "
        "layer4.0.bn1 of resnet18,input=32 has one (1 × 512 × 1 × 1). Take a batch of at least 2, "
        "or images at least 33 pixels high or wide"
    )
    assert refused.value.field == "batch"


@pytest.mark.parametrize("size", ["33x32", "32x33", "33"])
def test_the_smallest_image_that_is_named_is_enough(size: str) -> None:
    assert untrainable(network_named(f"resnet18,input={size}"), 1) is None


def test_sides_that_differ_are_named_each() -> None:
    found = untrainable(network_named("resnet18,input=32x8"), 1)
    assert found is not None
    assert found.sides == (33, 33)
    found = untrainable(network_named("resnet,stages=1-1,stem=cifar,input=1x1,width=8"), 1)
    assert found is not None
    assert found.sides == (3, 3)  # the stem has two values at 2, the second stage at 3


def test_a_forward_pass_and_a_larger_batch_need_nothing() -> None:
    check_runnable(TINY, TimingOptions())
    check_runnable(TINY, TimingOptions(batch=2, what_if=WhatIf(is_training=True)))
    assert least_batch(TINY, TRAINING) == 2
    assert least_batch(TINY, TimingOptions()) == 1
    assert least_batch(network_named("resnet18"), TRAINING) == 1


def test_no_batch_is_advised_that_can_not_be_trained() -> None:
    many = TimingOptions(batch=512, what_if=WhatIf(is_training=True))

    def advice(free_bytes: int) -> str:
        device = Device("cpu", DeviceKind.CPU, "A processor", free_bytes=free_bytes)
        return shortage_text(TINY, many, device)

    free = next(each for each in range(2**20, 2**30, 2**18) if "largest batch" in advice(each))
    assert advice(free).endswith("The largest batch that fits is 2")
    assert "Not even a batch of 2, which training needs, fits" in advice(free - 2**19)
    two = TimingOptions(batch=2, what_if=WhatIf(is_training=True))
    assert killed_text(TINY, two, None).endswith("Take a smaller input or network")
