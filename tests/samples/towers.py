"""Two towers that meet at their ends, as CLIP has them, or that read each other: torch alone."""

import torch
from torch import Tensor, nn

from tests.samples.modules import TOKENS, WIDTH, WORDS, EncoderBlock

BLOCKS = 5  # in each tower: more than sixty layers in all
EXCHANGES = 3  # as many layers


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


class Reading(nn.Module):
    """One stream that reads another by attention, then goes on by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.cross = nn.MultiheadAttention(WIDTH, 2, batch_first=True)
        self.own = EncoderBlock(WIDTH, 2)

    def forward(self, x: Tensor, other: Tensor) -> Tensor:
        seen, _ = self.cross(x, other, other, need_weights=False)
        return self.own(x + seen)  # type: ignore[no-any-return]


class Exchange(nn.Module):
    """Two streams that read each other."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = Reading(), Reading()

    def forward(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        return self.left(x, y), self.right(y, x)


class Streams(nn.Module):
    """An image and a text that read each other again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.patches, self.words = Patches(), nn.Embedding(WORDS, WIDTH)
        self.exchanges = nn.ModuleList(Exchange() for _ in range(EXCHANGES))

    def forward(self, image: Tensor, text: Tensor) -> Tensor:
        x, y = self.patches(image), self.words(text)
        for exchange in self.exchanges:
            x, y = exchange(x, y)
        return x.mean(1) @ y.mean(1).T  # type: ignore[no-any-return]


def streams() -> tuple[nn.Module, tuple[Tensor, Tensor]]:
    """The network and what goes into it."""
    return Streams().eval(), two_towers()[1]


def encoder_decoder() -> tuple[nn.Module, tuple[Tensor, Tensor]]:
    """PyTorch's own: both layers of the decoder read the encoder's output."""
    model = nn.Transformer(WIDTH, 2, 2, 2, 2 * WIDTH, batch_first=True)
    return model.eval(), (torch.zeros(1, TOKENS, WIDTH), torch.zeros(1, TOKENS + 1, WIDTH))
