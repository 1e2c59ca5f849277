"""Everything that only an accelerator can tell, in one command: `python -m benchmarks.gpu_check`.

On the first CUDA or XPU device: closure, overhead and agreement with torch.utils.benchmark, how
much of the pass the device works, measured memory next to the predicted, and what each option
brings in turn with plain passes. It ends with status 2 where there is no such device.
"""

import sys
from collections.abc import Iterator
from dataclasses import asdict, replace

from benchmarks.goal import Goal, finish
from benchmarks.timing_method import Round, figures_of, goals_of, rounds_of
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import ignore_progress
from resnet_viz.core.timing.device_kind import DeviceKind
from resnet_viz.core.timing.measurement import Device
from resnet_viz.core.timing.note import english_texts
from resnet_viz.core.timing.options import Precision, TimingOptions
from resnet_viz.core.timing.turns.pairing import verdict
from resnet_viz.core.timing.what_if import Casting, WhatIf
from resnet_viz.engine.devices import devices, driver_of
from resnet_viz.engine.timing.pairing import compare_settings

NETWORKS, BATCHES, ROUNDS = ("resnet18", "resnet50", "resnet152"), (1, 8, 64), 2
MOST_MEMORY_GAP = 0.1
OPTIONS = {
    "TF32": WhatIf(is_tf32=True),
    "cuDNN autotuned": WhatIf(is_autotuned=True),
    "channels last": WhatIf(is_channels_last=True),
    "fused": WhatIf(is_fused=True),
}


def accelerator() -> Device | None:
    """The first device that has events to time with."""
    return next(
        (device for device in devices() if device.type in (DeviceKind.CUDA, DeviceKind.XPU)), None
    )


def memory_goal(case: str, rounds: list[Round]) -> Iterator[Goal]:
    """Measured against predicted memory, which was made for CPUs; their libraries differ."""
    peak = rounds[0].report.peak_bytes
    if peak.measured and peak.predicted:
        gap = abs(peak.measured / peak.predicted - 1)
        yield Goal(f"{case}: |1 - measured / predicted memory|", round(gap, 4), MOST_MEMORY_GAP)


def facts_of(rounds: list[Round]) -> dict[str, object]:
    """What a case found next to its goals."""
    report = rounds[0].report
    return {
        **figures_of(rounds),
        "device_works": report.trust.kernel_share,
        "is_launch_bound": report.trust.is_launch_bound,
        "peak_bytes": asdict(report.peak_bytes),
        "notes": list(english_texts(report.trust.doubts)),
    }


def option_texts(device: Device) -> Iterator[str]:
    """What each option brings on ResNet-50 with a batch of 32, one by one and together."""
    plain = TimingOptions(device.id, 32)
    for precision in device.precisions:
        for casting in Casting if precision is not Precision.FP32 else ():
            what_if = WhatIf(casting=casting, is_channels_last=True)
            yield _held_against(replace(plain, precision=precision, what_if=what_if), plain)
    for what_if in OPTIONS.values() if device.type is DeviceKind.CUDA else ():
        yield _held_against(replace(plain, what_if=what_if), plain)
    training = replace(plain, what_if=WhatIf(is_training=True))
    channels_last = WhatIf(is_training=True, is_channels_last=True)
    yield _held_against(replace(training, what_if=channels_last), training)


def _held_against(options: TimingOptions, plain: TimingOptions) -> str:
    return verdict(compare_settings(network_named("resnet50"), options, plain, ignore_progress))


def main() -> None:
    """Every network and batch, then the options."""
    device = accelerator()
    if device is None:
        print("PyTorch finds no CUDA or XPU device here; there is nothing to check.")
        sys.exit(2)
    goals: list[Goal] = []
    facts: dict[str, object] = {"device": asdict(device), "driver": driver_of(device)}
    for arch in NETWORKS:
        for batch in BATCHES:
            case = f"{arch}, batch {batch}"
            rounds = rounds_of(arch, TimingOptions(device.id, batch), ROUNDS)
            goals += [*goals_of(case, rounds), *memory_goal(case, rounds)]
            facts[case] = facts_of(rounds)
    facts["options"] = list(option_texts(device))
    finish("accelerator", goals, facts)


if __name__ == "__main__":
    main()
