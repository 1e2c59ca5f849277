"""What a caller from Python has set up in PyTorch is as it was after a run, however that ended."""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from math import inf
from typing import Any

import numpy
import pytest
import torch

import resnet_viz as rv
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Progress, Step, ignore_progress
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.what_if import WhatIf
from resnet_viz.engine.check.verify import verify
from resnet_viz.engine.timing import passes, reporting, timing
from resnet_viz.engine.timing.pairing import compare_settings
from resnet_viz.engine.timing.sampling import Limits
from resnet_viz.engine.timing.timing import time_network

SMALL = "resnet,stages=1-1,width=8,input=32,classes=10"
TRAINING = TimingOptions(batch=2, threads=1, what_if=WhatIf(is_training=True))


class Interrupted(BaseException):
    """As a key in a terminal ends a run."""


@pytest.fixture(autouse=True)
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few passes, and no ceilings, which take a second."""
    monkeypatch.setattr(timing, "USUAL", Limits(3, 3, inf))
    monkeypatch.setattr(passes, "MOST_WARMUP", 3)
    monkeypatch.setattr(reporting, "under_ceilings", lambda report, *_: report)


@pytest.fixture
def strange() -> Iterator[None]:
    """A caller whose PyTorch is set up in every way that ours is not."""
    matmul, cudnn = torch.backends.cuda.matmul, torch.backends.cudnn
    before = (
        torch.get_default_dtype(),
        torch.get_num_threads(),
        matmul.allow_tf32,
        cudnn.allow_tf32,
    )
    with ExitStack() as caller:
        torch.manual_seed(5)
        random.seed(5)
        numpy.random.seed(5)  # the old generator is what many callers have
        torch.set_default_dtype(torch.float64)
        torch.set_num_threads(2)
        torch.use_deterministic_algorithms(True, warn_only=True)
        cudnn.deterministic = cudnn.benchmark = matmul.allow_tf32 = True
        cudnn.allow_tf32 = False
        caller.enter_context(torch.no_grad())
        caller.enter_context(torch.autocast("cpu", torch.bfloat16))
        yield
    torch.use_deterministic_algorithms(False)
    cudnn.deterministic = cudnn.benchmark = False
    dtype, threads, matmul.allow_tf32, cudnn.allow_tf32 = before
    torch.set_default_dtype(dtype)
    torch.set_num_threads(threads)


def state() -> list[Any]:
    """All of it, as values that can be compared."""
    cudnn: Any = torch.backends.cudnn
    return [
        torch.get_rng_state().tolist(),
        random.getstate(),
        str(numpy.random.get_state()),
        torch.get_default_dtype(),
        torch.get_num_threads(),
        torch.get_num_interop_threads(),
        torch.is_grad_enabled(),
        torch.is_inference_mode_enabled(),
        torch.is_autocast_enabled("cpu"),
        torch.get_autocast_dtype("cpu"),
        torch.are_deterministic_algorithms_enabled(),
        cudnn.deterministic,
        cudnn.benchmark,
        cudnn.enabled,
        cudnn.allow_tf32,
        torch.backends.cuda.matmul.allow_tf32,
        torch.get_float32_matmul_precision(),
        torch.is_anomaly_enabled(),
    ]


def ended_at(doing: str, how: type[BaseException]) -> Progress:
    """Progress that ends the run where it first does this."""

    def on_progress(step: Step) -> None:
        if step.doing == doing and (step.done or doing != "pass"):
            raise how

    return on_progress


def test_a_caller_s_seed_decides_what_comes_after_a_run() -> None:
    drawn = []
    for seed in (1, 2, 1):
        torch.manual_seed(seed)
        expected = torch.rand(1).item()
        torch.manual_seed(seed)
        rv.time(SMALL, threads=1)
        assert torch.rand(1).item() == expected
        drawn.append(expected)
    assert drawn[0] != drawn[1]


@pytest.mark.parametrize("options", [TimingOptions(threads=1), TRAINING])
def test_a_run_leaves_everything_as_it_was_and_is_itself_in_fp32(
    strange: None, options: TimingOptions
) -> None:
    before = state()
    report = time_network(network_named(SMALL), options, ignore_progress)
    assert state() == before
    assert report.threads == 1
    if not options.what_if.is_training:
        assert report.peak_bytes.measured == report.peak_bytes.predicted  # 4 bytes an element


def test_a_run_in_inference_mode_can_train(strange: None) -> None:
    with torch.inference_mode():
        before = state()
        time_network(network_named(SMALL), TRAINING, ignore_progress)
        assert state() == before


@pytest.mark.parametrize("doing", ["building the model", "warm-up pass", "pass"])
@pytest.mark.parametrize("how", [Interrupted, ValueError])
def test_a_run_that_is_ended_leaves_everything_as_it_was(
    strange: None, doing: str, how: type[BaseException]
) -> None:
    before = state()
    with pytest.raises(how):
        time_network(network_named(SMALL), TRAINING, ended_at(doing, how))
    assert state() == before
    other = TimingOptions(batch=2, threads=1, what_if=WhatIf(is_channels_last=True))
    with pytest.raises(how):
        compare_settings(network_named(SMALL), other, TimingOptions(batch=2), ended_at(doing, how))
    assert state() == before


def test_checking_and_drawing_leave_everything_as_it_was(strange: None) -> None:
    before = state()
    assert verify(network_named(SMALL)).agrees
    assert rv.draw(SMALL).source
    assert rv.draw(SMALL, color_by="time").source
    assert state() == before


def test_building_takes_from_the_caller_s_generator_and_changes_nothing_else(
    strange: None,
) -> None:
    before = state()
    one = rv.build(SMALL)
    after = state()
    torch.manual_seed(5)
    other = rv.build(SMALL)
    assert after[1:] == before[1:]
    assert after[0] != before[0]
    for ours, again in zip(one.parameters(), other.parameters(), strict=True):
        assert torch.equal(ours, again)


def test_cards_that_are_not_timed_are_not_seeded() -> None:
    waiting = len(torch.cuda._queued_calls)
    time_network(network_named(SMALL), TimingOptions(threads=1), ignore_progress)
    assert len(torch.cuda._queued_calls) == waiting
