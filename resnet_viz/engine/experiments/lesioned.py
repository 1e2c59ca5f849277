"""A trained network with blocks or shortcuts gone, made of the same modules: it isn't changed."""

from collections.abc import Collection
from typing import NamedTuple

import torch
from torch import Tensor, nn

from resnet_viz.engine.experiments.nets import block_paths, blocks_of, branch_of, stem_of
from resnet_viz.engine.model.model import PostActivation, PreActivation, ResNet, run

JOIN = ".add"  # what the graph calls the sum of a block, which names its shortcut


class Lesion(NamedTuple):
    """Paths of blocks whose F is gone and of blocks whose shortcut is gone; a block to swap.

    `swapped` is the place of the first of two neighbours.
    """

    dropped: frozenset[str] = frozenset()
    cut: frozenset[str] = frozenset()
    swapped: int | None = None


class ShortcutOnly(nn.Module):
    """A residual block with F = 0: what its shortcut carries, and what follows the sum."""

    def __init__(self, block: PostActivation | PreActivation) -> None:
        super().__init__()
        self.block = block

    def forward(self, x: Tensor) -> Tensor:
        return _after_sum(self.block, addends(self.block, x, has_branch=False)[1])


class BranchOnly(nn.Module):
    """A residual block without its shortcut: F alone, and what follows the sum."""

    def __init__(self, block: PostActivation | PreActivation) -> None:
        super().__init__()
        self.block = block

    def forward(self, x: Tensor) -> Tensor:
        return _after_sum(self.block, addends(self.block, x)[0])


class Nothing(nn.Module):
    """A residual block of which neither F nor the shortcut is left: zeros."""

    def __init__(self, block: PostActivation | PreActivation) -> None:
        super().__init__()
        self.block = block

    def forward(self, x: Tensor) -> Tensor:
        return torch.zeros_like(addends(self.block, x, has_branch=False)[1])


def addends(
    block: PostActivation | PreActivation, x: Tensor, *, has_branch: bool = True
) -> tuple[Tensor, Tensor]:
    """F(x) and what the shortcut carries, before their sum; F is left out as x where not asked."""
    active = run(block, block.activation, x) if isinstance(block, PreActivation) else x
    branch = run(block, block.residual, active) if has_branch else x
    return branch, x if block.downsample is None else block.downsample(active)


def _after_sum(block: PostActivation | PreActivation, x: Tensor) -> Tensor:
    return torch.relu(x) if isinstance(block, PostActivation) else x


def lesioned(network: ResNet, lesion: Lesion) -> nn.Sequential:
    """The network's own modules in a row, those of the lesion replaced, left out or swapped."""
    blocks = [
        _after_lesion(path, block, lesion)
        for path, block in zip(block_paths(network), blocks_of(network), strict=True)
    ]
    if lesion.swapped is not None:
        first = lesion.swapped
        blocks[first], blocks[first + 1] = blocks[first + 1], blocks[first]
    left = [block for block in blocks if block is not None]
    return nn.Sequential(*stem_of(network), *left, *head_of(network))


def _after_lesion(path: str, block: nn.Module, lesion: Lesion) -> nn.Module | None:
    is_dropped, is_cut = path in lesion.dropped, path in lesion.cut
    if not isinstance(block, PostActivation | PreActivation):
        return None if is_dropped else block
    if is_dropped and is_cut:
        return Nothing(block)
    if is_dropped:
        return ShortcutOnly(block)
    return BranchOnly(block) if is_cut else block


def head_of(network: ResNet) -> tuple[nn.Module, ...]:
    """The modules after the last block, in their order."""
    children = dict(network.named_children())
    last_stage = max(place for place, name in enumerate(children) if name.startswith("layer"))
    return tuple(children.values())[last_stage + 1 :]


def is_shape_changing(block: nn.Module) -> bool:
    """Whether a block gives other channels or another size than it takes."""
    convs = [each for each in branch_of(block) if isinstance(each, nn.Conv2d)]
    is_strided = any(conv.stride != (1, 1) for conv in convs)
    return is_strided or convs[0].in_channels != convs[-1].out_channels


def can_drop(block: nn.Module) -> bool:
    """Whether something is left to pass on without F: a shortcut, or the input as it is."""
    return isinstance(block, PostActivation | PreActivation) or not is_shape_changing(block)


def shortcut_path(path: str, block: nn.Module) -> str:
    """The path of a block's shortcut, empty in a plain network."""
    return f"{path}{JOIN}" if isinstance(block, PostActivation | PreActivation) else ""


def chosen_lesion(network: ResNet, cut: Collection[str]) -> Lesion:
    """The lesion of the paths that a person cut, as far as they are in this network."""
    paths = block_paths(network)
    shortcuts = {
        shortcut_path(path, block): path
        for path, block in zip(paths, blocks_of(network), strict=True)
    }
    return Lesion(
        frozenset(path for path in paths if path in cut),
        frozenset(path for name, path in shortcuts.items() if name and name in cut),
    )
