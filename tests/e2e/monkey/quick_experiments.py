"""A process of experiments that answers at once, without PyTorch: what it finds is made up."""

import time
from dataclasses import replace

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.outcome import Found, Outcome
from resnet_viz.core.experiments.requests import ExperimentCost, PredictExperiment, RunExperiment
from resnet_viz.core.progress import Progress, Step
from resnet_viz.core.request import Worker
from resnet_viz.worker.handler import Handlers, HandlersFor
from resnet_viz.worker.orders import Orders
from tests.e2e.monkey.quick import command_of, serve
from tests.samples.results import FLOWED, TRAINED

STEPS, STEP_S = 10, 0.02
FOUND = {
    Experiment.GRADIENTS: FLOWED.found,
    Experiment.DEGRADATION: TRAINED.found,
    Experiment.TRAINING: TRAINED.found,
}


def command() -> list[str]:
    """The command line that starts it."""
    return command_of(__name__)


def _handlers_of(orders: Orders) -> HandlersFor:
    def run(asked: RunExperiment, on_progress: Progress) -> Outcome:
        found = FOUND.get(asked.experiment, Found())
        outcome = Outcome(
            asked.experiment, asked.archs, asked.setting, found, 0.1, "2.13.0", is_whole=False
        )
        for number in range(STEPS):
            if not orders.may_go_on():
                return outcome
            on_progress(Step("stepping", number + 1, STEPS, so_far=outcome))
            time.sleep(STEP_S)
        return replace(outcome, is_whole=True)

    def predict(_: PredictExperiment, __: Progress) -> ExperimentCost:
        return ExperimentCost(1.5)

    handlers: Handlers = {RunExperiment: run, PredictExperiment: predict}
    return lambda _: handlers


def main() -> None:
    """Serves the window as the real one does."""
    serve(Worker.EXPERIMENTS, _handlers_of)
