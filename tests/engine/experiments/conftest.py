"""Networks that learned, once for all tests that look at them."""

from collections.abc import Iterator

import pytest
import torch

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.found.training import Training
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.setting import Setting
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.training import run

LEARNED = Setting(steps=60)
LEARNED_ARCHS = ("resnet8", "plain20", "resnet20")
DEEP_LEARNED = Setting(steps=120)
DEEP_ARCHS = ("plain20", "resnet20", "plain56", "resnet56")


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Results are the same to the bit for one thread only."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def learned() -> Kept:
    """residual-8, plain-20 and residual-20 after the 60 steps of `LEARNED`."""
    kept = Kept()
    trainings_of(LEARNED_ARCHS, LEARNED, kept)
    return kept


@pytest.fixture(scope="session")
def deeply_learned() -> Kept:
    """Both depths of both kinds after 120 steps: for tests with the mark `deep`, 25 s."""
    kept = Kept()
    trainings_of(DEEP_ARCHS, DEEP_LEARNED, kept)
    return kept


def trainings_of(archs: tuple[str, ...], setting: Setting, kept: Kept) -> tuple[Training, ...]:
    """What a whole run finds."""
    *_, last = run(RunExperiment(Experiment.DEGRADATION, archs, setting), kept)
    return last.found().training
