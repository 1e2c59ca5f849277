"""Which switches each experiment has: only those that its result depends on."""

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
    CURVE = auto()
    STEP = auto()
    FILES = auto()


START = frozenset({Switch.BATCH_NORM, Switch.INIT, Switch.DATA})
TRAINED = START | {Switch.STEPS}

SWITCHES = {
    Experiment.GRADIENTS: START | {Switch.SEEDS, Switch.CURVE},
    Experiment.DEGRADATION: TRAINED | {Switch.DEPTHS, Switch.SEEDS},
    Experiment.TRAINING: TRAINED | {Switch.CURVE, Switch.STEP},
    Experiment.IDENTITY: TRAINED,
    Experiment.LESION: TRAINED,
    Experiment.SHATTERED: START | {Switch.DEPTHS, Switch.SEEDS},
    Experiment.INSIDE: TRAINED | {Switch.SEEDS},
    Experiment.PATHS: TRAINED,
    Experiment.LANDSCAPE: TRAINED,
    Experiment.PICTURE: TRAINED | {Switch.FILES},
}
