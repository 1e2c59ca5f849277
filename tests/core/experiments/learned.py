"""Trainings with losses as a test wants them."""

from dataclasses import replace

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.training import Record, Training
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.setting import Setting

NAMES = {NetKind.PLAIN: "plain", NetKind.RESIDUAL: "resnet", NetKind.PRE: "preact"}
PLAIN, RESIDUAL, PRE = NetKind.PLAIN, NetKind.RESIDUAL, NetKind.PRE
TRAINING = Experiment.TRAINING


def learned(kind: NetKind, depth: int, loss: float, seed: int = 0, steps: int = 60) -> Training:
    """A network that had this loss at every step."""
    net = Net(f"{NAMES[kind]}{depth},input=1x8x8", kind, depth)
    return Training(net, seed, (loss,) * steps)


def record(step: int, first: float, last: float = 1.0, stem_norm: float = 1.0) -> Record:
    """Gradients of the first and the last convolution, and a signal that is flat."""
    return Record(step, (2.0, 1.0), (first, last), stem_norm)


def outcome(
    *trainings: Training,
    setting: Setting | None = None,
    experiment: Experiment = Experiment.DEGRADATION,
) -> Outcome:
    """A whole run that found these."""
    archs = tuple(dict.fromkeys(each.net.arch for each in trainings))
    chosen = setting or Setting(steps=60)
    return Outcome(experiment, archs, chosen, Found(training=trainings), 11.2, "2.13.0")


def with_seeds(*trainings: Training, factor: float = 1.1) -> tuple[Training, ...]:
    """The same with a second seed, whose losses are so many times as high."""
    second = tuple(
        replace(each, seed=1, loss=tuple(factor * loss for loss in each.loss)) for each in trainings
    )
    return trainings + second
