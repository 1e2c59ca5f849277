"""A network with more blocks that computes the same: He et al. 2015, section 1.

A residual block whose branch gives 0 passes on its input, to the last bit. A plain block passes it
on with one pattern in its kernels, and as far as batch norm's statistics stay what they were.
"""

from collections.abc import Iterable
from dataclasses import replace

import torch
from torch import nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.rules import checked
from resnet_viz.core.resnet.spec import Block, Order, ResNetSpec, ShortcutOption
from resnet_viz.engine.experiments.nets import block_paths, branch_of, net_of
from resnet_viz.engine.model.model import PostActivation, ResNet

TIMES = 3  # as many blocks in each stage: 20 layers become 56


def grown_arch(arch: str) -> str:
    """The ARCH with three times the blocks in each stage.

    UserError for a network that can't be grown so that its blocks change nothing.
    """
    spec = parse(arch)
    if reason := _hindrance(spec):
        raise UserError(f"{arch} can't be grown by blocks that change nothing: {reason}", "arch")
    return str(checked(replace(spec, stages=tuple(TIMES * count for count in spec.stages))))


def grown_network(network: ResNet, arch: str, setting: Setting, seed: int) -> ResNet:
    """The grown network: all of the trained one, and after it in each stage blocks without effect.

    `arch` is that of the grown network. The new blocks' other weights are drawn as the setting
    says, so that they can learn.
    """
    deep = net_of(arch, setting, seed)
    own = deep.state_dict()
    with torch.no_grad():
        for name, value in network.state_dict().items():
            own[name].copy_(value)
        for path in set(block_paths(deep)) - set(block_paths(network)):
            _make_identity(deep.get_submodule(path))
    return deep


def _hindrance(spec: ResNetSpec) -> str:
    """Why a block of this network can't be the identity, '' where it can."""
    if spec.shortcut is ShortcutOption.ALL_PROJECTIONS:
        return "each of its shortcuts is a projection. Take shortcut=A or shortcut=B"
    if not spec.is_plain:
        return ""
    if spec.block is Block.BOTTLENECK:
        return "a plain bottleneck passes on a part of its channels only. Take basic blocks"
    if spec.order is Order.PRE:
        return "its blocks begin with a ReLU, and no shortcut passes by it. Take order=post"
    return "its blocks scale their channels. Leave se out" if spec.se else ""


def _make_identity(block: nn.Module) -> None:
    layers = branch_of(block)
    norms = [each for each in layers if isinstance(each, nn.BatchNorm2d)]
    convolutions = [each for each in layers if isinstance(each, nn.Conv2d)]
    if isinstance(block, nn.Sequential):
        _pass_on(convolutions, norms)
    elif isinstance(block, PostActivation) and norms:
        nn.init.zeros_(norms[-1].weight)
        nn.init.zeros_(norms[-1].bias)
    else:
        nn.init.zeros_(convolutions[-1].weight)


def _pass_on(convolutions: Iterable[nn.Conv2d], norms: Iterable[nn.BatchNorm2d]) -> None:
    """Kernels that give the place in their middle, and batch norms that divide by what they add."""
    for convolution in convolutions:
        nn.init.dirac_(convolution.weight)
    for norm in norms:
        norm.reset_running_stats()
        nn.init.constant_(norm.weight, (1 + norm.eps) ** 0.5)
        nn.init.zeros_(norm.bias)
