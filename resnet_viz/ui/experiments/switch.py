"""Which switches each experiment has: only those that its result or its chart depends on."""

from enum import Enum, auto

from resnet_viz.core.experiments.experiment import Experiment


class Switch(Enum):
    """A switch above the chart; networks and seed are everywhere."""

    DEPTHS = auto()  # several at once
    BATCH_NORM = auto()
    INIT = auto()
    SEEDS = auto()
    DATA = auto()
    STEPS = auto()
    PLANE = auto()
    FILES = auto()


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
    Experiment.PICTURE: TRAINED | {Switch.FILES},
}

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
