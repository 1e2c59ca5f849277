"""What a network responds to in a picture: its gradient, covered patches, maps of its blocks.

Guided backpropagation is left out: its pictures are the same with random weights (Adebayo et al.
2018, "Sanity Checks for Saliency Maps").
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.found.picture import Map
from resnet_viz.engine.experiments.nets import block_paths, outputs_seen
from resnet_viz.engine.model.model import ResNet

PLACES = 14  # of a patch along each side, as far as there are pixels: 196 passes
PATCH = 2  # sides of a patch over the way to the next one
AT_ONCE_PIXELS = 4096  # in one pass: a step stays short
MOST_SIDE = 112  # of what is shown
DIGITS = 3  # of what is shown: the file of a session stays small

NO_GRADIENT = "this network lets no gradient through from its classes to the picture"

Scorer = Callable[[Tensor], Tensor]
"""A network: pictures to their scores by class, before the softmax."""


@torch.no_grad()
def shares_of(network: Scorer, picture: Tensor) -> Tensor:
    """The softmax over the classes of one picture, 1 × channels × height × width."""
    return functional.softmax(network(picture), dim=1)[0]


def input_gradient(network: Scorer, picture: Tensor, label: int) -> Tensor:
    """|d score / d pixel| of a class before the softmax, the largest over channels.

    UserError where no gradient comes back to the picture.
    """
    picture = picture.clone().requires_grad_()
    score = network(picture)[0, label]
    if not score.requires_grad:
        raise UserError(NO_GRADIENT, "arch")
    (gradient,) = torch.autograd.grad(score, picture, allow_unused=True)
    if gradient is None:
        raise UserError(NO_GRADIENT, "arch")
    changes: Tensor = gradient[0].abs().amax(0)
    return changes


@torch.no_grad()
def block_maps(network: ResNet, picture: Tensor) -> tuple[tuple[str, Tensor], ...]:
    """The mean over channels of what each block gives, by its path."""
    with outputs_seen(network) as outputs:
        network(picture)
    maps = (output[0].mean(0) for output in outputs[1:])
    return tuple(zip(block_paths(network), maps, strict=True))


class Patches(NamedTuple):
    """Where a patch is put over a picture of a height and a width, in rows of places.

    A network that takes one picture at a time has each `is_alone` in its pass.
    """

    height: int
    width: int
    is_alone: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """Places from top to bottom and from left to right."""
        return -(-self.height // self._way), -(-self.width // self._way)

    @property
    def _way(self) -> int:
        return -(-max(self.height, self.width) // PLACES)

    def covered(self, picture: Tensor, place: int) -> Tensor:
        """The picture with the patch of a place at 0, which is the mean of all pixels."""
        row, column = divmod(place, self.shape[1])
        way, reach = self._way, (PATCH - 1) * self._way // 2
        top, left = row * way - reach, column * way - reach
        hidden = picture.clone()
        rows = slice(max(top, 0), top + PATCH * way)
        hidden[..., rows, max(left, 0) : left + PATCH * way] = 0
        return hidden

    @property
    def steps(self) -> tuple[range, ...]:
        """The places of each pass."""
        count = self.shape[0] * self.shape[1]
        fitting = AT_ONCE_PIXELS // (self.height * self.width)
        size = 1 if self.is_alone else max(1, fitting)
        return tuple(range(start, min(start + size, count)) for start in range(0, count, size))


def occlusion(
    network: Scorer, picture: Tensor, label: int, *, is_alone: bool = False
) -> Iterator[list[float]]:
    """What a class' share loses where a patch covers the picture, pass by pass.

    Zeiler & Fergus 2014, "Visualizing and Understanding Convolutional Networks", section 4.2.
    """
    patches = Patches(picture.shape[-2], picture.shape[-1], is_alone)
    whole = float(shares_of(network, picture)[label])
    for places in patches.steps:
        hidden = torch.cat([patches.covered(picture, place) for place in places])
        with torch.no_grad():
            shares = functional.softmax(network(hidden), dim=1)[:, label]
        yield [whole - float(share) for share in shares]


def over_largest(values: Tensor) -> Map:
    """Values from 0 to 1 over the largest; those below 0 are 0."""
    values = values.clamp_min(0)
    largest = float(values.max())
    return shown(values / largest if largest > 0 else values)


def over_range(values: Tensor) -> Map:
    """Values from 0 to 1 between the least and the largest; all 0 where these are equal."""
    least, largest = float(values.min()), float(values.max())
    return shown((values - least) / (largest - least) if largest > least else values * 0)


def shown(values: Tensor) -> Map:
    """Rows of numbers, of large maps the means of parts."""
    height, width = values.shape
    if max(height, width) > MOST_SIDE:
        scale = MOST_SIDE / max(height, width)
        sides = max(1, round(height * scale)), max(1, round(width * scale))
        values = functional.adaptive_avg_pool2d(values[None, None], sides)[0, 0]
    return tuple(tuple(round(value, DIGITS) for value in row) for row in values.tolist())
