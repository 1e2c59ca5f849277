"""The network that a command is about, from its text or from weights, and what there is to note."""

from pathlib import Path

from resnet_viz.cli.output import say
from resnet_viz.cli.progress import progress_shown
from resnet_viz.core.errors import UserError
from resnet_viz.core.progress import Step
from resnet_viz.core.resnet.arch import parse, spread_note
from resnet_viz.core.resnet.spec import ResNetSpec


def network_of(arch: str) -> ResNetSpec:
    """The network that ARCH names; a depth that nobody published is noted."""
    spec = parse(arch)
    note = spread_note(arch)
    if note:
        say(f"{arch}: {note}: {'-'.join(map(str, spec.stages))}")
    return spec


def network_or_weights(arch: str, weights: str) -> ResNetSpec:
    """The network that ARCH names or, where it names none, that the file of weights belongs to.

    UserError where neither is given, or the weights are of no network here.
    """
    if arch:
        return network_of(arch)
    if not weights:
        raise UserError(
            "no network is named; give ARCH, or --weights FILE, which tells it; see --help", "arch"
        )
    with progress_shown() as on_progress:
        on_progress(Step("reading weights"))
        from resnet_viz.core.resnet.recognise import assumed_words
        from resnet_viz.engine.model.weights import read_weights, spec_of

        spec = spec_of(read_weights(Path(weights)))
    say(f"{Path(weights).name} holds {spec}; {assumed_words(spec)}")
    return spec
