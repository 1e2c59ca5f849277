"""How the features of the Learn workspace are made, after the first paint."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resnet_viz.ui.experiments.actions import ExperimentsFeature
    from resnet_viz.ui.window.making import Ground


def make_experiments(on: "Ground") -> "ExperimentsFeature":
    """The list, the pages and the runs of experiments."""
    from resnet_viz.ui.experiments.actions import ExperimentsFeature

    learn, appearance = on.panels.learn, on.appearance
    appearance.changed.connect(learn.lesson.set_colors)
    learn.lesson.set_colors(appearance.colors)
    pages = learn.experiments, learn.pages
    return ExperimentsFeature(on.session, *pages, on.experiments, appearance, on.say)
