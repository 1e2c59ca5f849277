"""A picture and a module that a person gave: it is left as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from torch import nn

from resnet_viz.core.errors import UserError, shortened
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.engine.experiments.recorded.others import Other, outcomes_of_other


def looked_with_module(other: Other, asked: RunExperiment) -> Outcome:
    """The whole outcome; UserError for what can't be looked at, and for what the module raises."""
    asked = replace(asked, archs=(other.network.name,))
    with _in_evaluation(other.module):
        try:
            *_, (_, outcome) = outcomes_of_other(other, asked)
        except UserError:
            raise
        except Exception as error:  # code of others
            text = " ".join(str(error).split()) or type(error).__name__
            raise UserError(f"{other.title} can't look at it: {shortened(text)}", "arch") from error
    return outcome


@contextmanager
def _in_evaluation(module: nn.Module) -> Iterator[None]:
    modes = {each: each.training for each in module.modules()}
    try:
        module.eval()
        yield
    finally:
        for each, is_training in modes.items():
            each.training = is_training
