"""A first lesson in the Learn workspace, with small networks and the real process."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from resnet_viz.core.experiments.experiment import Experiment
from resnet_viz.core.experiments.plot import Plot
from resnet_viz.session.results.outcomes import result_of
from tests.e2e.person import Person
from tests.e2e.stories import Findings, heavy_modules

MANY_STEPS = 2000  # so that Esc comes before the end
LEAST_POINTS = 3  # of each curve before Esc


def story_lesson(person: Person) -> Findings:
    """Runs gradient flow at 8 layers, then stops degradation in the middle by Esc."""
    window = person.window
    person.see_network("ResNet-50")
    person.press("alt+4")
    pages = window.panels.learn.pages
    person.wait_for(pages.isVisible, "Learn")
    window.panels.learn.experiments.setFocus(Qt.FocusReason.OtherFocusReason)
    person.press("Down")
    person.wait_for(pages.experiment.isVisible, "the first experiment")
    page = pages.experiment
    person.click(page.networks.presets.button("8"))
    person.click(page.run_bar.run)
    person.wait_for(lambda: bool(window.session.document.results), "a result")
    person.photograph("gradients")
    first = result_of(window.session.document.results, Experiment.GRADIENTS)
    drawn, said = [plot.key for plot in page.chart.plots], page.caption.text()
    person.press("ctrl+Next")
    person.wait_for(lambda: "shortcuts" in page.question.words, "the second experiment")
    for depth in ("8", "56"):
        person.click(page.networks.presets.button(depth))
    page.setting.steps.setFocus()
    page.setting.steps.selectAll()
    QTest.keyClicks(page.setting.steps, str(MANY_STEPS))
    person.press("ctrl+Return")
    person.wait_for(lambda: _least_points(page.chart.plots) > LEAST_POINTS, "curves")
    person.photograph("growing")
    is_growing = window.experiments.is_running
    person.press("Escape")
    person.wait_for(lambda: not window.experiments.is_running, "the end")
    second = result_of(window.session.document.results, Experiment.DEGRADATION)
    person.photograph("stopped")
    return {
        "first": (first.archs, first.is_whole, len(first.found.flow)) if first else (),
        "drawn": drawn,
        "said": said,
        "is_growing": is_growing,
        "second": (second.archs, second.is_whole) if second else (),
        "losses": [len(each.loss) for each in second.found.training] if second else [],
        "how": page.how.text(),
        **heavy_modules(),
    }


def _least_points(plots: tuple[Plot, ...]) -> int:
    """Of the shortest curve of the first plot; 0 before there is one."""
    return min((len(each.points) for each in plots[0].series), default=0) if plots else 0
