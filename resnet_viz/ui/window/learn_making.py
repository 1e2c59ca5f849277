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
    _make_diagram(on)
    pages = learn.experiments, learn.pages
    return ExperimentsFeature(on.session, *pages, on.experiments, appearance, on.say)


def _make_diagram(on: "Ground") -> None:
    """The diagram next to the charts, drawn by the drawing process in a lane of its own."""
    from resnet_viz.ui.experiments.diagram import NetworkDiagram
    from resnet_viz.ui.processes.drawing import Drawing

    picture = on.panels.learn.pages.experiment.picture
    drawing = Drawing(on.draw, on.window, lane="experiment")
    diagram = NetworkDiagram(on.session, picture, drawing, on.appearance)
    on.experiments.progressed.connect(lambda outcome, _: diagram.show_running(outcome))
    for over in (on.experiments.finished, on.experiments.failed):
        over.connect(lambda _: diagram.show_running(None))
