"""How far to trust timed runs of any model: `python -m benchmarks.others.recorded_timing [NAME]`.

Networks of timm and Hugging Face with random weights, and a U-Net, one image or 128 tokens each.
`--training` times forward and backward.
"""

import importlib
import sys
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from benchmarks.goal import Goal, finish
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.what_if import WhatIf
from resnet_viz.engine.sources.stand_in import torchvision_hidden
from resnet_viz.engine.timing.recorded.timing import time_model
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.network import network_of
from tests.samples.others import timm_model

THREADS = 1
TRAINING = "--training"
MOST_LACKING, MOST_EXCESS, MOST_GLUE = 0.015, 0.005, 0.10
MB = 1e6


class Twice(nn.Sequential):
    """Two convolutions of 3×3, each with a norm and an activation."""

    def __init__(self, inward: int, outward: int) -> None:
        super().__init__()
        for number, channels in enumerate((inward, outward)):
            self.add_module(f"conv{number}", nn.Conv2d(channels, outward, 3, padding=1, bias=False))
            self.add_module(f"norm{number}", nn.BatchNorm2d(outward))
            self.add_module(f"relu{number}", nn.ReLU(inplace=True))


class UNet(nn.Module):
    """Four halvings and four doublings, as Ronneberger, Fischer and Brox (2015), half as wide."""

    def __init__(self, width: int = 32, depth: int = 4) -> None:
        super().__init__()
        widths = [width << level for level in range(depth + 1)]
        self.down = nn.ModuleList(
            Twice(inward, outward) for inward, outward in zip([3, *widths], widths, strict=False)
        )
        pairs = list(zip(widths[:0:-1], widths[-2::-1], strict=True))
        self.up = nn.ModuleList(nn.ConvTranspose2d(wide, narrow, 2, 2) for wide, narrow in pairs)
        self.merge = nn.ModuleList(Twice(wide, narrow) for wide, narrow in pairs)
        self.pool, self.out = nn.MaxPool2d(2), nn.Conv2d(width, 2, 1)

    def forward(self, x: Tensor) -> Tensor:
        kept: list[Tensor] = []
        for down in self.down:
            x = down(x if not kept else self.pool(x))
            kept.append(x)
        for up, merge, skip in zip(self.up, self.merge, reversed(kept[:-1]), strict=True):
            x = merge(torch.cat([skip, up(x)], dim=1))
        out: Tensor = self.out(x)
        return out


def gpt2() -> nn.Module:
    """GPT-2 as Hugging Face has it, small."""
    with warnings.catch_warnings(), torchvision_hidden():
        warnings.simplefilter("ignore")
        found: Any = importlib.import_module("transformers.models.gpt2.modeling_gpt2")
    model: nn.Module = found.GPT2LMHeadModel(found.GPT2Config())
    return model


def image(side: int = 224) -> Given:
    """One image without values."""
    return Given((torch.empty(1, 3, side, side, device="meta"),))


@dataclass(frozen=True, slots=True)
class Case:
    """A network and what goes in."""

    build: Callable[[], nn.Module]
    given: Given


def of_timm(name: str) -> Case:
    """A network of timm on one image."""
    return Case(lambda: timm_model(name), image())


CASES: Mapping[str, Case] = {
    "vit_base_patch16_224": of_timm("vit_base_patch16_224"),
    "swin_tiny_patch4_window7_224": of_timm("swin_tiny_patch4_window7_224"),
    "convnext_tiny": of_timm("convnext_tiny"),
    "densenet121": of_timm("densenet121"),
    "gpt2": Case(gpt2, Given((torch.empty(1, 128, dtype=torch.int64, device="meta"),))),
    "unet": Case(UNet, image(256)),
}


def run_of(name: str, *, is_training: bool = False) -> TimingReport:
    """A timed run as the program does it."""
    case = CASES[name]
    model = case.build().eval()
    network = network_of(model, case.given, name, name)
    options = TimingOptions(threads=THREADS, what_if=WhatIf(is_training=is_training))
    return time_model(model, case.given, network, options, ignore_progress)


def glue_of(report: TimingReport) -> float:
    """What stays with the modules around the layers, of the sum."""
    return report.glue_ms / report.layer_sum_ms


def main() -> None:
    names = [name for name in sys.argv[1:] if name != TRAINING]
    is_training = TRAINING in sys.argv
    runs = {name: run_of(name, is_training=is_training) for name in names or CASES}
    goals = []
    for name, report in runs.items():
        goals += [
            Goal(f"{name}: layers add up to too little", 1 - report.closure, MOST_LACKING),
            Goal(f"{name}: layers add up to too much", report.closure - 1, MOST_EXCESS),
            Goal(f"{name}: between layers", glue_of(report), MOST_GLUE),
        ]
    baseline = {
        name: {
            "rows": len(report.layers),
            "latency_ms": report.whole_ms.median,
            "overhead": report.overhead,
            "clock": report.trust.clock,
            "passes": report.runs,
            "wall_over_cpu": report.trust.wall_over_cpu,
            "predicted_mb": (report.peak_bytes.predicted or 0) / MB,
            "measured_mb": (report.peak_bytes.measured or 0) / MB,
        }
        for name, report in runs.items()
    }
    finish("recorded_training" if is_training else "recorded_timing", goals, baseline)


if __name__ == "__main__":
    main()
