"""The network that a command is about, from its text or from weights, and what there is to note."""

from pathlib import Path

from resnet_viz.cli.output import say
from resnet_viz.cli.progress import progress_shown
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Step
from resnet_viz.core.resnet.arch import unpublished_text
from resnet_viz.core.wording import sentence


def network_asked(arch: str) -> Network:
    """The network that ARCH names; a depth that nobody published is noted."""
    network = network_named(arch)
    note = unpublished_text(arch)
    if note and network.structure:
        say(f"{arch}: {note} Stages: {network.structure.stages_text}")
    return network


def network_or_weights(arch: str, weights: str) -> Network:
    """The network that ARCH names or, where it names none, that the file of weights belongs to.

    UserError where neither is given, or the weights are of no network here.
    """
    if arch:
        return network_asked(arch)
    if not weights:
        raise UserError(
            "no network is named. Give ARCH, or --weights FILE to recognise it. See --help", "arch"
        )
    with progress_shown() as on_progress:
        on_progress(Step("reading weights"))
        from resnet_viz.core.resnet.recognise import assumed_text
        from resnet_viz.engine.model.weights import network_in, read_weights

        network = network_in(read_weights(Path(weights)), Path(weights).name)
    say(f"{Path(weights).name} is {network.name}. {sentence(assumed_text(network))}")
    return network
