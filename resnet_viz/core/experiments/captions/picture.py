"""What may be said of a picture and the weights that looked at it."""

from collections.abc import Iterator

from resnet_viz.core.experiments.captions.words import class_share_text
from resnet_viz.core.experiments.found.picture import Origin, Response
from resnet_viz.core.experiments.net import names_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.message import Message

LEAST_DROP = 0.01  # of a share that is given as a number
OF_OTHERS = {
    Origin.RANDOM: "{name} is untrained: this is what random weights respond to.",
    Origin.CODE: "The weights of {name} are those that its code gives it.",
    Origin.MODULE: "The weights of {name} are those of the module as it was given.",
}


def caption(outcome: Outcome) -> tuple[Message, ...]:
    """The first class of each network, what its maps show, and whose weights they are."""
    names = names_of(each.net for each in outcome.found.responses)
    return tuple(
        message
        for each in outcome.found.responses
        for message in _messages(each, names[each.net], outcome.setting.steps)
    )


def _messages(response: Response, name: str, steps: int) -> Iterator[Message]:
    if response.classes:
        label, share = response.classes[0]
        yield Message(
            "{name} gives {picture} to class {label} with a share of {share}.",
            {
                "name": name,
                "picture": response.name,
                "label": label,
                "share": class_share_text(share),
            },
        )
    yield from _gradient(response)
    yield from _occlusion(response)
    yield from _weights(response, name, steps)


def _gradient(response: Response) -> Iterator[Message]:
    if any(map(any, response.gradient)):
        yield Message(
            "The input gradient shows how much each pixel, changed a little, changes this class's "
            "score."
        )
    elif response.gradient:
        yield Message("The input gradient is 0 everywhere: no pixel changes the score a little.")


def _occlusion(response: Response) -> Iterator[Message]:
    if response.occlusion and 0 < response.largest_drop < LEAST_DROP:
        yield Message("Covering one patch takes hardly anything off this share, wherever it is.")
    elif response.occlusion and response.largest_drop > 0:
        yield Message(
            "Covering one patch takes at most {drop:.2f} off this share.",
            {"drop": response.largest_drop},
        )
    elif response.occlusion:
        yield Message("Covering one patch takes nothing off this share, wherever it is.")


def _weights(response: Response, name: str, steps: int) -> Iterator[Message]:
    if response.origin and response.gradient and not response.maps:
        yield Message("No part of {name} gives a map of the picture.", {"name": name})
    if response.origin:
        yield Message(OF_OTHERS[response.origin], {"name": name})
        yield Message(
            "Its outputs are taken for classes, numbered from 0, and their softmax for shares. "
            "Pixels were scaled by the mean and standard deviation of ImageNet."
        )
    elif response.weights:
        yield Message(
            "The weights are those of {weights}. Pixels were scaled by the mean and standard "
            "deviation of ImageNet, as torchvision's weights expect.",
            {"weights": response.weights},
        )
    elif steps:
        yield Message(
            "{name} has only seen the data that it was just trained on, and knows no other "
            "classes. Choose a file of weights to ask a network about your own pictures.",
            {"name": name},
        )
    else:
        yield Message(
            "{name} is untrained: its maps show what random weights respond to. Choose steps of "
            "training, or a file of weights.",
            {"name": name},
        )
