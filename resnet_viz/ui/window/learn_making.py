"""How the features of the Learn workspace are made, after the first paint."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resnet_viz.ui.experiments.actions import ExperimentsFeature
    from resnet_viz.ui.experiments.cutting import CuttingFeature
    from resnet_viz.ui.experiments.diagram import NetworkDiagram
    from resnet_viz.ui.experiments.files.actions import ResultFilesFeature
    from resnet_viz.ui.window.making import Ground


def make_learn(
    on: "Ground",
) -> "tuple[ExperimentsFeature, ResultFilesFeature, CuttingFeature]":
    """The experiments, what leaves the window of what they found, what is cut in their diagram."""
    from resnet_viz.ui.experiments.cutting import CuttingFeature

    diagram, experiments = _make_diagram(on), _make_experiments(on)
    cutting = CuttingFeature(on.session, diagram, experiments, on.experiments)
    return experiments, _make_results(on, experiments), cutting


def _make_experiments(on: "Ground") -> "ExperimentsFeature":
    """The list, the pages and the runs of experiments."""
    from resnet_viz.ui.experiments.actions import ExperimentsFeature

    learn, appearance = on.panels.learn, on.appearance
    appearance.changed.connect(learn.lesson.set_colors)
    learn.lesson.set_colors(appearance.colors)
    pages = learn.experiments, learn.pages
    return ExperimentsFeature(on.session, *pages, on.experiments, appearance, on.say)


def _make_results(on: "Ground", experiments: "ExperimentsFeature") -> "ResultFilesFeature":
    """What leaves the window of what experiments found."""
    from resnet_viz.ui.experiments.files.actions import ResultFilesFeature, ShownResult

    chart = on.panels.learn.pages.experiment.chart
    shown = ShownResult(lambda: experiments.outcome, lambda: chart.plots)
    files = ResultFilesFeature(on.session, shown, on.appearance, on.say, on.window)
    chart.export.clicked.connect(files.export_result)
    return files


def _make_diagram(on: "Ground") -> "NetworkDiagram":
    """The diagram next to the charts, drawn by the drawing process in a lane of its own."""
    from resnet_viz.ui.experiments.diagram import NetworkDiagram
    from resnet_viz.ui.processes.drawing import Drawing

    picture = on.panels.learn.pages.experiment.picture
    drawing = Drawing(on.draw, on.window, lane="experiment")
    diagram = NetworkDiagram(on.session, picture, drawing, on.appearance)
    on.experiments.progressed.connect(lambda outcome, _: diagram.show_running(outcome))
    for over in (on.experiments.finished, on.experiments.failed):
        over.connect(lambda _: diagram.show_running(None))
    return diagram
