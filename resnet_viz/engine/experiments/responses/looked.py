"""What one network responds to in one picture, step by step: classes, gradient, maps, occlusion."""

from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.found.picture import Origin, Response
from resnet_viz.core.experiments.net import Net
from resnet_viz.core.text.letters import shown_text
from resnet_viz.engine.experiments.own_pictures.files import COLOUR, read_picture
from resnet_viz.engine.experiments.responses.response import (
    Patches,
    Scorer,
    input_gradient,
    occlusion,
    over_largest,
    over_range,
    shares_of,
    shown,
)

MOST_CLASSES = 10  # that are given
LIVE_PIXELS = 64 * 64  # occlusion of larger pictures takes a longer run
IMAGENET_MEAN = (0.485, 0.456, 0.406)  # torchvision's, by channel
IMAGENET_STD = (0.229, 0.224, 0.225)
GREY_MEAN, GREY_STD = 0.449, 0.226  # the means of these

Shape = tuple[int, int, int]
Maps = tuple[tuple[str, Tensor], ...]


class Seen(NamedTuple):
    """A picture for a network: its name, its greys as they are shown, and what goes in."""

    name: str
    grey: Tensor
    picture: Tensor


class Look(NamedTuple):
    """A network in evaluation, and what it sees.

    `maps` gives mean activations by path for a picture. Where `is_alone` the network takes no two
    pictures in one pass.
    """

    net: Net
    network: Scorer
    maps: Callable[[Tensor], Maps]
    seen: Seen
    class_names: tuple[str, ...]
    has_occlusion: bool
    is_own: bool
    weights: str = ""
    origin: Origin | None = None
    is_alone: bool = False


def own_picture(path: str, shape: Shape) -> Seen:
    """A person's picture as it goes into a network for ImageNet."""
    if not path:
        raise UserError(
            "weights of a file need a picture to look at. Choose a file of one", "image"
        )
    picture = read_picture(Path(path), shape)
    is_colour = shape[0] == COLOUR
    mean = torch.tensor(IMAGENET_MEAN if is_colour else (GREY_MEAN,) * shape[0])
    std = torch.tensor(IMAGENET_STD if is_colour else (GREY_STD,) * shape[0])
    scaled = (picture - mean[:, None, None]) / std[:, None, None]
    return Seen(shown_text(Path(path).name), picture.mean(0), scaled[None])


def looked(look: Look, found: list[Response]) -> Generator[tuple[str, int], None, None]:
    """Adds a network to what was found, and its maps one by one."""
    picture = look.seen.picture
    shares = shares_of(look.network, picture)
    if not bool(shares.isfinite().all()):
        raise UserError(f"{look.net.name} gives numbers that aren't finite with these weights")
    first = shares.topk(min(MOST_CLASSES, len(shares)))
    labels = first.indices.tolist()
    classes = ((look.class_names[label], float(shares[label])) for label in labels)
    response = Response(
        look.net,
        look.weights,
        look.seen.name,
        shown(look.seen.grey),
        tuple(classes),
        is_own=look.is_own,
        origin=look.origin,
    )
    patches = Patches(picture.shape[-2], picture.shape[-1], look.is_alone)
    left = 2 + len(patches.steps) * look.has_occlusion
    found.append(response)
    yield f"{look.net.name}: classes", left
    gradient = over_largest(input_gradient(look.network, picture, labels[0]))
    found[-1] = response = replace(response, gradient=gradient)
    yield f"{look.net.name}: input gradient", left - 1
    maps = tuple((path, over_range(each)) for path, each in look.maps(picture))
    found[-1] = response = replace(response, maps=maps)
    yield f"{look.net.name}: maps", left - 2
    if look.has_occlusion:
        yield from _covered(look, labels[0], patches, found)


def _covered(
    look: Look, label: int, patches: Patches, found: list[Response]
) -> Generator[tuple[str, int], None, None]:
    """Adds what covering each patch takes off the first class' share."""
    drops: list[float] = []
    passes = occlusion(look.network, look.seen.picture, label, is_alone=look.is_alone)
    for number, each in enumerate(passes, start=1):
        drops += each
        if number == len(patches.steps):
            found[-1] = replace(
                found[-1],
                occlusion=over_largest(torch.tensor(drops).reshape(patches.shape)),
                largest_drop=max(*drops, 0.0),
            )
        yield f"{look.net.name}: occlusion", len(patches.steps) - number
