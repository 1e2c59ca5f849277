"""What the process of experiments answers: it runs them, and says before what they cost."""

from dataclasses import replace

from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.requests import ExperimentCost, PredictExperiment, RunExperiment
from resnet_viz.core.progress import Progress
from resnet_viz.engine.experiments.driving import MayGoOn, outcomes
from resnet_viz.engine.experiments.kept import Kept
from resnet_viz.engine.experiments.predicting import predicted_s
from resnet_viz.worker.handler import Handlers, HandlersFor
from resnet_viz.worker.orders import Orders


class Laboratory:
    """Runs experiments one after the other, and has the networks that the last ones trained."""

    def __init__(self, may_go_on: MayGoOn) -> None:
        self._may_go_on = may_go_on
        self._kept = Kept()

    def run(self, asked: RunExperiment, on_progress: Progress) -> Outcome:
        """The whole outcome, or as far as it went where it was ordered to stop."""
        for step, outcome in outcomes(asked, self._kept, self._may_go_on):
            on_progress(replace(step, so_far=outcome))
        return outcome

    def predict(self, asked: PredictExperiment, _: Progress) -> ExperimentCost:
        """What a run takes here, where networks may be known already."""
        return ExperimentCost(predicted_s(asked.asked, self._kept, self._may_go_on))


def handlers_heeding(orders: Orders) -> HandlersFor:
    """The handlers of a process that has trained nothing yet."""
    laboratory = Laboratory(orders.may_go_on)
    handlers: Handlers = {
        RunExperiment: laboratory.run,
        PredictExperiment: laboratory.predict,
    }
    return lambda _: handlers
