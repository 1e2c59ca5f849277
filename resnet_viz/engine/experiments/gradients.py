"""Gradient flow: one pass forward and back through each network at its start."""

import math
from collections.abc import Iterator
from dataclasses import replace

import torch
from torch import Tensor
from torch.nn import functional

from resnet_viz.core.experiments.found.flow import Flow
from resnet_viz.core.experiments.outcome import Found
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting, start_batch, start_data
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.nets import (
    branch_convolutions,
    fitted_arch,
    net_named,
    net_of,
    outputs_seen,
)
from resnet_viz.engine.experiments.norms import norms
from resnet_viz.engine.experiments.progressed import Progressed

PASSES = 2  # forward and back


def run(asked: RunExperiment, _: Kept) -> Iterator[Progressed]:
    """Each network with each seed: a step forward and a step back.

    A seed decides weights and pictures, so that each line is what a run of its seed alone gives.
    """
    setting, flows = asked.setting, list[Flow]()
    pairs = [
        (arch, setting.seed + further) for further in range(setting.seeds) for arch in asked.archs
    ]
    total = PASSES * len(pairs)

    def progressed(doing: str, done: int) -> Progressed:
        return Progressed(doing, done, total, lambda: Found(flow=tuple(flows)))

    for place, (arch, seed) in enumerate(pairs):
        for doing, flow in _steps(arch, setting, seed):
            if flow:
                flows.append(flow)
            yield progressed(doing, PASSES * place + (PASSES if flow else 1))


def _steps(arch: str, setting: Setting, seed: int) -> Iterator[tuple[str, Flow | None]]:
    data = data_of(replace(setting, data=start_data(setting), seed=seed))
    network = net_of(fitted := fitted_arch(arch, data), setting, seed)
    net, batch = net_named(fitted), start_batch(setting)
    with outputs_seen(network) as outputs:
        logits = network(data.train_x[:batch])
    loss = functional.cross_entropy(logits, data.train_y[:batch])
    yield f"{net.name}: forward", None
    activations = [root_mean_square(output) for output in outputs]
    weights = [conv.weight for conv in branch_convolutions(network)]
    gradients = norms(torch.autograd.grad(loss, [*outputs, *weights]))
    signal, by_weight = gradients[: len(outputs)], gradients[len(outputs) :]
    values = (loss.item(), *gradients, *activations)
    is_finite = all(map(math.isfinite, values))
    yield (
        f"{net.name}: backward",
        Flow(net, seed, loss.item(), tuple(signal), tuple(by_weight), tuple(activations))
        if is_finite
        else Flow(net, seed, 0.0, (), (), (), has_overflowed=True),
    )


def root_mean_square(tensor: Tensor) -> float:
    """How large a tensor's values are."""
    return tensor.detach().double().square().mean().sqrt().item()
