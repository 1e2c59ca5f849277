"""Accuracy of trained networks, after batch norm's running statistics were measured again.

While a network trains, its running means lag behind its weights: in evaluation mode one of 56
layers may guess after 12 steps that is right two times of three once they are measured again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil

import torch
from torch import Tensor, nn

from resnet_viz.engine.experiments.data import Data

MEASURED_AT_ONCE = 128  # pictures


@contextmanager
def measured_again(net: nn.Module, data: Data) -> Iterator[None]:
    """The network in evaluation mode, its running statistics those of one pass over training data.

    Afterwards it is as it was before, its statistics too.
    """
    with statistics_kept(net):
        for _ in measuring_again(net, data.train_x):
            pass
        yield


@contextmanager
def statistics_kept(net: nn.Module) -> Iterator[None]:
    """Gives a network its buffers and its mode back, whatever was measured in between."""
    before = {name: buffer.clone() for name, buffer in net.named_buffers()}
    was_training = net.training
    try:
        yield
    finally:
        with torch.no_grad():
            for name, buffer in net.named_buffers():
                buffer.copy_(before[name])
        net.train(was_training)


def measuring_again(net: nn.Module, x: Tensor) -> Iterator[None]:
    """A step a batch: running statistics become the mean over batches of all these pictures.

    In the end the network is in evaluation mode. Without batch norm there is nothing to measure.
    """
    norms = _norms_of(net)
    momenta = [norm.momentum for norm in norms]
    net.train()
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None
    try:
        for batch in batches(x) if norms else ():
            with torch.no_grad():
                net(batch)
            yield
    finally:
        for norm, momentum in zip(norms, momenta, strict=True):
            norm.momentum = momentum
        net.eval()


def test_steps(net: nn.Module, data: Data) -> int:
    """How many steps a test takes: those of `measuring_again`, and one for the accuracy."""
    return 1 + (len(batches(data.train_x)) if _norms_of(net) else 0)


def batches(x: Tensor) -> tuple[Tensor, ...]:
    """Pictures in parts of nearly the same size: batch norm can't learn from a last one of one."""
    return x.contiguous(memory_format=torch.channels_last).chunk(ceil(len(x) / MEASURED_AT_ONCE))


def accuracy(net: nn.Module, x: Tensor, y: Tensor) -> float:
    """The share of pictures whose class the network finds, in the mode that it is in."""
    with torch.no_grad():
        found = torch.cat([net(batch).argmax(1) for batch in batches(x)])
    return (found == y).double().mean().item()


def _norms_of(net: nn.Module) -> list[nn.BatchNorm2d]:
    return [each for each in net.modules() if isinstance(each, nn.BatchNorm2d)]
