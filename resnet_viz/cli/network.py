"""The network that a command is about, from its text or from weights, and what there is to note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from resnet_viz.cli.output import say
from resnet_viz.cli.progress import progress_shown
from resnet_viz.core.errors import UserError
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.files import check_file
from resnet_viz.core.models.source import Source, source_in
from resnet_viz.core.networks import network_named
from resnet_viz.core.progress import Step
from resnet_viz.core.resnet.arch import other_name_text, unpublished_text
from resnet_viz.core.weights.place import WeightsPlace, place_of
from resnet_viz.core.wording import sentences

if TYPE_CHECKING:
    from resnet_viz.core.resnet.recognition.found import FoundWeights


def networks_asked(archs: Sequence[str]) -> list[Network]:
    """The networks that texts name, those of others recorded first; what is noted is as below."""
    from resnet_viz.cli.others.process import record

    record(archs)
    return [network_asked(arch) for arch in archs]


def network_asked(arch: str) -> Network:
    """The network that ARCH names; a depth that nobody published, and another's name, are noted.

    One of others is recorded by a process of its own.
    """
    if source_in(arch):
        from resnet_viz.cli.others.process import record

        record([arch])
        return network_named(arch)
    check_file(arch)
    network = network_named(arch)
    if text := other_name_text(arch):
        say(text)
    note = unpublished_text(arch)
    if note and network.structure:
        say(f"{arch}: {note} Stages: {network.structure.stages_text}")
    return network


def check_family(text: str, command: str) -> None:
    """UserError for a network of others, where a command is about residual networks only."""
    if source := source_in(text):
        raise UserError(
            f"{command} works with residual networks that this program makes itself, and "
            f"{source.title} is a network of others. cost, draw, diff and compare take it",
            "arch",
        )


def network_or_weights(arch: str, weights: str) -> Network:
    """The network that ARCH names or, where it names none, that the file of weights belongs to.

    What is to say of the weights is noted. UserError where neither is given, or the weights are of
    no network here or not of this one.
    """
    if weights and (source := source_in(arch)):
        raise no_weights(source)
    network = network_asked(arch) if arch else None
    if weights:
        return _network_with(place_of(weights), network)
    if network is None:
        raise UserError(
            "no network is named. Give ARCH, or --weights FILE to recognise it. See --help", "arch"
        )
    return network


def no_weights(source: Source) -> UserError:
    """Why the weights in a file can't be listed for a network of others."""
    return UserError(
        f"weights are listed for networks that this program makes, and {source.title} is a network "
        "of others. time, verify and save load its weights",
        "weights",
    )


def _network_with(place: WeightsPlace, network: Network | None) -> Network:
    """The network of a file of weights, or this one where they are its."""
    with progress_shown() as on_progress:
        on_progress(Step("reading weights"))
        from resnet_viz.core.resnet.recognition.found import weights_for, weights_in
        from resnet_viz.core.weights.contents import read_contents

        contents = read_contents(place.path)
        found = (
            weights_for(contents, network, place.set_name)
            if network
            else weights_in(contents, place.set_name)
        )
    notes = "" if network else f"{place.path.name} is {found.network.name}. "
    if text := f"{notes}{sentences(_notes(found, is_known=network is not None))}":
        say(text)
    return found.network


def _notes(found: FoundWeights, *, is_known: bool) -> Iterator[str]:
    """What is to say of weights: what was assumed, which set was taken, what was left out."""
    from resnet_viz.core.resnet.recognition.recognise import assumed_text

    if not is_known:
        yield assumed_text(found.network)
    if found.taken:
        yield found.taken
    if found.taken and len(found.set_names) > 1:
        yield "choose another with --weights FILE::SET"
    if found.left_out:
        yield found.left_out
