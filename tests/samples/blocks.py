"""Small blocks as others write them, for what is said of them in pictures."""

from typing import Any

import torch
from torch import nn


class Squeeze(nn.Module):
    """A squeeze-and-excitation: every channel times its own factor."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.reduce = nn.Conv2d(channels, channels // 4, 1)
        self.expand = nn.Conv2d(channels // 4, channels, 1)

    def forward(self, x: torch.Tensor) -> Any:
        squeezed = self.reduce(x.mean((2, 3), keepdim=True)).relu()
        return x * self.expand(squeezed).sigmoid()


class Gated(nn.Module):
    """A block with a gate between its convolutions."""

    def __init__(self) -> None:
        super().__init__()
        self.wide = nn.Conv2d(8, 16, 3, padding=1)
        self.se = Squeeze(16)
        self.narrow = nn.Conv2d(16, 8, 1)

    def forward(self, x: torch.Tensor) -> Any:
        return x + self.narrow(self.se(self.wide(x)))


class Parallel(nn.Module):
    """A block whose convolutions are side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.one = nn.Conv2d(8, 8, 1)
        self.three = nn.Conv2d(8, 8, 3, padding=1)

    def forward(self, x: torch.Tensor) -> Any:
        return x + self.three(self.one(x).relu() * self.three(x))


class Activated(nn.Module):
    """A block whose shortcut begins behind its own norm."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(8)
        self.first = nn.Conv2d(8, 8, 3, padding=1)
        self.second = nn.Conv2d(8, 8, 3, padding=1)
        self.short = nn.Conv2d(8, 8, 1)

    def forward(self, x: torch.Tensor) -> Any:
        x = self.norm(x).relu()
        return self.second(self.first(x).relu()) + self.short(x)


class Gathered(nn.Module):
    """A block that goes on with a convolution where its ways are put side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(8, 8, 3, padding=1)
        self.last = nn.Conv2d(16, 8, 1)

    def forward(self, x: torch.Tensor) -> Any:
        return self.last(torch.cat([x, self.first(x)], 1))


class Windows(nn.Module):
    """A block that works on rows of places and gives an image back."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(8)
        self.inner = nn.Linear(8, 8)
        self.outer = nn.Linear(8, 8)

    def forward(self, x: torch.Tensor) -> Any:
        rows = self.norm(x.flatten(2).transpose(1, 2))
        rows = rows + self.outer(self.inner(rows).relu())
        rows = rows + self.inner(self.outer(rows).relu())
        return rows.transpose(1, 2).reshape(x.shape)


class WrittenOut(nn.Module):
    """A norm without a layer of PyTorch."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(8, 1, 1))

    def forward(self, x: torch.Tensor) -> Any:
        return self.weight * (x * torch.rsqrt(x.pow(2).mean(1, keepdim=True) + 1e-6))


class Tokens(nn.Module):
    """Patches of an image behind a token that is learned, with learned places."""

    def __init__(self) -> None:
        super().__init__()
        self.patches = nn.Conv2d(8, 4, 4, 4)
        self.token = nn.Parameter(torch.zeros(1, 1, 4))
        self.places = nn.Parameter(torch.zeros(1, 17, 4))
        self.query = nn.Linear(4, 4)

    def forward(self, x: torch.Tensor) -> Any:
        rows = self.patches(x).flatten(2).transpose(1, 2)
        rows = torch.cat([self.token.expand(len(rows), -1, -1), rows], 1) + self.places
        return self.query(rows).mean(1)


class Stages(nn.Module):
    """Stages in a list, each of several blocks."""

    def __init__(self) -> None:
        super().__init__()
        rows = (Windows(), Gathered()), (Gathered(), Windows())
        self.stages = nn.ModuleList([nn.Sequential(*row) for row in rows])

    def forward(self, x: torch.Tensor) -> Any:
        for stage in self.stages:
            x = stage(x)
        return x


def staged(block: nn.Module) -> nn.Module:
    """A block between two stages that have nothing to do with it."""
    before = nn.Sequential(nn.Conv2d(8, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 8, 1))
    stages = nn.ModuleDict({"stem": before, "stages": nn.Sequential(before, block)})
    return nn.Sequential(stages["stem"], stages["stages"])


def with_norm() -> nn.Module:
    """A norm that is written out, between two convolutions."""
    return nn.Sequential(nn.Conv2d(8, 8, 1), WrittenOut(), nn.Conv2d(8, 8, 1))


def alone_stage() -> nn.Module:
    """A stage of one group, and one of two blocks."""
    one = nn.Sequential(nn.Conv2d(8, 8, 3, padding=1), nn.BatchNorm2d(8), nn.Conv2d(8, 8, 1))
    return nn.Sequential(nn.Sequential(one), nn.Sequential(Gated(), Parallel()), nn.ReLU())


def unlike_six() -> nn.Module:
    """ReLU6, which is a hardtanh, and a hardtanh that is not."""
    return nn.Sequential(nn.Conv2d(8, 8, 1), nn.ReLU6(), nn.Hardtanh())


def long_row() -> nn.Module:
    """Convolutions in a row in one module, as a VGG has them, and a layer behind it."""
    pairs = [(nn.Conv2d(8, 8, 3, padding=1), nn.ReLU()) for _ in range(6)]
    pooled = [nn.MaxPool2d(2) if place == 3 else None for place in range(6)]
    rows = [(*pair, pool) if pool else pair for pair, pool in zip(pairs, pooled, strict=True)]
    features = nn.Sequential(*(layer for row in rows for layer in row))
    return nn.Sequential(features, nn.Conv2d(8, 4, 1))
