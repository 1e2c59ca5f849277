"""Small networks of others with random weights, and what goes into each: torch alone, no library.

`SAMPLES` lists the builders; `sample` gives one with the arguments of a pass.
"""

import warnings
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

TOKENS, WORDS, WIDTH = 6, 20, 8


class Sample(NamedTuple):
    """A network, and the arguments of one forward pass."""

    model: nn.Module
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


def sample(name: str) -> Sample:
    """A network of this module by its builder's name, always with the same weights."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(3)
        build, args, kwargs = SAMPLES[name]
        return Sample(build().eval(), args(), kwargs())


class Attention(nn.Module):
    """Self-attention as vision transformers write it, by scaled_dot_product_attention."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:
        batch, length, width = x.shape
        parts = self.qkv(x).reshape(batch, length, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4).unbind(0)
        seen = functional.scaled_dot_product_attention(q, k, v)
        return self.proj(seen.transpose(1, 2).reshape(batch, length, width))  # type: ignore[no-any-return]


class EncoderBlock(nn.Module):
    """A block with two shortcuts: attention, then two linear layers."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.norm1, self.attn = nn.LayerNorm(width), Attention(width, heads)
        self.norm2 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(
            nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width)
        )

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))  # type: ignore[no-any-return]


class VisionTransformer(nn.Module):
    """Patches, a class token, positions, three equal blocks in a ModuleList."""

    def __init__(self) -> None:
        super().__init__()
        self.patches = nn.Conv2d(3, WIDTH, 4, 4)
        self.token = nn.Parameter(torch.randn(1, 1, WIDTH))
        self.places = nn.Parameter(torch.randn(1, 17, WIDTH))
        self.blocks = nn.ModuleList(EncoderBlock(WIDTH, 2) for _ in range(3))
        self.norm, self.head = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, 5)

    def forward(self, images: Tensor) -> Tensor:
        x = self.patches(images).flatten(2).transpose(1, 2)
        x = torch.cat([self.token.expand(x.shape[0], -1, -1), x], dim=1) + self.places
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x)[:, 0])  # type: ignore[no-any-return]


class ResidualBlock(nn.Module):
    """A basic block as torchvision writes it: one ReLU for both calls, the sum in place."""

    def __init__(self, inward: int, outward: int, stride: int = 1) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inward, outward, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outward)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(outward, outward, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outward)
        self.downsample = None
        if stride > 1 or inward != outward:
            self.downsample = nn.Sequential(
                nn.Conv2d(inward, outward, 1, stride, bias=False), nn.BatchNorm2d(outward)
            )

    def forward(self, x: Tensor) -> Tensor:
        identity = x if self.downsample is None else self.downsample(x)
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += identity
        return self.relu(out)  # type: ignore[no-any-return]


def residual_network() -> nn.Module:
    """A stem, two stages of two basic blocks, a head."""
    return nn.Sequential(
        nn.Sequential(nn.Conv2d(3, 8, 3, 1, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU()),
        nn.Sequential(ResidualBlock(8, 8), ResidualBlock(8, 8)),
        nn.Sequential(ResidualBlock(8, 16, 2), ResidualBlock(16, 16)),
        nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 5)),
    )


def _twice(inward: int, outward: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inward, outward, 3, padding=1), nn.BatchNorm2d(outward), nn.ReLU(inplace=True)
    )


class UNet(nn.Module):
    """Two halvings, two transposed convolutions, what was before each halving joined by cat."""

    def __init__(self) -> None:
        super().__init__()
        self.down = nn.ModuleList([_twice(1, 4), _twice(4, 8)])
        self.pool = nn.MaxPool2d(2)
        self.middle = _twice(8, 16)
        self.up = nn.ModuleList([nn.ConvTranspose2d(16, 8, 2, 2), nn.ConvTranspose2d(8, 4, 2, 2)])
        self.merge = nn.ModuleList([_twice(16, 8), _twice(8, 4)])
        self.out = nn.Conv2d(4, 2, 1)

    def forward(self, x: Tensor) -> Tensor:
        skips = []
        for stage in self.down:
            skips.append(stage(x))
            x = self.pool(skips[-1])
        x = self.middle(x)
        for up, merge, skip in zip(self.up, self.merge, reversed(skips), strict=True):
            x = merge(torch.cat([skip, up(x)], dim=1))
        return self.out(x)  # type: ignore[no-any-return]


class DenseNet(nn.Module):
    """Each layer reads the concatenation of all before it."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, padding=1)
        self.layers = nn.ModuleList(
            nn.Sequential(nn.BatchNorm2d(8 + 4 * n), nn.ReLU(), nn.Conv2d(8 + 4 * n, 4, 3, 1, 1))
            for n in range(4)
        )
        self.norm, self.head = nn.BatchNorm2d(24), nn.Linear(24, 5)

    def forward(self, x: Tensor) -> Tensor:
        features = [self.stem(x)]
        for layer in self.layers:
            features.append(layer(torch.cat(features, 1)))
        x = functional.relu(self.norm(torch.cat(features, 1)))
        return self.head(functional.adaptive_avg_pool2d(x, 1).flatten(1))  # type: ignore[no-any-return]


class Recurrent(nn.Module):
    """Words through an LSTM of two layers in both directions, then a GRU; its last state out."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.lstm = nn.LSTM(WIDTH, 5, num_layers=2, bidirectional=True, batch_first=True)
        self.gru = nn.GRU(10, 6, batch_first=True)
        self.head = nn.Linear(6, 3)

    def forward(self, tokens: Tensor) -> tuple[Tensor, Tensor]:
        out, _ = self.lstm(self.words(tokens))
        out, state = self.gru(out)
        return self.head(out[:, -1]), state


class Language(nn.Module):
    """Words and their scores share one matrix; positions count from a constant; a causal mask."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(WORDS, WIDTH), nn.Embedding(16, WIDTH)
        self.attend = nn.MultiheadAttention(WIDTH, 2, batch_first=True)
        self.norm = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, WORDS, bias=False)
        self.head.weight = self.words.weight
        self.unread = nn.Linear(WIDTH, 7)

    def forward(self, tokens: Tensor) -> Tensor:
        length = tokens.shape[1]
        x = self.words(tokens) + self.places(torch.arange(length, device=tokens.device))
        mask = nn.Transformer.generate_square_subsequent_mask(length, device=tokens.device)
        y, _ = self.attend(x, x, x, attn_mask=mask, need_weights=False)
        return self.head(self.norm(x + y))  # type: ignore[no-any-return]


class TwoInputs(nn.Module):
    """An image and a dict of numbers in, a dict with a list out."""

    def __init__(self) -> None:
        super().__init__()
        self.see, self.read = nn.Conv2d(3, 4, 3), nn.Linear(5, 4)
        self.head = nn.Bilinear(4, 4, 2)

    def forward(self, image: Tensor, *, facts: Mapping[str, Tensor]) -> dict[str, Any]:
        seen = self.see(image).mean((2, 3))
        known = self.read(facts["numbers"]) * facts["weights"]
        return {"scores": self.head(seen, known), "parts": [seen, known]}


class InPlace(nn.Module):
    """Writes into a buffer piece by piece, adds in place through a view, and with `out=`."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(4, 3), nn.Linear(4, 3)

    def forward(self, x: Tensor) -> Tensor:
        whole = torch.zeros(x.shape[0], 6, device=x.device)
        whole[:, :3] = self.left(x)
        whole[:, 3:] = self.right(x)
        whole[:, 1:5].mul_(2).add_(1)
        result = torch.empty_like(whole)
        torch.sigmoid(whole, out=result)
        return result.relu_()


class ByData(nn.Module):
    """Takes another way where the mean is above zero: it needs real tensors."""

    def __init__(self) -> None:
        super().__init__()
        self.up, self.down = nn.Linear(4, 4), nn.Linear(4, 4)

    def forward(self, x: Tensor) -> Tensor:
        return self.up(x) if x.mean() > 0 else self.down(x)  # type: ignore[no-any-return]


class TwoStreams(nn.Module):
    """Two resolutions that read each other's sums, as HRNet does."""

    def __init__(self) -> None:
        super().__init__()
        self.start = nn.ModuleList([nn.Conv2d(3, 4, 3, 1, 1), nn.Conv2d(3, 8, 3, 2, 1)])
        self.branches = nn.ModuleList(
            nn.ModuleList([ResidualBlock(4, 4), ResidualBlock(8, 8)]) for _ in range(2)
        )
        self.down = nn.ModuleList(nn.Conv2d(4, 8, 3, 2, 1) for _ in range(2))
        self.up = nn.ModuleList(nn.Conv2d(8, 4, 1) for _ in range(2))
        self.head = nn.Linear(12, 3)

    def forward(self, x: Tensor) -> Tensor:
        high, low = self.start[0](x), self.start[1](x)
        branch: Any
        for branch, down, up in zip(self.branches, self.down, self.up, strict=True):
            high, low = branch[0](high), branch[1](low)
            larger = functional.interpolate(up(low), scale_factor=2.0, mode="nearest")
            high, low = functional.relu(high + larger), functional.relu(low + down(high))
        ends = [each.mean((2, 3)) for each in (high, low)]
        return self.head(torch.cat(ends, 1))  # type: ignore[no-any-return]


class Translation(nn.Module):
    """An encoder whose output every block of a decoder reads."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.transformer = nn.Transformer(
            WIDTH, 2, num_encoder_layers=2, num_decoder_layers=2, dim_feedforward=16,
            batch_first=True,
        )  # fmt: skip
        self.head = nn.Linear(WIDTH, WORDS)

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        return self.head(self.transformer(self.words(source), self.words(target)))  # type: ignore[no-any-return]


@torch.library.custom_op("resnet_viz_samples::experts", mutates_args=())
def experts(tokens: Tensor, weights: Tensor) -> Tensor:
    """Each token times the mean of all experts: an operation that nobody has a formula for."""
    return tokens @ weights.mean(0)


@experts.register_fake
def _(tokens: Tensor, weights: Tensor) -> Tensor:
    return tokens.new_empty(*tokens.shape[:-1], weights.shape[-1])


class Mixture(nn.Module):
    """Experts behind an operation of its own, between two linear layers."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.after = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 2)
        self.experts = nn.Parameter(torch.randn(4, WIDTH, WIDTH))

    def forward(self, x: Tensor) -> Tensor:
        x = self.before(x)
        return self.after(x + experts(x, self.experts))  # type: ignore[no-any-return]


def scripted() -> nn.Module:
    """A part compiled by TorchScript between two that are not."""
    script: Any = torch.jit.script
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch says that something newer is better
        inner = script(nn.Sequential(nn.Conv2d(4, 4, 3), nn.ReLU()))
    return nn.Sequential(nn.Conv2d(3, 4, 3), inner, nn.Flatten(), nn.Linear(64, 2))


def compiled() -> nn.Module:
    """A part given to torch.compile, which compiles nothing before it runs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what its compiler imports
        inner: Any = torch.compile(nn.Sequential(nn.Linear(4, 4), nn.ReLU()))
    return nn.Sequential(nn.Linear(3, 4), inner, nn.Linear(4, 2))


def _nothing() -> dict[str, Any]:
    return {}


def _images(channels: int, side: int) -> Callable[[], tuple[Tensor]]:
    return lambda: (torch.randn(1, channels, side, side),)


def _row(width: int) -> Callable[[], tuple[Tensor]]:
    return lambda: (torch.randn(1, width),)


def _tokens(count: int = 1) -> Callable[[], tuple[Tensor, ...]]:
    return lambda: tuple(torch.randint(WORDS, (1, TOKENS)) for _ in range(count))


def _facts() -> dict[str, Any]:
    return {"facts": {"numbers": torch.randn(1, 5), "weights": torch.rand(1, 4)}}


_Given = Callable[[], tuple[Any, ...]]
SAMPLES: Mapping[str, tuple[Callable[[], nn.Module], _Given, Callable[[], dict[str, Any]]]] = {
    "residual_network": (residual_network, _images(3, 16), _nothing),
    "VisionTransformer": (VisionTransformer, _images(3, 16), _nothing),
    "UNet": (UNet, _images(1, 16), _nothing),
    "DenseNet": (DenseNet, _images(3, 8), _nothing),
    "Recurrent": (Recurrent, _tokens(), _nothing),
    "Language": (Language, _tokens(), _nothing),
    "TwoInputs": (TwoInputs, _images(3, 8), _facts),
    "InPlace": (InPlace, _row(4), _nothing),
    "ByData": (ByData, _row(4), _nothing),
    "TwoStreams": (TwoStreams, _images(3, 16), _nothing),
    "Translation": (Translation, _tokens(2), _nothing),
    "Mixture": (Mixture, lambda: (torch.randn(1, TOKENS, WIDTH),), _nothing),
    "scripted": (scripted, _images(3, 8), _nothing),
    "compiled": (compiled, _row(3), _nothing),
}
