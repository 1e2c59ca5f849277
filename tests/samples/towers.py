"""Two towers that meet at their ends, as CLIP has them: torch alone."""

import torch
from torch import Tensor, nn

from tests.samples.modules import TOKENS, WIDTH, WORDS, EncoderBlock

BLOCKS = 5  # in each tower: more than sixty layers in all


class Tower(nn.Module):
    """Blocks and a norm over what comes in."""

    def __init__(self, first: nn.Module) -> None:
        super().__init__()
        self.first = first
        self.blocks = nn.ModuleList(EncoderBlock(WIDTH, 2) for _ in range(BLOCKS))
        self.norm = nn.LayerNorm(WIDTH)

    def forward(self, x: Tensor) -> Tensor:
        x = self.first(x)
        for block in self.blocks:
            x = block(x)
        return self.norm(x)  # type: ignore[no-any-return]


class Patches(nn.Module):
    """An image as a row of patches."""

    def __init__(self) -> None:
        super().__init__()
        self.proj = nn.Conv2d(3, WIDTH, 4, 4)

    def forward(self, x: Tensor) -> Tensor:
        return self.proj(x).flatten(2).transpose(1, 2)  # type: ignore[no-any-return]


class TwoTowers(nn.Module):
    """How near an image and a text are, by the mean of each tower."""

    def __init__(self) -> None:
        super().__init__()
        self.visual = Tower(Patches())
        self.textual = Tower(nn.Embedding(WORDS, WIDTH))

    def forward(self, image: Tensor, text: Tensor) -> Tensor:
        return self.visual(image).mean(1) @ self.textual(text).mean(1).T  # type: ignore[no-any-return]


def two_towers() -> tuple[nn.Module, tuple[Tensor, Tensor]]:
    """The network and what goes into it."""
    text = torch.zeros(1, TOKENS, dtype=torch.long)
    return TwoTowers().eval(), (torch.zeros(1, 3, 16, 16), text)
