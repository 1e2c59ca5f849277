"""What child processes are asked of a network apart from its times and pictures."""

from dataclasses import dataclass

from resnet_viz.core.request import Request, Worker
from resnet_viz.core.weights.figures import WeightsFigures


@dataclass(frozen=True, slots=True)
class Layouts:
    """Graphviz's json0 text for each DOT text, in their order."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LayOut(Request[Layouts]):
    """The layouts of small DOT texts."""

    verb = "layout"
    worker = Worker.DRAW

    dots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """torchinfo's table of a model, many lines of text."""

    text: str


@dataclass(frozen=True, slots=True)
class Summarize(Request[Summary]):
    """The summary of the real model of the network that `arch` names."""

    verb = "summary"
    worker = Worker.COMPUTE

    arch: str


@dataclass(frozen=True, slots=True)
class WeightsFound:
    """A file of weights by its whole path, and the network that they are for.

    `assumed` is what the weights leave open and was taken as usual, '' where they fit the network
    that was asked for. `set_names` are the sets of weights in the file that can be chosen, in the
    order in which they are preferred, and `set_name` the one that was taken. `taken` says of
    several sets which one this is, and `left_out` what of it the network doesn't use; both are
    parts of a sentence, '' where there is nothing to say.
    """

    path: str
    arch: str
    assumed: str
    set_name: str = ""
    set_names: tuple[str, ...] = ()
    taken: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class ReadWeights(Request[WeightsFound]):
    """Which network a file of weights is for: that of `arch` where they fit it.

    `set_name` is one of several sets in the file, '' for the usual one.
    """

    verb = "weights"
    worker = Worker.COMPUTE

    path: str
    arch: str
    set_name: str = ""


@dataclass(frozen=True, slots=True)
class LookAtWeights(Request[WeightsFigures]):
    """The figures of the weights in a file, as those of the network that `arch` names.

    `against` is a second file, '' for none; both are written as `core.weights.place` reads them.
    """

    verb = "weigh"
    worker = Worker.COMPUTE

    arch: str
    file: str
    against: str = ""
