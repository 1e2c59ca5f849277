"""Outcomes of experiments with values that nobody measured, for what only carries them."""

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.flow import Flow
from resnet_viz.core.experiments.found.training import Record, Training
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.setting import Setting

PLAIN = Net("plain20", NetKind.PLAIN, 20)
RECORD = Record(0, (0.5, 0.25), (1.5, 1e-9), 4.0)

FLOWED = Outcome(
    Experiment.GRADIENTS,
    ("plain20",),
    Setting(seed=3),
    Found(flow=(Flow(PLAIN, 3, 2.25, (1.0, 0.5), (2.0, 1.0), (1.0, 0.75)),)),
    0.25,
    "2.13.0",
)
TRAINED = Outcome(
    Experiment.TRAINING,
    ("plain20",),
    Setting(steps=2),
    Found(training=(Training(PLAIN, 0, (2.3, 2.1), 0.5, (RECORD,)),)),
    1.5,
    "2.13.0",
)
