"""What is shown of an outcome, whatever the experiment: plots, a caption, figures of its own."""

import math
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from resnet_viz.core.experiments.captions import degradation as degradation_words
from resnet_viz.core.experiments.captions import gradients as gradient_words
from resnet_viz.core.experiments.captions import identity as identity_words
from resnet_viz.core.experiments.captions import inside as inside_words
from resnet_viz.core.experiments.captions import landscape as landscape_words
from resnet_viz.core.experiments.captions import lesion as lesion_words
from resnet_viz.core.experiments.captions import paths as path_words
from resnet_viz.core.experiments.captions import picture as picture_words
from resnet_viz.core.experiments.captions import shattered as shattered_words
from resnet_viz.core.experiments.captions import training as training_words
from resnet_viz.core.experiments.captions.setting import setting_messages
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.figures import gradients as gradient_values
from resnet_viz.core.experiments.figures import identity as identity_values
from resnet_viz.core.experiments.figures import inside as inside_values
from resnet_viz.core.experiments.figures import landscape as landscape_values
from resnet_viz.core.experiments.figures import lesion as lesion_values
from resnet_viz.core.experiments.figures import paths as path_values
from resnet_viz.core.experiments.figures import picture as picture_values
from resnet_viz.core.experiments.figures import shattered as shattered_values
from resnet_viz.core.experiments.figures import training as training_values
from resnet_viz.core.experiments.found.picture import Origin
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Plot
from resnet_viz.core.experiments.plots import (
    degradation,
    gradients,
    identity,
    inside,
    landscape,
    lesion,
    paths,
    picture,
    shattered,
    training,
)
from resnet_viz.core.experiments.setting import (
    BATCH,
    LEARNING_RATE,
    MOMENTUM,
    WEIGHT_DECAY,
    WIDTH,
)
from resnet_viz.core.message import Message
from resnet_viz.core.plain import plain_of


class Telling(NamedTuple):
    """How one experiment is shown.

    `caption` gives sentences, each a template whose condition the outcome meets: none is claimed
    that was not measured, and its numbers are those of `figures` or ratios of them. `caption_of`
    adds the setting. `plots` gives the panels from left to right and top to bottom. `figures` gives
    the entries of its networks in JSON, each with `arch` and, where there are several, `seed`.
    """

    plots: Callable[[Outcome], tuple[Plot, ...]]
    caption: Callable[[Outcome], tuple[Message, ...]]
    figures: Callable[[Outcome], tuple[dict[str, object], ...]]


TELLINGS: Mapping[Experiment, Telling] = {
    Experiment.GRADIENTS: Telling(gradients.plots, gradient_words.caption, gradient_values.figures),
    Experiment.DEGRADATION: Telling(
        degradation.plots, degradation_words.caption, training_values.figures
    ),
    Experiment.TRAINING: Telling(training.plots, training_words.caption, training_values.figures),
    Experiment.IDENTITY: Telling(identity.plots, identity_words.caption, identity_values.figures),
    Experiment.LESION: Telling(lesion.plots, lesion_words.caption, lesion_values.figures),
    Experiment.SHATTERED: Telling(
        shattered.plots, shattered_words.caption, shattered_values.figures
    ),
    Experiment.INSIDE: Telling(inside.plots, inside_words.caption, inside_values.figures),
    Experiment.PATHS: Telling(paths.plots, path_words.caption, path_values.figures),
    Experiment.LANDSCAPE: Telling(
        landscape.plots, landscape_words.caption, landscape_values.figures
    ),
    Experiment.PICTURE: Telling(picture.plots, picture_words.caption, picture_values.figures),
}
"""A row an experiment, put here next to its plots and captions."""


def plots_of(outcome: Outcome) -> tuple[Plot, ...]:
    """The panels of an outcome, whole or not."""
    return TELLINGS[outcome.experiment].plots(outcome)


def caption_of(outcome: Outcome) -> tuple[Message, ...]:
    """What may be said of an outcome, then its setting."""
    return (*TELLINGS[outcome.experiment].caption(outcome), *setting_messages(outcome))


def has_found(outcome: Outcome) -> bool:
    """Whether anything was measured of the experiment itself, beyond a training before it."""
    return bool(TELLINGS[outcome.experiment].figures(outcome))


def json_of(outcome: Outcome) -> dict[str, object]:
    """The promised JSON of `learn`: plain lists and numbers, null where a number is not finite."""
    found = {
        "experiment": outcome.experiment,
        "setting": _setting_of(outcome),
        "cpu_s": outcome.cpu_s,
        "is_whole": outcome.is_whole,
        "caption": [str(each) for each in caption_of(outcome)],
        "networks": TELLINGS[outcome.experiment].figures(outcome),
    }
    return {key: _as_json(value) for key, value in found.items()}


def _setting_of(outcome: Outcome) -> dict[str, object]:
    """What decided the result; of training nothing for a network of others, which has none."""
    setting = outcome.setting
    ran = {"longer": setting.is_longer, "threads": outcome.threads, "torch": outcome.torch}
    if outcome.origin:
        return ran if outcome.origin is Origin.MODULE else {"seed": setting.seed, **ran}
    return {
        "data": outcome.data,
        **({"folder": setting.folder} if setting.folder else {}),
        "init": setting.init,
        "batch_norm": setting.has_batch_norm,
        "seed": setting.seed,
        "seeds": setting.seeds,
        "steps": setting.steps,
        "width": WIDTH,
        "batch": BATCH,
        "learning_rate": LEARNING_RATE,
        "momentum": MOMENTUM,
        "weight_decay": WEIGHT_DECAY,
        **ran,
    }


def _as_json(value: object) -> Any:
    plain = plain_of(value)
    if isinstance(plain, Mapping):
        return {key: _as_json(each) for key, each in plain.items()}
    if isinstance(plain, tuple):
        return [_as_json(each) for each in plain]
    return None if isinstance(plain, float) and not math.isfinite(plain) else plain
