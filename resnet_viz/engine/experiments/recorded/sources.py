"""A picture and a network of others that a text names, in the process of models only."""

from dataclasses import replace

import torch

from resnet_viz.core.experiments.found.picture import Origin
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.requests import LookWithModel, PredictLook
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.source import Source, SourceKind
from resnet_viz.core.progress import Progress, Step
from resnet_viz.engine.experiments.driving import MayGoOn, one_thread
from resnet_viz.engine.experiments.predicting import tried_s
from resnet_viz.engine.experiments.recorded.others import Other, outcomes_of_other, steps_of
from resnet_viz.engine.sources.load import loaded
from resnet_viz.engine.trace.given import Given


def looked_with(
    source: Source,
    asked: LookWithModel,
    network: Network,
    on_progress: Progress,
    may_go_on: MayGoOn,
) -> Outcome:
    """The outcome, whole or as far as it went; the seed of its setting decides random weights.

    A step that found nothing new brings no outcome: each is some hundred kilobytes.
    """
    on_progress(Step(f"building {source.title}"))
    other, found = _other(source, asked, network), None
    for step, outcome in outcomes_of_other(other, asked.asked, may_go_on):
        is_new, found = outcome.found != found, outcome.found
        on_progress(replace(step, so_far=outcome) if is_new else step)
    return outcome


def predicted_look_s(
    source: Source, asked: PredictLook, network: Network, may_go_on: MayGoOn
) -> float:
    """Seconds of processor time that the run would take once the network is built."""
    other = _other(source, asked, network)
    with one_thread():
        return tried_s(steps_of(other, asked.asked), may_go_on)


def _other(source: Source, asked: LookWithModel | PredictLook, network: Network) -> Other:
    torch.manual_seed(asked.asked.setting.seed)
    found = loaded(source, asked.trust, is_on_meta=False)
    origin = Origin.CODE if source.kind is SourceKind.FACTORY else Origin.RANDOM
    return Other(found.module, Given(*found.given), network, source.title, origin)
