"""Which function runs which experiment."""

from collections.abc import Callable, Iterator, Mapping

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.engine.experiments import gradients, inside, lesion, shattered, training
from resnet_viz.engine.experiments.growing import identity
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.landscape import landscape
from resnet_viz.engine.experiments.paths import paths
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.experiments.responses import picture

Run = Callable[[RunExperiment, Kept], Iterator[Progressed]]

RUNS: Mapping[Experiment, Run] = {
    Experiment.GRADIENTS: gradients.run,
    Experiment.DEGRADATION: training.run,
    Experiment.TRAINING: training.run,
    Experiment.IDENTITY: identity.run,
    Experiment.SHATTERED: shattered.run,
    Experiment.LESION: lesion.run,
    Experiment.INSIDE: inside.run,
    Experiment.PATHS: paths.run,
    Experiment.LANDSCAPE: landscape.run,
    Experiment.PICTURE: picture.run,
}
"""A row an experiment."""
