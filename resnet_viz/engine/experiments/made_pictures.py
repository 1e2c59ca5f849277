"""Pictures that are made: shapes and gratings to tell apart, and noise with nothing in it."""

import math
from collections.abc import Callable

import torch
from torch import Tensor

from resnet_viz.engine.experiments.pictures import Pictures

SHAPE_SIDE = 12  # pixels
SHAPE_COUNT = 1800
SHAPE_NOISE = 0.35  # standard deviation; a shape is 1 on 0
NOISE_SIDE = 32  # pixels
NOISE_COUNT = 160
NOISE_CLASSES = 10

Marks = Callable[[Tensor, Tensor, Tensor], Tensor]
"""Which pixels belong to shapes of given radii: of their x and y from the middle and the radius."""


def _disc(x: Tensor, y: Tensor, radius: Tensor) -> Tensor:
    return x.hypot(y) <= radius


def _ring(x: Tensor, y: Tensor, radius: Tensor) -> Tensor:
    return (x.hypot(y) - radius).abs() <= 0.8


def _square(x: Tensor, y: Tensor, radius: Tensor) -> Tensor:
    return torch.maximum(x.abs(), y.abs()) <= radius


def _frame(x: Tensor, y: Tensor, radius: Tensor) -> Tensor:
    return (torch.maximum(x.abs(), y.abs()) - radius).abs() <= 0.7


def _cross(x: Tensor, y: Tensor, radius: Tensor) -> Tensor:
    return (torch.minimum(x.abs(), y.abs()) <= 0.8) & _square(x, y, radius)


def _diagonal_cross(x: Tensor, y: Tensor, radius: Tensor) -> Tensor:
    return _cross((x + y) / math.sqrt(2), (x - y) / math.sqrt(2), radius)


SHAPES: dict[str, Marks] = {
    "disc": _disc,
    "ring": _ring,
    "square": _square,
    "frame": _frame,
    "cross": _cross,
    "diagonal cross": _diagonal_cross,
}
GRATINGS = {  # by the angle of their lines
    "level grating": 0.0,
    "rising grating": math.pi / 4,
    "upright grating": math.pi / 2,
    "falling grating": 3 * math.pi / 4,
}


def shapes(generator: torch.Generator) -> Pictures:
    """Six shapes and four gratings of random places and sizes under noise, 12 × 12."""
    names = (*SHAPES, *GRATINGS)
    count = SHAPE_COUNT // len(names)
    clean = torch.cat(
        [_shape(marks, count, generator) for marks in SHAPES.values()]
        + [_grating(angle, count, generator) for angle in GRATINGS.values()]
    )
    noisy = clean + SHAPE_NOISE * torch.randn(clean.shape, generator=generator)
    return Pictures("made shapes", noisy, torch.arange(len(names)).repeat_interleave(count), names)


def noise(generator: torch.Generator) -> Pictures:
    """Normal noise of 32 × 32 with random classes: something for signals to go through."""
    x = torch.randn(NOISE_COUNT, 1, NOISE_SIDE, NOISE_SIDE, generator=generator)
    y = torch.arange(NOISE_COUNT) % NOISE_CLASSES
    return Pictures("noise", x, y, tuple(map(str, range(NOISE_CLASSES))))


def _shape(marks: Marks, count: int, generator: torch.Generator) -> Tensor:
    middle = SHAPE_SIDE / 2 - 0.5
    x, y = _places(count, middle + 2 * _spread(count, generator), generator)
    return marks(x, y, 3 + _spread(count, generator)).float().unsqueeze(1)


def _grating(angle: float, count: int, generator: torch.Generator) -> Tensor:
    x, y = _places(count, torch.zeros(count, 1, 1), generator)
    period = 4 + _spread(count, generator)
    phase = math.pi * _spread(count, generator)
    across = y * math.cos(angle) + x * math.sin(angle)
    waves = torch.sin(2 * math.pi * across / period + phase)
    return (waves > 0).float().unsqueeze(1)


def _places(count: int, x0: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Each pixel's x and y from a middle, as images × height × width."""
    y0 = x0.mean() + 2 * _spread(count, generator)
    line = torch.arange(SHAPE_SIDE, dtype=torch.float32)
    x, y = line.view(1, 1, -1) - x0, line.view(1, -1, 1) - y0
    return x.expand(-1, SHAPE_SIDE, -1), y.expand(-1, -1, SHAPE_SIDE)


def _spread(count: int, generator: torch.Generator) -> Tensor:
    """A number from −1 to 1 for each picture."""
    return 2 * torch.rand(count, 1, 1, generator=generator) - 1
