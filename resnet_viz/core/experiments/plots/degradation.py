"""Degradation as three plots: the loss by step, by depth, and what was learned of test pictures."""

from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.plot import Plot
from resnet_viz.core.experiments.plots.losses import accuracy_plot, depth_plot, loss_plot


def plots(outcome: Outcome) -> tuple[Plot, ...]:
    """The curves, and where they are known the final losses of several depths and the accuracy."""
    trainings = outcome.found.training
    depths = {each.net.depth for each in trainings if each.final_loss is not None}
    is_tested = any(each.test_accuracy is not None for each in trainings)
    has_norm = outcome.setting.has_batch_norm
    return (
        *((loss_plot(trainings, outcome.setting.steps),) if trainings else ()),
        *((depth_plot(trainings),) if len(depths) > 1 else ()),
        *((accuracy_plot(trainings, has_norm),) if is_tested else ()),
    )
