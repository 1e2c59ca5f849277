"""What each experiment takes by default, and what recording adds: `python -m benchmarks.learn`.

Seconds are CPU time of one thread, PyTorch loaded, nothing trained before; with names of
experiments only those are run. What recording gradients adds to training is a ratio of two loops
that take turns in one process, 60 steps each: the learner with its recorded steps and the same
without any. A loop of plain PyTorch takes its turn too.
"""

import sys
from collections.abc import Callable
from statistics import median
from time import process_time
from unittest.mock import patch

import torch

from benchmarks.goal import Goal, finish
from resnet_viz.core.experiments.asking import Wish, request_of
from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.setting import (
    LEARNING_RATE,
    MOMENTUM,
    WEIGHT_DECAY,
    Setting,
)
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.driving import outcomes
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.learning.learner import Learner
from resnet_viz.engine.experiments.nets import fitted_arch, net_named, net_of
from resnet_viz.engine.experiments.run import RUNS

GOALS_S = {
    Experiment.GRADIENTS: 1.0,
    Experiment.DEGRADATION: 15.0,
    Experiment.SHATTERED: 1.0,
    Experiment.INSIDE: 2.0,
}
SHORT_S = 3.0  # what takes less is run again
RUNS_OF_SHORT = 3
MOST_RECORDING_SHARE = 0.10
STEPS, TURNS = 60, 4  # of ABC CBA
ARCH = "resnet20"
RECORDED = "resnet_viz.engine.experiments.learning.learner.RECORDED_STEPS"


def run_s(experiment: Experiment) -> float:
    """CPU seconds of a default run, the median of three where that is short."""
    times = [_once_s(experiment)]
    while times[0] < SHORT_S and len(times) < RUNS_OF_SHORT:
        times.append(_once_s(experiment))
    return median(times)


def _once_s(experiment: Experiment) -> float:
    *_, (_, outcome) = outcomes(request_of(Wish(experiment)), Kept())
    return outcome.cpu_s


def recording_loop() -> None:
    """The product's own loop."""
    learner = new_learner()
    for _ in range(STEPS):
        learner.learn()


def bare_loop() -> None:
    """The same without a recorded step."""
    with patch(RECORDED, frozenset()):
        recording_loop()


def plain_loop() -> None:
    """As one would write it in PyTorch."""
    learner = new_learner()
    network = learner.network.train()
    optimizer = torch.optim.SGD(
        network.parameters(), lr=LEARNING_RATE, momentum=MOMENTUM, weight_decay=WEIGHT_DECAY
    )
    for step in range(STEPS):
        x, y = learner.batch(step)
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(network(x), y)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        loss.item()


def new_learner() -> Learner:
    setting = Setting(steps=STEPS)
    data = data_of(setting)
    arch = fitted_arch(ARCH, data)
    return Learner(net_of(arch, setting, 0), net_named(arch), 0, data)


def loops_s() -> dict[str, float]:
    """Median CPU seconds of each loop, in turns that go there and back."""
    loops: dict[str, Callable[[], None]] = {
        "recording": recording_loop,
        "bare": bare_loop,
        "plain": plain_loop,
    }
    times: dict[str, list[float]] = {name: [] for name in loops}
    for turn in range(TURNS + 1):
        for name in (*loops, *reversed(loops)):
            start = process_time()
            loops[name]()
            if turn:  # the first warms up
                times[name].append(process_time() - start)
    return {name: median(each) for name, each in times.items()}


def main() -> None:
    torch.set_num_threads(1)
    asked = [each for each in Experiment if each in sys.argv[1:] or not sys.argv[1:]]
    seconds = {each: round(run_s(each), 2) for each in asked if each in RUNS}
    loops = loops_s()
    recording = loops["recording"] / loops["bare"] - 1
    finish(
        "learn",
        [
            *(
                Goal(f"CPU s of {name}", seconds[name], most)
                for name, most in GOALS_S.items()
                if name in seconds
            ),
            Goal("share that recording adds", round(recording, 3), MOST_RECORDING_SHARE),
        ],
        {
            "cpu_s": seconds,
            "loops_s": {name: round(each, 3) for name, each in loops.items()},
            "torch": torch.__version__,
        },
    )


if __name__ == "__main__":
    main()
