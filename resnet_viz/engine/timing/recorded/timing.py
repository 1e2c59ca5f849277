"""Timed runs of networks that were recorded: by themselves, and in turn with others."""

from collections.abc import Mapping, Sequence

from torch import nn

from resnet_viz.core.graph.network import Network
from resnet_viz.core.progress import Progress
from resnet_viz.core.timing.measurement import TimingReport
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.turns.pairing import PairedReport
from resnet_viz.core.timing.turns.turns import TurnsReport
from resnet_viz.engine.timing.pairing import compare_settings
from resnet_viz.engine.timing.recorded.prepare import Loaded, preparing
from resnet_viz.engine.timing.timing import time_network
from resnet_viz.engine.timing.turns import time_in_turn
from resnet_viz.engine.trace.given import Given


def time_model(
    model: nn.Module, given: Given, network: Network, options: TimingOptions, on_progress: Progress
) -> TimingReport:
    """Times a module whose recorded network is `network`; it stays as it was.

    Arguments on the meta device get random values. UserError as for a network of the family, for
    options that recorded networks lack, and for a module that does something else than was
    recorded.
    """
    prepare_one = preparing({network.name: Loaded(model, given)})
    return time_network(network, options, on_progress, prepare_one)


def compare_model_settings(
    loaded: Loaded,
    network: Network,
    settings: tuple[TimingOptions, TimingOptions],
    on_progress: Progress,
) -> PairedReport:
    """Times a module with two settings in turn; UserError as above."""
    prepare_one = preparing({network.name: loaded})
    return compare_settings(network, *settings, on_progress, prepare_one)


def time_models_in_turn(
    networks: Sequence[Network],
    models: Mapping[str, Loaded],
    options: TimingOptions,
    on_progress: Progress,
) -> TurnsReport:
    """Times networks in turn, those of `models` by name and others of the family; as above."""
    return time_in_turn(networks, options, on_progress, preparing(models))
