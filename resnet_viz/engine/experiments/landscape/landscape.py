"""The loss around a network's weights: along one direction, and over two.

Li et al. 2018, "Visualizing the Loss Landscape of Neural Nets". Batch norm takes the statistics of
the batch itself, which is the same everywhere: with running statistics the loss would be of
activations that the moved weights would not give.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from resnet_viz.core.experiments.found.landscape import LOW_LOSS, MOST_LOSS, Landscape
from resnet_viz.core.experiments.net import Net
from resnet_viz.core.experiments.outcome import Found
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.landscape.directions import Moved, direction_of
from resnet_viz.engine.experiments.landscape.surface import cells_below, minima_in
from resnet_viz.engine.experiments.nets import fitted_arch, net_named
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.experiments.relayed import counted, relayed
from resnet_viz.engine.experiments.training import trained

PICTURES = 128  # of the batch, the same everywhere
LINE_POINTS = 51
GRID_POINTS = 21
REACH = 1.0  # as far as the weights are long
DIRECTION_SEED = (
    7919  # times the seed: with the seed itself a direction would be the weights' start
)


@dataclass
class Walk:
    """One network on its way, and the losses so far."""

    net: Net
    moved: Moved
    pictures: int
    line: list[float] = field(default_factory=list)
    grid: list[float] = field(default_factory=list)


def run(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    """Each network trained as the setting says, then its losses; all networks in turn.

    A line of 51 points, and for longer runs a grid of 21 × 21. Of several seeds only the first.
    """
    walks: list[Walk] = []
    seed = asked.setting.seed
    return counted(_work(asked, kept, walks), lambda: _found(walks, seed))


def _work(asked: RunExperiment, kept: Kept, walks: list[Walk]) -> Iterator[tuple[str, int]]:
    setting = replace(asked.setting, seeds=1)
    data = data_of(setting)
    nets = [net_named(fitted_arch(arch, data)) for arch in asked.archs]
    places: list[tuple[float, ...]] = [(x,) for x in places_of(LINE_POINTS)]
    if setting.is_longer:
        places += [(x, y) for y in places_of(GRID_POINTS) for x in places_of(GRID_POINTS)]
    left = len(places) * len(nets)
    modules = yield from relayed(trained(asked.archs, setting, kept), after=left)
    batch = data.train_x[:PICTURES], data.train_y[:PICTURES]
    for net, module in zip(nets, modules, strict=True):
        walks.append(_walk(net, module, setting.seed, len(batch[0])))
    for place in places:
        for walk in walks:
            is_line = len(place) == 1
            into = walk.line if is_line else walk.grid
            into.append(_loss(walk.moved.to(place), batch))
            left -= 1
            yield f"{walk.net.name}, {'line' if is_line else 'grid'}", left


def places_of(points: int) -> tuple[float, ...]:
    """So many places from one end to the other, 0 in the middle."""
    half = points // 2
    return tuple(REACH * (place - half) / half for place in range(points))


def _walk(net: Net, module: nn.Module, seed: int, pictures: int) -> Walk:
    own = deepcopy(module).train()  # moved, and with other running statistics afterwards
    first = DIRECTION_SEED * (seed + 1)
    return Walk(net, Moved(own, (direction_of(own, first), direction_of(own, first + 1))), pictures)


@torch.no_grad()
def _loss(net: nn.Module, batch: tuple[Tensor, Tensor]) -> float:
    pictures, labels = batch
    loss = float(functional.cross_entropy(net(pictures), labels))
    return min(loss, MOST_LOSS) if math.isfinite(loss) else MOST_LOSS


def _found(walks: Iterable[Walk], seed: int) -> Found:
    return Found(landscapes=tuple(_landscape(walk, seed) for walk in walks if walk.line))


def _landscape(walk: Walk, seed: int) -> Landscape:
    at = places_of(LINE_POINTS)[: len(walk.line)]
    line = Landscape(walk.net, seed, at, tuple(walk.line), pictures=walk.pictures)
    return replace(line, **_grid_fields(walk.grid)) if walk.grid else line


def _grid_fields(losses: Sequence[float]) -> dict[str, Any]:
    """What a landscape says of its whole rows so far, and of the grid if it is whole."""
    starts = range(0, len(losses) - GRID_POINTS + 1, GRID_POINTS)
    rows = tuple(tuple(losses[start : start + GRID_POINTS]) for start in starts)
    at = places_of(GRID_POINTS)
    fields = {"grid_at": at, "grid": rows}
    if len(rows) < GRID_POINTS:
        return fields
    minima = tuple((at[x], at[y]) for y, x in minima_in(rows))
    return {**fields, "minima": minima, "low_cells": cells_below(rows, LOW_LOSS)}
