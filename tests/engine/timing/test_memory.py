"""What measuring memory leaves behind: nothing."""

import gc
import os
import subprocess
import sys
from typing import ClassVar

import pytest
import torch
from torch import Tensor, nn
from torch.autograd import profiler

from resnet_viz.core.resnet.arch import parse
from resnet_viz.engine.model.build import build
from resnet_viz.engine.timing import memory
from resnet_viz.engine.timing.memory import (
    measured_peak_bytes,
    resident_bytes,
)
from tests.engine.timing.held_for_backward import held_for_backward_bytes

FLOAT_BYTES = 4


class Wasteful(nn.Module):
    """Takes a known amount next to its input and its output."""

    def forward(self, x: Tensor) -> Tensor:
        aside = torch.ones(1000)
        return x + aside.sum()


class Broken(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        raise RuntimeError("broken")


class Counter:
    """What an accelerator's allocator would say of a pass that takes 700 bytes on top of 300."""

    said: ClassVar[list[str]] = []

    def memory_allocated(self, device: torch.device) -> int:
        return 300

    def reset_peak_memory_stats(self, device: torch.device) -> None:
        self.said.append("reset")

    def max_memory_allocated(self, device: torch.device) -> int:
        assert self.said == ["reset", "passed"]
        return 1000


def test_the_peak_is_weights_image_and_what_the_pass_takes_at_most() -> None:
    peak = measured_peak_bytes(Wasteful(), [torch.ones(500)])
    assert peak == FLOAT_BYTES * (500 + 1000 + 1 + 500)


def test_weights_and_image_are_in_memory_before_a_pass() -> None:
    model = nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5))
    numbers = 3 * 5 + 5 + 4 * 5  # and a count of batches, int64
    assert resident_bytes(model, [torch.ones(2, 3)]) == FLOAT_BYTES * (numbers + 6) + 8


def test_a_second_measurement_says_the_same() -> None:
    model, image = build(parse("resnet20")).eval(), torch.randn(2, 3, 32, 32)
    assert measured_peak_bytes(model, [image]) == measured_peak_bytes(model, [image])


@pytest.mark.parametrize("model", [Wasteful(), Broken()])
def test_measuring_leaves_everything_as_it_was(model: nn.Module) -> None:
    environment = dict(os.environ)
    if isinstance(model, Broken):
        with pytest.raises(RuntimeError, match="broken"):
            measured_peak_bytes(model, [torch.ones(3)])
    else:
        measured_peak_bytes(model, [torch.ones(3)])
    assert not profiler._is_profiler_enabled
    assert not torch.is_inference_mode_enabled()
    assert gc.isenabled()
    assert dict(os.environ) == environment


def test_the_profiler_says_nothing_of_itself() -> None:
    code = (
        "import torch; from resnet_viz.engine.timing.memory import measured_peak_bytes as measure;"
        "print(measure(torch.nn.ReLU(), [torch.ones(3)]))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (told.stdout, told.stderr) == ("24\n", "")


def test_where_nothing_counts_there_is_no_peak() -> None:
    assert measured_peak_bytes(nn.ReLU(), [torch.ones(3, device="meta")]) is None


def test_an_accelerators_peak_is_what_its_allocator_gave_out_since_the_reset(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Noted(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            Counter.said.append("passed")
            return x

    monkeypatch.setattr(memory, "COUNTING", {"meta": Counter()})
    image = torch.ones(10, device="meta")
    assert measured_peak_bytes(Noted(), [image]) == FLOAT_BYTES * 10 + 700


def test_a_storage_that_is_saved_twice_is_held_once() -> None:
    """Both products save what they multiply; ReLU in place and square save one storage."""

    class Squares(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return (x * x * x.new_ones(7)).relu_().square()

    image = torch.ones(7, requires_grad=True)
    assert held_for_backward_bytes(Squares(), image) == FLOAT_BYTES * 7 * 2
