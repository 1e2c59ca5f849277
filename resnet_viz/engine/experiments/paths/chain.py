"""A residual network taken apart at its blocks, so that a gradient can go back along one path."""

from collections.abc import Collection, Iterable
from functools import reduce
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from resnet_viz.engine.experiments.nets import blocks_of, stage_names, stem_of
from resnet_viz.engine.model.model import PostActivation, PreActivation, ResNet, run


class Link(NamedTuple):
    """One block on a batch: its input, what branch and shortcut make of it, and of their sum.

    `is_passing` says where the ReLU behind the sum lets through, None where there is no ReLU.
    """

    x: Tensor
    branch: Tensor
    shortcut: Tensor
    is_passing: Tensor | None


class Chain(NamedTuple):
    """All blocks of a network on a batch, and dL/dx at the last one's output."""

    links: tuple[Link, ...]
    gradient: Tensor


def chain_of(net: ResNet, pictures: Tensor, labels: Tensor) -> Chain:
    """A network of residual blocks taken apart; each block's input is cut off from the last one."""
    with torch.no_grad():
        x = _through(stem_of(net), pictures)
    links: list[Link] = []
    for block in blocks_of(net):
        links.append(_link(block, x.detach().requires_grad_()))
        x = _output(links[-1])
    x = x.detach().requires_grad_()
    loss = functional.cross_entropy(_through(head_of(net), x.clone()), labels)
    return Chain(tuple(links), torch.autograd.grad(loss, x)[0])


def head_of(net: ResNet) -> tuple[nn.Module, ...]:
    """The modules after the last block, in their order."""
    children = dict(net.named_children())
    return tuple(children.values())[tuple(children).index(stage_names(net)[-1]) + 1 :]


def path_gradient(chain: Chain, branches: Collection[int]) -> Tensor:
    """dL/dx at the first block's input, along the path through these blocks' branches alone.

    All other blocks are passed by their shortcuts (Veit et al. 2016, section 5). The gradients of
    all paths add up to the whole gradient: going back is linear.
    """
    gradient = chain.gradient
    for place, link in reversed(tuple(enumerate(chain.links))):
        if link.is_passing is not None:
            gradient = gradient * link.is_passing
        way = link.branch if place in branches else link.shortcut
        if way is not link.x:
            gradient = torch.autograd.grad(way, link.x, gradient, retain_graph=True)[0]
    return gradient


def _link(block: nn.Module, x: Tensor) -> Link:
    assert isinstance(block, PostActivation | PreActivation)
    active = run(block, block.activation, x) if isinstance(block, PreActivation) else x
    branch = run(block, block.residual, active)
    shortcut = x if block.downsample is None else block.downsample(active)
    is_passing = None if isinstance(block, PreActivation) else branch + shortcut > 0
    return Link(x, branch, shortcut, is_passing)


def _output(link: Link) -> Tensor:
    total = link.branch + link.shortcut
    return total if link.is_passing is None else total * link.is_passing


def _through(modules: Iterable[nn.Module], x: Tensor) -> Tensor:
    return reduce(lambda value, module: module(value), modules, x)
