"""The networks of experiments: built from ARCH, fitted to the data, started by a seed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import torch
from torch import Tensor, nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.setting import Init, Setting
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.rules import checked
from resnet_viz.core.resnet.spec import Image, Order
from resnet_viz.engine.experiments.data import Data
from resnet_viz.engine.model.build import build
from resnet_viz.engine.model.model import PostActivation, PreActivation, ResNet


def fitted_arch(arch: str, data: Data) -> str:
    """The ARCH of the same network with the data's input and classes, whatever their size.

    UserError for no legal network.
    """
    return str(checked(replace(parse(arch), image=Image(*data.shape), classes=data.classes)))


def net_named(arch: str) -> Net:
    """What plots and captions have to know of a fitted network."""
    spec = parse(arch)
    kind = NetKind.PRE if spec.order is Order.PRE else NetKind.RESIDUAL
    return Net(arch, NetKind.PLAIN if spec.is_plain else kind, spec.depth)


def is_plain(arch: str) -> bool:
    """Whether a network has no shortcuts."""
    return parse(arch).is_plain


def net_of(arch: str, setting: Setting, seed: int) -> ResNet:
    """A fitted network as a setting starts it, in training mode; the same seed, the same bits.

    PyTorch's random generator stays as it was. UserError for a start that needs batch norm
    without it.
    """
    if setting.init is Init.ZERO_GAMMA and not setting.has_batch_norm:
        raise UserError(
            "a start with the last γ at 0 needs batch norm. Turn batch norm on, or choose another "
            "start",
            "init",
        )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = build(parse(arch))  # He et al. 2015
        if setting.init is Init.DEFAULT:
            _start_as_pytorch(network)
    if setting.init is Init.ZERO_GAMMA:
        _zero_last_norms(network)
    if not setting.has_batch_norm:
        _remove_norms(network)
    return network


def _start_as_pytorch(network: ResNet) -> None:
    """Draws convolutions again as PyTorch does: uniform, variance 1 / (3 · inputs of a value)."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            module.reset_parameters()


def _zero_last_norms(network: ResNet) -> None:
    """F = 0 in each residual block: Goyal et al. 2017, section 5.1. Plain blocks have no F."""
    for block in blocks_of(network):
        if isinstance(block, PostActivation | PreActivation):
            norms = [each for each in branch_of(block) if isinstance(each, nn.BatchNorm2d)]
            nn.init.zeros_(norms[-1].weight)


def _remove_norms(network: nn.Module) -> None:
    """Puts nothing in place of batch norms.

    ReLUs then get a tensor of their own: one in place would change what the shortcut carries.
    """
    for module in tuple(network.modules()):
        if isinstance(module, nn.ReLU):
            module.inplace = False
        for name, child in tuple(module.named_children()):
            if isinstance(child, nn.BatchNorm2d):
                setattr(module, name, nn.Identity())


def stage_names(network: ResNet) -> tuple[str, ...]:
    """`layer1`, `layer2`, and so on."""
    return tuple(name for name, _ in network.named_children() if name.startswith("layer"))


def block_paths(network: ResNet) -> tuple[str, ...]:
    """The path of each block from the first on, such as `layer1.0`."""
    return tuple(
        f"{stage}.{index}"
        for stage in stage_names(network)
        for index, _ in network.get_submodule(stage).named_children()
    )


def blocks_of(network: ResNet) -> tuple[nn.Module, ...]:
    """The blocks from the first on."""
    return tuple(map(network.get_submodule, block_paths(network)))


def stem_of(network: ResNet) -> tuple[nn.Module, ...]:
    """The modules before the first block, in their order."""
    children = dict(network.named_children())
    return tuple(children.values())[: tuple(children).index(stage_names(network)[0])]


def branch_of(block: nn.Module) -> tuple[nn.Module, ...]:
    """The modules of F in their order, those of the whole block in a plain network."""
    if isinstance(block, PostActivation):
        return tuple(getattr(block, name) for name in block.residual)
    if isinstance(block, PreActivation):
        return tuple(getattr(block, name) for name in (*block.activation, *block.residual))
    return tuple(block.children())


def branch_convolutions(network: ResNet) -> tuple[nn.Conv2d, ...]:
    """The stem's convolutions and those of each branch, as signals pass them.

    Projections and those in squeeze-and-excitation are left out.
    """
    stem = [each for part in stem_of(network) for each in part.modules()]
    branches = [each for block in blocks_of(network) for each in branch_of(block)]
    return tuple(each for each in (*stem, *branches) if isinstance(each, nn.Conv2d))


@contextmanager
def outputs_seen(network: ResNet) -> Iterator[list[Tensor]]:
    """A list that each pass adds to: what the stem gives, then what each block gives.

    The tensors are those of the pass itself, so that gradients by them can be asked for; backward
    hooks of modules fail on operations in place.
    """
    outputs: list[Tensor] = []

    def add(_: nn.Module, __: object, output: Tensor) -> None:
        outputs.append(output)

    places = (stem_of(network)[-1], *blocks_of(network))
    handles = [place.register_forward_hook(add) for place in places]
    try:
        yield outputs
    finally:
        for handle in handles:
            handle.remove()
