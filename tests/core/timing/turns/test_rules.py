"""What can't be timed in turn is refused in a sentence before anything runs."""

from dataclasses import replace

import pytest

from resnet_viz.core.errors import UserError
from resnet_viz.core.networks import network_named
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.needed_memory import needed_bytes
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.turns.rules import check_turns, needed_together, turns_obstacle
from resnet_viz.core.timing.what_if import WhatIf

SMALL, LARGE = network_named("resnet20"), network_named("resnet152")
PLAIN = TimingOptions()
ROOMY = Device("cpu", DeviceKind.CPU, "A processor", 2**36, free_bytes=2**35)


def tight(free_bytes: int) -> Device:
    return replace(ROOMY, free_bytes=free_bytes)


def test_networks_that_fit_are_timed() -> None:
    check_turns([SMALL, LARGE], PLAIN, ROOMY)
    assert turns_obstacle([SMALL, LARGE], PLAIN, ROOMY) == ""
    assert turns_obstacle([SMALL], PLAIN, None) == ""  # nothing is known of a device yet


@pytest.mark.parametrize("count", [0, 1, 7])
def test_too_few_and_too_many_networks_are_refused(count: int) -> None:
    with pytest.raises(UserError, match=f"2 to 6 networks can be timed in turn, not {count}"):
        check_turns([SMALL] * count, PLAIN, ROOMY)


def test_the_member_that_does_not_fit_is_named() -> None:
    with pytest.raises(UserError, match=r"^resnet152 can't be timed here: a pass needs about"):
        check_turns([SMALL, LARGE], PLAIN, tight(2**27))


def test_members_that_fit_one_by_one_but_not_together_are_refused() -> None:
    alone = needed_bytes(LARGE, PLAIN)
    check_turns([SMALL, LARGE], PLAIN, tight(2 * alone))
    with pytest.raises(UserError, match=r"^these 4 networks need about .* at the same time"):
        check_turns([LARGE] * 4, PLAIN, tight(2 * alone))


def test_what_they_need_together_is_all_weights_and_the_largest_pass() -> None:
    weights = 4 * (60_192_808 + 151_424 + 79)  # parameters, means and variances, counters
    needed = needed_together([LARGE, LARGE], PLAIN) - needed_bytes(LARGE, PLAIN)
    assert needed == pytest.approx(weights, rel=1e-3)


def test_a_member_that_cannot_be_trained_is_refused() -> None:
    training = replace(PLAIN, what_if=WhatIf(is_training=True))
    tiny = network_named("resnet50,input=32")
    with pytest.raises(UserError, match="training needs two values"):
        check_turns([network_named("resnet50"), tiny], training, ROOMY)
