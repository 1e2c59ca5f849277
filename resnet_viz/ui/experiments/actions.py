"""What can be done in the Learn workspace: a page chosen, its experiment run, paused, gone on."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.longer import longer_of, switches_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.session.learn_choice import LearnChoice
from resnet_viz.session.results.outcomes import result_of
from resnet_viz.ui.experiments.experiment_list import FIRST_QUESTION, FIRST_TITLE, ExperimentList
from resnet_viz.ui.experiments.files_bar import IMAGE, TIPS, WEIGHTS
from resnet_viz.ui.experiments.following import Following
from resnet_viz.ui.experiments.on_screen import archs_following, lack_of, screen_of
from resnet_viz.ui.experiments.pages import LearnPages
from resnet_viz.ui.experiments.setting_bar import FOLDER_TIP
from resnet_viz.ui.experiments.shown import asked_of, files_of
from resnet_viz.ui.experiments.states import CHOOSE_FIRST, having, pause_state, run_state, unless_at
from resnet_viz.ui.experiments.switch import CURVES, Switch
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.parts.action import ActionState, Method, action
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.processes.experiments import Experiments
from resnet_viz.ui.processes.run_state import State
from resnet_viz.ui.session.session import Session

MENU = "Learn"
LONGER_KEYS, PAUSE_KEYS = "Ctrl+Shift+Return", "Ctrl+Alt+P"
PAGES = ("", *Experiment)
NOT_FIRST, NOT_LAST = unless_at(PAGES[0]), unless_at(PAGES[-1])
PAUSE_TIP = "Let the experiment rest, or go on with it"
NEXT_TIP, PREVIOUS_TIP = "Show the next experiment", "Show the experiment before"
GOES_ON = "This experiment is running. Stop it first"
REDRAW_MS = 120  # after a switch of gradient flow was moved, so that a slider may pass by
QUICK_S = 3.0  # of processor time: a run that may begin by itself


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


class ExperimentsFeature(QObject):
    """Keeps the list, the page and the session in step; `turned` says that a run began or ended."""

    turned = Signal()

    def __init__(
        self,
        session: Session,
        entries: ExperimentList,
        pages: LearnPages,
        experiments: Experiments,
        appearance: Appearance,
        say: Say,
    ) -> None:
        super().__init__(session)
        self._session, self._entries, self._pages, self._say = session, entries, pages, say
        self._page, self._experiments = pages.experiment, experiments
        self._refused, self._screen = "", screen_of(session)
        self._following = Following(session, self._page, experiments, say)
        self._redraw = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._redraw.timeout.connect(self._run_by_itself)
        for part in (entries, self._page):
            appearance.changed.connect(part.set_colors)
            part.set_colors(appearance.colors)
        self._connect()
        self._show_screen()
        self._show()

    @property
    def choice(self) -> LearnChoice:
        """What the workspace shows."""
        return self._session.document.arrangement.learn

    @property
    def is_running(self) -> bool:
        """Whether an experiment goes on, be it paused."""
        return self._experiments.is_running

    @property
    def can_stop(self) -> bool:
        """Whether one goes on that is not about to end."""
        return self._experiments.state not in (State.IDLE, State.STOPPING)

    @property
    def is_paused(self) -> bool:
        """Whether a person paused the experiment."""
        return self._experiments.state is State.PAUSED

    @property
    def outcome(self) -> Outcome | None:
        """What the page shows of a run, as far as it went; None where nothing was measured."""
        return self._following.shown if self.choice.experiment else None

    @property
    def obstacle(self) -> str:
        """Why this experiment can't be run now, '' where it can."""
        if not self.choice.experiment:
            return CHOOSE_FIRST
        lack = self._refused or lack_of(self.choice, self._screen)
        return lack or (GOES_ON if self._following.is_of_page else "")

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

    @action(
        MENU, "Next page", NEXT_TIP, "Ctrl+PgDown", starts_group=True, state=unless_at(PAGES[-1])
    )
    def show_next_page(self) -> None:
        self._go(1)

    @action(MENU, "Previous page", PREVIOUS_TIP, "Ctrl+PgUp", state=NOT_FIRST)
    def show_previous_page(self) -> None:
        self._go(-1)

    @action(MENU, "Run", "Run this experiment", "Ctrl+Return", starts_group=True, state=run_state)
    def run_experiment(self) -> None:
        self._start(lambda asked: asked)

    @action(MENU, "Run longer", "Run it with more networks or steps", LONGER_KEYS, state=run_state)
    def run_longer(self) -> None:
        self._start(longer_of)

    @action(MENU, "Pause", PAUSE_TIP, PAUSE_KEYS, state=pause_state)
    def pause_experiment(self) -> None:
        if self.is_paused:
            self._experiments.go_on()
        elif self.is_running:
            self._experiments.pause()

    def run_again(self, asked: RunExperiment) -> None:
        """Starts a run of the experiment in front in place of one that goes on."""
        self._following.start(asked)

    @action(MENU, "Data of a folder…", FOLDER_TIP, starts_group=True, state=having(Switch.DATA))
    def choose_data_folder(self) -> None:
        self._page.setting.ask_folder()

    @action(MENU, "Picture…", TIPS[IMAGE], state=having(Switch.IMAGE))
    def choose_picture(self) -> None:
        self._page.files.ask(IMAGE)

    @action(MENU, "Weights for the picture…", TIPS[WEIGHTS], state=having(Switch.WEIGHTS))
    def choose_picture_weights(self) -> None:
        self._page.files.ask(WEIGHTS)

    def stop(self) -> None:
        """Ends the run after its step; what was measured stays."""
        self._experiments.stop()

    def close(self) -> None:
        """Ends the process of experiments."""
        self._experiments.close()

    def show_page(self, key: str) -> None:
        """Shows the page of an experiment, '' for the first one."""
        if key != self.choice.experiment:
            self._refused = ""
            self._session.show_learn(**self._begun(key))
        if key:
            self._experiments.prepare()
        self._say.front(self._pages)

    def _go(self, by: int) -> None:
        self.show_page(PAGES[PAGES.index(self.choice.experiment) + by])

    def _begun(self, key: str) -> dict[str, Any]:
        """An experiment with the switches of its last result, else its own; data and seed stay."""
        if not key:
            return {"experiment": ""}
        experiment = Experiment(key)
        found = result_of(self._session.document.results, experiment)
        row = EXPERIMENTS[experiment]
        setting = replace(self.choice.setting, steps=row.steps, is_longer=False)
        own = RunExperiment(experiment, row.archs, setting)
        is_of_others = bool(found and found.origin)
        switches = switches_of(found) if found and not is_of_others else own
        is_open = not found or is_of_others
        return {
            "experiment": key,
            "archs": (self._screen.as_other(experiment) if is_open else ()) or switches.archs,
            "setting": switches.setting,
            "plot": next(iter(CURVES.get(experiment, {"": ""}))),
            "step": 0,
        }

    def _start(self, how: Callable[[RunExperiment], RunExperiment]) -> None:
        self._page.networks.take_typed()
        if not self.obstacle:
            self._redraw.stop()
            self._following.start(how(asked_of(self._session.document)))

    def _run_by_itself(self) -> None:
        """Gradient flow is drawn again while its switches are moved, where that is quick."""
        if self._experiments.state in (State.IDLE, State.RUNNING) and not self._refused:
            self._following.start(asked_of(self._session.document))

    def _on_changed(self, changes: dict[str, Any]) -> None:
        self._refused = ""
        before = self._files_asked
        self._session.show_learn(**changes)
        self._session.allow(path for path in self._files_asked if path not in before)
        is_measured = bool({"archs", "setting"} & set(changes))
        if is_measured and self.choice.experiment == Experiment.GRADIENTS and self._is_quick:
            self._redraw.start()

    @property
    def _files_asked(self) -> tuple[str, ...]:
        """The files that Run would read, none on the first page."""
        return files_of(asked_of(self._session.document)) if self.choice.experiment else ()

    @property
    def _is_quick(self) -> bool:
        found = result_of(self._session.document.results, Experiment.GRADIENTS)
        running = self._experiments.asked
        is_free = running is None or running.experiment is Experiment.GRADIENTS
        return is_free and found is not None and found.cpu_s < QUICK_S

    def _on_refused(self, text: str) -> None:
        self._refused = text
        self._following.show_refused(text)
        self.turned.emit()

    def _show(self) -> None:
        """Shows what the session has."""
        document = self._session.document
        self._entries.show_chosen(self.choice.experiment)
        self._show_why_not()
        self._entries.show_done([outcome.experiment for outcome in document.results])
        self._pages.show_page(is_experiment=bool(self.choice.experiment))
        self._following.show()
        self.turned.emit()

    def _show_screen(self) -> None:
        before, self._screen = self._screen, screen_of(self._session)
        self._page.networks.show_screen(self._screen)
        self._show_why_not()
        archs = archs_following(self.choice, before, self._screen)
        if archs != self.choice.archs:
            self._on_changed({"archs": archs})
        self._following.show_state()

    def _show_why_not(self) -> None:
        key = self.choice.experiment
        self._page.show_why_not(self._screen.why_not(Experiment(key)) if key else "")

    def _on_opened(self) -> None:
        """Another document, whose networks were chosen for what is on its screen."""
        self._screen = screen_of(self._session)

    def _connect(self) -> None:
        self._entries.chosen.connect(self.show_page)
        bar = self._page.run_bar
        self._page.next.clicked.connect(self.show_next_page)
        bar.run.clicked.connect(self.run_experiment)
        bar.longer.clicked.connect(self.run_longer)
        bar.pause.clicked.connect(self.pause_experiment)
        bar.stop.clicked.connect(self.stop)
        self._page.changed.connect(self._on_changed)
        self._page.refused.connect(self._on_refused)
        self._session.learn_changed.connect(self._show)
        self._session.opened.connect(self._on_opened)
        self._session.network_changed.connect(self._show_screen)
        self._experiments.state_changed.connect(self._on_state)

    def _on_state(self) -> None:
        self._following.show_state()
        self.turned.emit()
