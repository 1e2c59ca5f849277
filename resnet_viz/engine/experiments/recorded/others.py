"""What a network of others responds to in a picture: its module is asked as it is."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import torch
from torch import Tensor, nn

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.found.picture import Origin, Response
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.pictured import picture_shape
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.graph.network import Network
from resnet_viz.core.progress import Step
from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.wording import shape_text
from resnet_viz.engine.experiments.driving import MayGoOn, always, outcomes_of
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.experiments.recorded.parts import part_maps
from resnet_viz.engine.experiments.relayed import counted
from resnet_viz.engine.experiments.responses.looked import LIVE_PIXELS, Look, looked, own_picture
from resnet_viz.engine.experiments.responses.response import Scorer
from resnet_viz.engine.trace.given import Given
from resnet_viz.engine.trace.tensors import tensors_in

FEWEST_CLASSES = 2


class Other(NamedTuple):
    """A module in evaluation, what one call of it is given, and the network recorded of it."""

    module: nn.Module
    given: Given
    network: Network
    title: str
    origin: Origin


def outcomes_of_other(
    other: Other, asked: RunExperiment, may_go_on: MayGoOn = always
) -> Iterator[tuple[Step, Outcome]]:
    """The outcome so far, and last the final one, as experiments of the family give it.

    UserError for a network that takes no picture or gives no classes.
    """
    return outcomes_of(asked, partial(steps_of, other, asked), may_go_on)


def steps_of(other: Other, asked: RunExperiment) -> Iterator[Progressed]:
    """The steps of a run, each with what was found until then; UserError as above."""
    found: list[Response] = []
    return counted(_looked(other, asked, found), lambda: Found(responses=tuple(found)))


def _looked(other: Other, asked: RunExperiment, found: list[Response]) -> Iterator[tuple[str, int]]:
    _, channels, height, width = picture_shape(other.network)
    seen = own_picture(asked.image, (channels, height, width))
    network = scorer_of(other)
    with torch.no_grad():
        classes = network(seen.picture).shape[1]
    look = Look(
        net_of(other),
        network,
        lambda picture: part_maps(other.module, network, other.network.graph, picture),
        seen,
        tuple(map(str, range(classes))),
        asked.setting.is_longer or height * width <= LIVE_PIXELS,
        is_own=True,
        origin=other.origin,
        is_alone=not other.network.is_batch_free,
    )
    yield from looked(look, found)


def net_of(other: Other) -> Net:
    """What plots and captions have to know of it."""
    is_residual = other.network.graph.shortcut_count > 0
    kind = NetKind.RESIDUAL if is_residual else NetKind.PLAIN
    return Net(other.network.name, kind, 0, shown_text(other.title))


def scorer_of(other: Other) -> Scorer:
    """The module as pictures to scores; UserError where it gives something else.

    A picture takes the place of the one tensor that the module is given, with its element type, on
    the device of the module's weights.
    """
    if any(each.is_meta for each in other.module.parameters()):
        raise UserError(f"{other.title} is on the meta device: its weights have no values", "arch")
    like = next(tensors_in((other.given.args, dict(other.given.kwargs))))
    device = next((each.device for each in other.module.parameters()), torch.device("cpu"))

    def scores(pictures: Tensor) -> Tensor:
        entering = pictures.to(device, like.dtype).clone()  # the module may write into it
        args, kwargs = other.given.changed(lambda _: entering)
        found = {id(each): each for each in tensors_in(other.module(*args, **kwargs))}
        return _checked(tuple(found.values()), len(pictures), other.title).float().cpu()

    return scores


def _checked(outputs: tuple[Tensor, ...], pictures: int, title: str) -> Tensor:
    if len(outputs) == 1 and outputs[0].is_floating_point() and outputs[0].dim() == 2:
        rows, classes = outputs[0].shape
        if rows == pictures and classes >= FEWEST_CLASSES:
            return outputs[0]
    shapes = ", ".join(shape_text(tuple(each.shape)) or "1 number" for each in outputs)
    raise UserError(
        "a picture can only be shown to a network with one output of 1 × classes, two or more. "
        f"{title} gives {shapes or 'no tensor'}",
        "arch",
    )
