"""Shattered gradients: how a network's input gradient changes from one picture to another.

Balduzzi et al. 2017, "The Shattered Gradients Problem", section 2.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

import torch
from torch import Tensor, nn

from resnet_viz.core.experiments.found.shattered import Shattered
from resnet_viz.core.experiments.outcome import Found
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.engine.experiments.data import Data, data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.measuring import measuring_again
from resnet_viz.engine.experiments.nets import fitted_arch, net_named, net_of
from resnet_viz.engine.experiments.progressed import Progressed

POINTS = 200
PIXELS_AT_ONCE = 3200  # 50 points of digits: a step stays short whatever the pictures
MOST_LAG = 50  # points
MEASURED = 256  # pictures, for batch norm's statistics
MEASURING_STEPS = 2


def run(asked: RunExperiment, _: Kept) -> Iterator[Progressed]:
    """Each network with each seed: statistics of batch norm, then gradients, some points a step.

    In evaluation mode each point's gradient is that of one function, whatever else is in the batch.
    """
    setting, found = asked.setting, list[Shattered]()
    pairs = [
        (arch, setting.seed + further) for further in range(setting.seeds) for arch in asked.archs
    ]
    steps = MEASURING_STEPS + parts_of(data_of(setting))
    for place, (arch, seed) in enumerate(pairs):
        for step, (doing, shattered) in enumerate(_steps(arch, setting, seed), start=1):
            if shattered:
                found.append(shattered)
            done = steps * place + (steps if shattered else min(step, steps - 1))
            yield Progressed(doing, done, steps * len(pairs), lambda: Found(shattered=tuple(found)))


def _steps(arch: str, setting: Setting, seed: int) -> Iterator[tuple[str, Shattered | None]]:
    data = data_of(replace(setting, seed=seed))
    network = net_of(fitted := fitted_arch(arch, data), setting, seed)
    net, gradients = net_named(fitted), list[Tensor]()
    for _ in measuring_again(network, data.train_x[:MEASURED]):
        yield f"{net.name}: statistics of batch norm", None
    *first, last = line_between(data).chunk(parts_of(data))
    for points in first:
        gradients.append(input_gradients(network, points))
        yield f"{net.name}: gradients", None
    gradients.append(input_gradients(network, last))
    whole = torch.cat(gradients).double()
    if not whole.isfinite().all():
        yield f"{net.name}: gradients", Shattered(net, seed, (), (), has_overflowed=True)
        return
    _, _, height, width = whole.shape
    pixel = whole[:, 0, height // 2, width // 2]
    yield (
        f"{net.name}: gradients",
        Shattered(net, seed, tuple(pixel.tolist()), correlations(whole.flatten(1))),
    )


def parts_of(data: Data) -> int:
    """In how many steps the points are taken."""
    _, height, width = data.shape
    return min(ceil(POINTS * height * width / PIXELS_AT_ONCE), POINTS)


def line_between(data: Data) -> Tensor:
    """Points in even steps from the first picture of class 0 to the first one of class 1."""
    start, end = (data.train_x[data.train_y == number][0] for number in (0, 1))
    along = torch.linspace(0, 1, POINTS).view(-1, 1, 1, 1)
    return start + along * (end - start)


def input_gradients(network: nn.Module, points: Tensor) -> Tensor:
    """The gradient of the first class's output by each point's pixels."""
    x = points.clone().requires_grad_()
    (gradients,) = torch.autograd.grad(network(x)[:, 0].sum(), x)
    return gradients


def correlations(gradients: Tensor) -> tuple[float, ...]:
    """The mean cosine by lag of points × values, from lag 0 on; empty where all are 0.

    A point whose gradient is 0 has no direction and is left out.
    """
    sizes = gradients.norm(dim=1, keepdim=True)
    if not sizes.any():
        return ()
    directions = gradients / sizes.clamp_min(torch.finfo(sizes.dtype).tiny)
    cosines, has_direction = directions @ directions.T, (sizes > 0).double()
    pairs = has_direction @ has_direction.T
    means = []
    for lag in range(min(MOST_LAG + 1, len(gradients))):
        count = pairs.diagonal(lag).sum()
        if not count:
            break
        means.append((cosines.diagonal(lag).sum() / count).item())
    return tuple(means)
