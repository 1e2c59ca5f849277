"""A picture and a network of others that a text names, in the process of models only."""

from dataclasses import replace

import torch

from resnet_viz.core.experiments.found.picture import Origin
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.requests import LookWithModel
from resnet_viz.core.graph.network import Network
from resnet_viz.core.models.source import Source, SourceKind
from resnet_viz.core.progress import Progress, Step
from resnet_viz.engine.experiments.driving import MayGoOn
from resnet_viz.engine.experiments.recorded.others import Other, outcomes_of_other
from resnet_viz.engine.sources.load import loaded
from resnet_viz.engine.trace.given import Given


def looked_with(
    source: Source,
    asked: LookWithModel,
    network: Network,
    on_progress: Progress,
    may_go_on: MayGoOn,
) -> Outcome:
    """The outcome, whole or as far as it went; the seed of its setting decides random weights."""
    on_progress(Step(f"building {source.title}"))
    torch.manual_seed(asked.asked.setting.seed)
    found = loaded(source, asked.trust, is_on_meta=False)
    origin = Origin.CODE if source.kind is SourceKind.FACTORY else Origin.RANDOM
    other = Other(found.module, Given(*found.given), network, source.title, origin)
    for step, outcome in outcomes_of_other(other, asked.asked, may_go_on):
        on_progress(replace(step, so_far=outcome))
    return outcome
