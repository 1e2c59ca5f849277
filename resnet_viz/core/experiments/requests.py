"""What the process of experiments is asked, and what it answers."""

from dataclasses import dataclass

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.request import Request, Worker


@dataclass(frozen=True, slots=True)
class RunExperiment(Request[Outcome]):
    """Runs an experiment on networks by ARCH; input and classes are those of the data.

    Each step brings the outcome so far. `cut` are the paths of blocks and shortcuts that a person
    took away, `image` a picture's file, `weights` one of weights.
    """

    verb = "experiment"
    worker = Worker.EXPERIMENTS

    experiment: Experiment
    archs: tuple[str, ...]
    setting: Setting
    cut: tuple[str, ...] = ()
    image: str = ""
    weights: str = ""


@dataclass(frozen=True, slots=True)
class LookWithModel(Request[Outcome]):
    """Runs `picture` on a network of others, in the process of models; steps as above.

    `trust` is the hash of the code that a person has agreed to.
    """

    verb = "picture of model"
    worker = Worker.MODEL

    source: str
    asked: RunExperiment
    trust: str = ""


@dataclass(frozen=True, slots=True)
class ExperimentCost:
    """About how many seconds of processor time a run takes, as its first steps say."""

    cpu_s: float


@dataclass(frozen=True, slots=True)
class PredictExperiment(Request[ExperimentCost]):
    """How long a run would take here, from its first steps, which are thrown away."""

    verb = "experiment-cost"
    worker = Worker.EXPERIMENTS

    asked: RunExperiment


@dataclass(frozen=True, slots=True)
class PredictLook(Request[ExperimentCost]):
    """How long `LookWithModel` would take, likewise."""

    verb = "cost of picture of model"
    worker = Worker.MODEL

    source: str
    asked: RunExperiment
    trust: str = ""
