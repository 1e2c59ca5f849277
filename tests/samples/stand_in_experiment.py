"""An experiment of steps that last as long as a test wants, in the real process of experiments.

The first network's text says what the run does, the seed how many milliseconds a step takes.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import torch

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.training import Training
from resnet_viz.core.experiments.net import Net, NetKind
from resnet_viz.core.experiments.outcome import Found
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.core.request import Worker
from resnet_viz.engine.experiments.data import data_of
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.learning.learner import Learner
from resnet_viz.engine.experiments.nets import net_of
from resnet_viz.engine.experiments.progressed import Progressed
from resnet_viz.engine.experiments.run import RUNS, Run

ROOT = Path(__file__).parents[2]
COMMAND = [
    sys.executable,
    "-c",
    f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    "from tests.samples.stand_in_experiment import main\nmain()",
]
STEADY, LONG, BUG, LACK, KEEPER = "steady", "long", "bug", "lack", "keeper"
NET = Net(STEADY, NetKind.PLAIN, 1)


def asked(word: str = STEADY, steps: int = 1000, step_ms: int = 5) -> RunExperiment:
    """A run of so many steps."""
    return RunExperiment(Experiment.GRADIENTS, (word,), Setting(seed=step_ms, steps=steps))


def run(request: RunExperiment, kept: Kept) -> Iterator[Progressed]:
    """Steps whose losses hang together, as those of a training do."""
    word, setting = request.archs[0], request.setting
    draw, state, losses = torch.Generator().manual_seed(7), torch.zeros(100), list[float]()
    if word == KEEPER and kept.nearest(word, setting, 0) is None:
        start = net_of("resnet8,width=1,input=1x8x8", setting, 0)
        kept.put(setting, Learner(start, replace(NET, arch=word), 0, data_of(Setting())))
        losses.append(-1.0)  # it had to be trained
    for step in range(setting.steps):
        if word == BUG and step == 3:
            raise ZeroDivisionError("a bug")
        if word == LACK and step == 3:
            raise MemoryError
        time.sleep(60 if word == LONG and step == 3 else setting.seed / 1e3)
        state = torch.tanh(state + torch.randn(100, generator=draw))
        losses.append(float(state.square().mean()))
        yield Progressed("stepping", step + 1, setting.steps, lambda: _found(losses))


def _found(losses: list[float]) -> Found:
    return Found(training=(Training(NET, 0, tuple(losses)),))


def main() -> None:
    """Serves a parent as the process of experiments, by the same loop."""
    from resnet_viz.worker import loop

    cast(dict[Experiment, Run], RUNS)[Experiment.GRADIENTS] = run
    loop.main(Worker.EXPERIMENTS)
