"""Which function runs which experiment."""

from collections.abc import Callable, Iterator, Mapping

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.progressed import Progressed

Run = Callable[[RunExperiment, Kept], Iterator[Progressed]]


def _gradients(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    from resnet_viz.engine.experiments.gradients import run

    return run(asked, kept)


def _learning(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    from resnet_viz.engine.experiments.training import run

    return run(asked, kept)


def _identity(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    from resnet_viz.engine.experiments.growing.identity import run

    return run(asked, kept)


def _shattered(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    from resnet_viz.engine.experiments.shattered import run

    return run(asked, kept)


def _lesion(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    from resnet_viz.engine.experiments.lesion import run

    return run(asked, kept)


def _inside(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    from resnet_viz.engine.experiments.inside import run

    return run(asked, kept)


def _paths(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    from resnet_viz.engine.experiments.paths.paths import run

    return run(asked, kept)


def _landscape(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    from resnet_viz.engine.experiments.landscape.landscape import run

    return run(asked, kept)


def _picture(asked: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    from resnet_viz.engine.experiments.responses.picture import run

    return run(asked, kept)


RUNS: Mapping[Experiment, Run] = {
    Experiment.GRADIENTS: _gradients,
    Experiment.DEGRADATION: _learning,
    Experiment.TRAINING: _learning,
    Experiment.IDENTITY: _identity,
    Experiment.SHATTERED: _shattered,
    Experiment.LESION: _lesion,
    Experiment.INSIDE: _inside,
    Experiment.PATHS: _paths,
    Experiment.LANDSCAPE: _landscape,
    Experiment.PICTURE: _picture,
}
"""A row an experiment; its module is imported when it is first run."""
