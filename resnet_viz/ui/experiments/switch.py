"""Which switches each experiment has: only those that its result or its chart depends on."""

from enum import Enum, auto

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.models.source import source_in


class Switch(Enum):
    """A switch above the chart; the seed is everywhere."""

    DEPTHS = auto()  # several at once
    BATCH_NORM = auto()
    INIT = auto()
    SEEDS = auto()
    DATA = auto()
    STEPS = auto()
    PLANE = auto()
    IMAGE = auto()
    WEIGHTS = auto()


ONE_STEP, RANDOM = "step", "random"  # the plots that the slider is about
START = frozenset({Switch.BATCH_NORM, Switch.INIT, Switch.DATA})
TRAINED = START | {Switch.STEPS}

SWITCHES = {
    Experiment.GRADIENTS: START | {Switch.SEEDS},
    Experiment.DEGRADATION: TRAINED | {Switch.DEPTHS, Switch.SEEDS},
    Experiment.TRAINING: TRAINED | {Switch.SEEDS},
    Experiment.IDENTITY: TRAINED,
    Experiment.LESION: TRAINED | {Switch.SEEDS},
    Experiment.SHATTERED: START | {Switch.DEPTHS, Switch.SEEDS},
    Experiment.INSIDE: TRAINED | {Switch.SEEDS},
    Experiment.PATHS: TRAINED | {Switch.SEEDS},
    Experiment.LANDSCAPE: TRAINED | {Switch.PLANE},
    Experiment.PICTURE: TRAINED | {Switch.IMAGE, Switch.WEIGHTS},
}
OF_OTHERS = frozenset({Switch.IMAGE})
"""A network of others has weights, and nothing is trained for it."""


def switches_for(experiment: Experiment, archs: tuple[str, ...]) -> frozenset[Switch]:
    """Those of an experiment on these networks."""
    return OF_OTHERS if any(map(source_in, archs)) else SWITCHES[experiment]


CURVES = {
    Experiment.GRADIENTS: {
        "signal": "Signal",
        "weights": "Weights",
        "activations": "Activations",
        "": "All",
    },
    Experiment.TRAINING: {"": "All steps", ONE_STEP: "One step"},
    Experiment.LESION: {
        "": "All",
        "dropped": "One block",
        "cut": "One shortcut",
        "swapped": "Neighbours swapped",
        RANDOM: "Random blocks",
    },
}
"""The plots of which one can be chosen, by their keys; the first is shown at first."""

SLIDERS = {Experiment.TRAINING: ONE_STEP, Experiment.LESION: RANDOM}
"""The plot that is shown when the slider is moved."""
