"""What can be done in the Learn workspace: a page chosen, its experiment run."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.ui.experiments.choice import FIRST_CHOICE, LearnChoice
from resnet_viz.ui.experiments.experiment_list import FIRST_QUESTION, FIRST_TITLE, ExperimentList
from resnet_viz.ui.experiments.networks_bar import OnScreen
from resnet_viz.ui.experiments.pages import LearnPages
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import ActionState, Method, action
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.session.session import Session

MENU = "Learn"
LONGER_KEYS, PAUSE_KEYS = "Ctrl+Shift+Return", "Ctrl+Alt+P"
PAGES = ("", *Experiment)


def _showing(key: str, title: str, tip: str) -> Callable[[Method], Method]:
    """Declares a method as the one that shows a page."""

    def state(feature: "ExperimentsFeature") -> ActionState:
        return ActionState(is_on=feature.choice.experiment == key)

    return action(MENU, title, tip, group="experiment", state=state)


def _shower(experiment: Experiment) -> Callable[["ExperimentsFeature"], None]:
    def show(feature: "ExperimentsFeature") -> None:
        feature.show_page(experiment)

    row = EXPERIMENTS[experiment]
    return _showing(experiment, row.title, row.question)(show)


def _run(_: "ExperimentsFeature") -> ActionState:
    return ActionState(is_enabled=False, reason="Nothing can be run yet")


class ExperimentsFeature(QObject):
    """Keeps the list, the page and the session in step; `turned` says that a run began or ended."""

    turned = Signal()

    def __init__(
        self,
        session: Session,
        entries: ExperimentList,
        pages: LearnPages,
        appearance: Appearance,
        say: Say,
    ) -> None:
        super().__init__(session)
        self._session, self._entries, self._pages, self._say = session, entries, pages, say
        self._page = pages.experiment
        self.choice = FIRST_CHOICE
        entries.chosen.connect(self.show_page)
        self._page.choice_made.connect(self._on_choice)
        session.network_changed.connect(self._on_network)
        for part in (entries, self._page):
            appearance.changed.connect(part.set_colors)
            part.set_colors(appearance.colors)
        self._on_network()

    @_showing("", FIRST_TITLE, FIRST_QUESTION)
    def show_first_page(self) -> None:
        self.show_page("")

    show_gradients = _shower(Experiment.GRADIENTS)
    show_degradation = _shower(Experiment.DEGRADATION)
    show_training = _shower(Experiment.TRAINING)
    show_identity = _shower(Experiment.IDENTITY)
    show_lesion = _shower(Experiment.LESION)
    show_shattered = _shower(Experiment.SHATTERED)
    show_inside = _shower(Experiment.INSIDE)
    show_paths = _shower(Experiment.PATHS)
    show_landscape = _shower(Experiment.LANDSCAPE)
    show_picture = _shower(Experiment.PICTURE)

    @action(MENU, "Next page", "Show the next experiment", "Ctrl+PgDown", starts_group=True)
    def show_next_page(self) -> None:
        self._go(1)

    @action(MENU, "Previous page", "Show the experiment before", "Ctrl+PgUp")
    def show_previous_page(self) -> None:
        self._go(-1)

    @action(MENU, "Run", "Run this experiment", "Ctrl+Return", starts_group=True, state=_run)
    def run_experiment(self) -> None:
        """Runs it with the switches as they are."""

    @action(MENU, "Run longer", "Run it with more networks or steps", LONGER_KEYS, state=_run)
    def run_longer(self) -> None:
        """Runs it with more networks or steps than the first time."""

    @action(MENU, "Pause", "Let the experiment rest, or go on", PAUSE_KEYS, state=_run)
    def pause_experiment(self) -> None:
        """Lets it rest between two steps."""

    def show_page(self, key: str) -> None:
        """Shows the page of an experiment, '' for the first one."""
        if key != self.choice.experiment:
            self._take(self._begun(key))
        self._say.front(self._pages)

    def _go(self, by: int) -> None:
        place = PAGES.index(self.choice.experiment) + by
        self.show_page(PAGES[min(max(place, 0), len(PAGES) - 1)])

    def _begun(self, key: str) -> LearnChoice:
        """An experiment with its default networks and steps; data and seed stay."""
        if not key:
            return replace(self.choice, experiment="")
        row = EXPERIMENTS[Experiment(key)]
        setting = replace(self.choice.setting, steps=row.steps)
        return LearnChoice(key, row.archs, setting, weights=self.choice.weights)

    def _on_choice(self, choice: LearnChoice) -> None:
        self._take(choice)

    def _take(self, choice: LearnChoice) -> None:
        self.choice = choice
        self._entries.show_chosen(choice.experiment)
        self._pages.show_choice(choice)

    def _on_network(self) -> None:
        network = self._session.shown.network
        self._page.networks.show_screen(OnScreen(self._session.document.member.arch, network.title))
