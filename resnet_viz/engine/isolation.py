"""Times of layers taken one at a time, for devices that can't time them within a pass.

MPS has no usable events, so each layer runs alone on its own input between synchronisations.
Estimates: caches are warmer than in a pass, and in-place layers run again on their own output.
"""

import torch
from torch import Tensor, nn

from resnet_viz.engine.clocks import Clock
from resnet_viz.engine.hooks import ModuleTimes

REPEATS = 10
SERIES = 5


def isolated_times(model: nn.Module, image: Tensor, clock: Clock) -> list[ModuleTimes]:
    """Five series of self times in the order of `named_modules()`; 0 for modules with children.

    The whole of each is the sum of its layers.
    """
    inputs = _inputs_of(model, image)
    series = [
        tuple(
            _time_alone(module, inputs.get(path), clock) for path, module in model.named_modules()
        )
        for _ in range(SERIES)
    ]
    return [ModuleTimes(times, sum(times)) for times in series]


def _inputs_of(model: nn.Module, image: Tensor) -> dict[str, tuple[Tensor, ...]]:
    """Tensors shaped like what each layer gets in a pass."""
    inputs: dict[str, tuple[Tensor, ...]] = {}
    handles = []
    for path, module in model.named_modules():
        if not any(module.children()):

            def note(_: nn.Module, given: tuple[Tensor, ...], path: str = path) -> None:
                inputs[path] = tuple(torch.randn_like(each) for each in given)

            handles.append(module.register_forward_pre_hook(note))
    try:
        with torch.inference_mode():
            model(image)
    finally:
        for handle in handles:
            handle.remove()
    return inputs


def _time_alone(module: nn.Module, given: tuple[Tensor, ...] | None, clock: Clock) -> float:
    if given is None:
        return 0.0
    with torch.inference_mode():
        module(*given)
        clock.synchronize()
        start = clock.mark()
        for _ in range(REPEATS):
            module(*given)
        clock.synchronize()
        end = clock.mark()
    return clock.wall_ms(start, end) / REPEATS
