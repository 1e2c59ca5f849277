"""Times of layers taken one at a time, for devices that can't time them within a pass.

MPS has no usable events, so each layer runs by itself on its own input between synchronisations.
Estimates: caches are warmer than in a pass, and in-place layers run again on their own output.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from resnet_viz.engine.timing.clocks import Clock
from resnet_viz.engine.timing.hooks import ModuleTimes
from resnet_viz.engine.timing.prepare import Prepared

REPEATS = 10
SERIES = 5
Given = tuple[Tensor, ...]


def isolated_times(prepared: Prepared, clock: Clock) -> list[ModuleTimes]:
    """Five series of self times in the order of `named_modules()`; 0 for modules with children.

    Layers that are equal in kind and input are timed once. The whole of each is the sum of its
    layers.
    """
    inputs = _inputs_of(prepared)
    series = [_series(prepared, inputs, clock) for _ in range(SERIES)]
    return [ModuleTimes(times, sum(times)) for times in series]


def _series(prepared: Prepared, inputs: dict[str, Given], clock: Clock) -> tuple[float, ...]:
    known: dict[object, float] = {}
    times = []
    for path, module in prepared.model.named_modules():
        given = inputs.get(path)
        if given is None:
            times.append(0.0)
            continue
        kind = repr(module), tuple((each.shape, each.stride(), each.dtype) for each in given)
        if kind not in known:
            known[kind] = _time_alone(prepared, module, given, clock)
        times.append(known[kind])
    return tuple(times)


def _inputs_of(prepared: Prepared) -> dict[str, Given]:
    """Tensors shaped like what each layer gets in a pass."""
    inputs: dict[str, Given] = {}
    handles = []
    for path, module in prepared.model.named_modules():
        if not any(module.children()):

            def note(_: nn.Module, given: Given, path: str = path) -> None:
                inputs[path] = tuple(torch.randn_like(each) for each in given)

            handles.append(module.register_forward_pre_hook(note))
    try:
        prepared.run()
    finally:
        for handle in handles:
            handle.remove()
    return inputs


def _time_alone(
    prepared: Prepared, module: nn.Module, given: Sequence[Tensor], clock: Clock
) -> float:
    with prepared.context():
        module(*given)
        clock.synchronize()
        start = clock.mark()
        for _ in range(REPEATS):
            module(*given)
        clock.synchronize()
        end = clock.mark()
    return clock.wall_ms(start, end) / REPEATS
