"""A picture and what networks respond to in it, with weights of a person's own or just trained."""

from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.found.picture import Response
from resnet_viz.core.experiments.net import Net
from resnet_viz.core.experiments.outcome import Found
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.networks import network_named
from resnet_viz.core.resnet.recognition.found import weights_for, weights_in
from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.weights.contents import read_contents
from resnet_viz.core.weights.place import place_of
from resnet_viz.engine.experiments.data import Data, data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.measuring import measuring_again, statistics_kept
from resnet_viz.engine.experiments.nets import fitted_arch, net_named
from resnet_viz.engine.experiments.own_pictures.files import COLOUR, read_picture
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.experiments.relayed import counted, relayed
from resnet_viz.engine.experiments.responses.response import (
    Patches,
    block_maps,
    input_gradient,
    occlusion,
    over_largest,
    over_range,
    shares_of,
    shown,
)
from resnet_viz.engine.experiments.training import trained
from resnet_viz.engine.model.model import ResNet
from resnet_viz.engine.model.weights import load

MOST_CLASSES = 10  # that are given
LIVE_PIXELS = 64 * 64  # occlusion of larger pictures takes a longer run
IMAGENET_MEAN = (0.485, 0.456, 0.406)  # torchvision's, by channel
IMAGENET_STD = (0.229, 0.224, 0.225)
GREY_MEAN, GREY_STD = 0.449, 0.226  # the means of these

Shape = tuple[int, int, int]


class Look(NamedTuple):
    """A network in evaluation, and a picture for it as it is shown and as it goes in."""

    net: Net
    network: ResNet
    weights: str
    name: str
    grey: Tensor
    picture: Tensor
    class_names: tuple[str, ...]
    has_occlusion: bool
    is_own: bool


def run(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    """What each network responds to: with weights from a file, else just trained on the data.

    Occlusion of large pictures is for longer runs. UserError where weights or picture can't be
    read, and where weights have no picture.
    """
    found: list[Response] = []
    work = _with_weights(asked, found) if asked.weights else _with_trained(asked, kept, found)
    return counted(work, lambda: Found(responses=tuple(found)))


def _with_weights(asked: RunExperiment, found: list[Response]) -> Iterator[tuple[str, int]]:
    place = place_of(asked.weights)
    contents = read_contents(place.path)
    if asked.archs == EXPERIMENTS[Experiment.PICTURE].archs:  # nobody named a network
        each = [weights_in(contents, place.set_name, network_named(asked.archs[0]))]
    else:
        names = map(network_named, asked.archs)
        each = [weights_for(contents, network, place.set_name) for network in names]
    for weights in each:
        network = load(weights.network, weights.tensors).eval()
        assert isinstance(network, ResNet)
        channels, height, width = weights.network.image
        look = Look(
            net_named(weights.network.name),
            network,
            shown_text(place.title),
            *_own_picture(asked.image, (channels, height, width)),
            tuple(map(str, range(weights.network.classes))),
            asked.setting.is_longer or height * width <= LIVE_PIXELS,
            is_own=True,
        )
        yield from _looked(look, found)


def _own_picture(path: str, shape: Shape) -> tuple[str, Tensor, Tensor]:
    """The picture's name, its greys, and what goes into a network for ImageNet."""
    if not path:
        raise UserError(
            "weights of a file need a picture to look at. Choose a file of one", "image"
        )
    picture = read_picture(Path(path), shape)
    is_colour = shape[0] == COLOUR
    mean = torch.tensor(IMAGENET_MEAN if is_colour else (GREY_MEAN,) * shape[0])
    std = torch.tensor(IMAGENET_STD if is_colour else (GREY_STD,) * shape[0])
    scaled = (picture - mean[:, None, None]) / std[:, None, None]
    return shown_text(Path(path).name), picture.mean(0), scaled[None]


def _with_trained(
    asked: RunExperiment, kept: Kept, found: list[Response]
) -> Iterator[tuple[str, int]]:
    setting = replace(asked.setting, seeds=1)
    data = data_of(setting)
    seen = _data_picture(asked.image, data)
    networks = yield from relayed(trained(asked.archs, setting, kept), after=len(asked.archs))
    for arch, network in zip(asked.archs, networks, strict=True):
        has_occlusion = setting.is_longer or data.shape[1] * data.shape[2] <= LIVE_PIXELS
        with statistics_kept(network):
            for _ in measuring_again(network, data.train_x):
                yield "measuring batch norm", 0
            net = net_named(fitted_arch(arch, data))
            names, is_own = data.class_names, bool(asked.image)
            look = Look(net, network.eval(), "", *seen, names, has_occlusion, is_own)
            yield from _looked(look, found)


def _data_picture(path: str, data: Data) -> tuple[str, Tensor, Tensor]:
    """A picture in the data's size and scale; without a path the first one to test on."""
    if not path:
        scaled = data.test_x[:1]
        grey = (scaled[0] * data.deviation + data.mean).mean(0).clamp(0, 1)
        return f"a test picture of class {data.class_names[int(data.test_y[0])]}", grey, scaled
    picture = read_picture(Path(path), data.shape)
    return (
        shown_text(Path(path).name),
        picture.mean(0),
        (picture[None] - data.mean) / data.deviation,
    )


def _looked(look: Look, found: list[Response]) -> Generator[tuple[str, int], None, None]:
    """Adds a network to what was found, and its maps one by one."""
    shares = shares_of(look.network, look.picture)
    if not bool(shares.isfinite().all()):
        raise UserError(f"{look.net.name} gives numbers that aren't finite with these weights")
    first = shares.topk(min(MOST_CLASSES, len(shares)))
    labels = first.indices.tolist()
    classes = ((look.class_names[label], float(shares[label])) for label in labels)
    seen = shown(look.grey)
    response = Response(look.net, look.weights, look.name, seen, tuple(classes), is_own=look.is_own)
    patches = Patches(*look.picture.shape[-2:])
    left = 2 + len(patches.steps) * look.has_occlusion
    found.append(response)
    yield f"{look.net.name}: classes", left
    gradient = over_largest(input_gradient(look.network, look.picture, labels[0]))
    found[-1] = response = replace(response, gradient=gradient)
    yield f"{look.net.name}: input gradient", left - 1
    maps = tuple((path, over_range(each)) for path, each in block_maps(look.network, look.picture))
    found[-1] = response = replace(response, maps=maps)
    yield f"{look.net.name}: maps of blocks", left - 2
    if not look.has_occlusion:
        return
    drops: list[float] = []
    for number, each in enumerate(occlusion(look.network, look.picture, labels[0]), start=1):
        drops += each
        if number == len(patches.steps):
            found[-1] = replace(
                response,
                occlusion=over_largest(torch.tensor(drops).reshape(patches.shape)),
                largest_drop=max(*drops, 0.0),
            )
        yield f"{look.net.name}: occlusion", left - 2 - number
