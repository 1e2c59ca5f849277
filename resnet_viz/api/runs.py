"""Networks that run: timed layer by layer, and checked against PyTorch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, SupportsIndex

from resnet_viz.api.factories import timed_by_factory, verified_by_factory
from resnet_viz.api.networks import Arch, factory_in, module_for, network_for
from resnet_viz.core.given import device_text, whole_number
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.options import TimingOptions, precision_named
from resnet_viz.core.timing.what_if import Casting, WhatIf
from resnet_viz.core.verification import Verification
from resnet_viz.core.weights.place import place_of

if TYPE_CHECKING:
    import torch


def time(
    arch: Arch,
    device: str | torch.device = "cpu",
    batch: SupportsIndex = 1,
    *,
    precision: str = "fp32",
    threads: SupportsIndex = 0,
    weights: str | Path = "",
    autocast: bool = False,
    channels_last: bool = False,
    fused: bool = False,
    training: bool = False,
    autotune: bool = False,
    tf32: bool = False,
    long: bool = False,
    input: Any = None,
) -> TimingReport:
    """A timed pass, whole and layer by layer, with its own error stated; not stored.

    A module runs with `input`, which is as in `cost`. The code of a `FILE.py:factory` runs in a
    process of its own, once a person has agreed to it.
    `threads` 0 leaves PyTorch's own choice; `weights` is a file, as `build` takes it. `autocast`
    converts operation by operation in place of a cast; `fused` folds batch norms into
    convolutions; `training` times forward and backward; `autotune` and `tf32` are CUDA's; `long`
    takes enough passes for a 90th percentile. UserError for what the device can't do.
    """
    casting = Casting.AUTOCAST if autocast else Casting.CAST
    what_if = WhatIf(
        casting=casting,
        is_channels_last=channels_last,
        is_fused=fused,
        is_training=training,
        is_autotuned=autotune,
        is_tf32=tf32,
    )
    options = TimingOptions(
        device_text(device),
        whole_number("batch", batch),
        precision_named(precision),
        whole_number("threads", threads),
        str(weights),
        what_if,
        is_long=long,
    )
    return _timed(arch, input, options)


def _timed(arch: Arch, given: Any, options: TimingOptions) -> TimingReport:
    from resnet_viz.core.progress import ignore_progress

    if factory := factory_in(arch, given):
        return timed_by_factory(factory, options)
    loaded = module_for(arch, given)
    if loaded is None:
        from resnet_viz.engine.timing.timing import time_network

        return time_network(network_for(arch), options, ignore_progress)
    from resnet_viz.engine.timing.recorded.timing import time_model

    return time_model(*loaded, options, ignore_progress)


def verify(arch: Arch, *, weights: str | Path = "", input: Any = None) -> Verification:
    """Our arithmetic against PyTorch's own account, every layer and the whole.

    `weights` is a file that is loaded too, strictly; `input` as in `cost`. A `FILE.py:factory` runs
    in a process of its own, as in `time`. UserError where they don't fit.
    """
    if factory := factory_in(arch, input):
        return verified_by_factory(factory, str(weights))
    place = place_of(weights) if weights else None
    loaded = module_for(arch, input)
    if loaded is None:
        from resnet_viz.engine.check.verify import verify as verified

        return verified(network_for(arch), place)
    from resnet_viz.engine.check.recorded import verify_model

    return verify_model(*loaded, place)
