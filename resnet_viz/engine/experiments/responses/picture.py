"""A picture and what networks respond to in it, with weights of a person's own or just trained."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.found.picture import Response
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
from resnet_viz.engine.experiments.own_pictures.files import read_picture
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.experiments.relayed import counted, relayed
from resnet_viz.engine.experiments.responses.looked import (
    LIVE_PIXELS,
    Look,
    Seen,
    looked,
    own_picture,
)
from resnet_viz.engine.experiments.responses.response import block_maps
from resnet_viz.engine.experiments.training import trained
from resnet_viz.engine.model.model import ResNet
from resnet_viz.engine.model.weights import load


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
            partial(block_maps, network),
            own_picture(asked.image, (channels, height, width)),
            tuple(map(str, range(weights.network.classes))),
            asked.setting.is_longer or height * width <= LIVE_PIXELS,
            is_own=True,
            weights=shown_text(place.title),
        )
        yield from looked(look, found)


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
            maps = partial(block_maps, network)
            look = Look(net, network.eval(), maps, seen, names, has_occlusion, is_own)
            yield from looked(look, found)


def _data_picture(path: str, data: Data) -> Seen:
    """A picture in the data's size and scale; without a path the first one to test on."""
    if not path:
        scaled = data.test_x[:1]
        grey = (scaled[0] * data.deviation + data.mean).mean(0).clamp(0, 1)
        name = f"a test picture of class {data.class_names[int(data.test_y[0])]}"
        return Seen(name, grey, scaled)
    picture = read_picture(Path(path), data.shape)
    scaled = (picture[None] - data.mean) / data.deviation
    return Seen(shown_text(Path(path).name), picture.mean(0), scaled)
