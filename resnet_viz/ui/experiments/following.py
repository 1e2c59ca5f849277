"""The run that goes on, and the result on the page: followed, drawn, said."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.experiment import EXPERIMENTS, Experiment
from resnet_viz.core.experiments.longer import longer_of
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.requests import RunExperiment
from resnet_viz.core.experiments.telling import has_found
from resnet_viz.core.progress import Step, rest_text, state_text
from resnet_viz.core.text.letters import shown_text
from resnet_viz.core.wording import sentence
from resnet_viz.session.learn_choice import LearnChoice
from resnet_viz.session.results.outcomes import result_of
from resnet_viz.ui.experiments import shown
from resnet_viz.ui.experiments.on_screen import lack_of, screen_of
from resnet_viz.ui.experiments.page import ExperimentPage
from resnet_viz.ui.parts.notice import Act, Cause, Kind
from resnet_viz.ui.parts.say import Say
from resnet_viz.ui.parts.state import State
from resnet_viz.ui.processes.experiments import Experiments
from resnet_viz.ui.processes.looking import source_asked
from resnet_viz.ui.processes.run_state import State as RunState
from resnet_viz.ui.session.session import Session

NO_STEP = Step("starting")
PREDICT_MS = 400  # after the last change of a switch
LONG_S = 120.0  # from here on a run is one for which people leave the room
STOPPING = "Stopping after this step"


class Following(QObject):
    """Starts runs, takes their outcomes into the session, and shows how far they are."""

    def __init__(
        self, session: Session, page: ExperimentPage, experiments: Experiments, say: Say
    ) -> None:
        super().__init__(session)
        self._session, self._page, self._experiments, self._say = session, page, experiments, say
        self._outcome: Outcome | None = None  # so far, of the run that goes on
        self._step, self._refused = NO_STEP, ""
        self._failed: tuple[str, str] = "", ""  # the experiment that broke off, and why
        self._running = ""  # the experiment that was started last
        self._costs: dict[RunExperiment, float] = {}
        self._wanted: list[RunExperiment] = []
        self._pause = QTimer(self, singleShot=True, interval=PREDICT_MS)
        self._pause.timeout.connect(self._predict)
        experiments.progressed.connect(self._on_progressed)
        experiments.finished.connect(self._on_finished)
        experiments.failed.connect(self._on_failed)
        experiments.predicted.connect(self._on_predicted)

    @property
    def is_of_page(self) -> bool:
        """Whether what goes on is the experiment of the page."""
        asked = self._experiments.asked
        return asked is not None and asked.experiment == self._choice.experiment

    def start(self, asked: RunExperiment) -> None:
        """Starts a run; what was measured before stays until the first step is there.

        A file that a session names outside of its folder is not read before a person allows it.
        """
        if waiting := self._session.files_waiting(shown.files_of(asked)):
            self._ask_for(waiting, asked)
            return
        self._failed, self._step, self._outcome = ("", ""), NO_STEP, None
        self._say.clear(Cause.EXPERIMENT)
        self._running = asked.experiment
        self._experiments.start(asked)

    def show(self) -> None:
        """Shows the page of the session with its result and its run."""
        if not self._choice.experiment:
            return
        self._refused = ""
        outcome = self.shown
        self._page.show_choice(self._choice, shown.numbers_of(outcome))
        self._draw(outcome)
        self.show_state()
        self._pause.start()

    def show_refused(self, text: str) -> None:
        """A text that names no network: it can't be run."""
        self._refused = text
        self.show_state()

    def show_state(self) -> None:
        """What goes on, or what a run would take."""
        if not self._choice.experiment:
            return
        bar, asked = self._page.run_bar, self._experiments.asked
        if self._refused:
            bar.show_idle(self._refused, State.BAD, can_run=False)
        elif asked is None and self._lack:
            bar.show_idle(self._lack, can_run=False)
        elif asked is None:
            bar.show_idle(*self._idle_text())
        elif not self.is_of_page:
            title = EXPERIMENTS[asked.experiment].title
            bar.show_elsewhere(f"Running now: {title}. Run stops it and starts this one")
        else:
            is_paused = self._experiments.state is RunState.PAUSED
            bar.show_running(self._running_text(), self._step, is_paused=is_paused)

    @property
    def _choice(self) -> LearnChoice:
        return self._session.document.arrangement.learn

    @property
    def _lack(self) -> str:
        return lack_of(self._choice, screen_of(self._session))

    @property
    def _priced(self) -> RunExperiment:
        """What Run asks for, but for what is cut: that hardly changes what it takes."""
        return replace(shown.asked_of(self._session.document), cut=())

    @property
    def shown(self) -> Outcome | None:
        """The outcome so far of what goes on, else the result that the session has."""
        if self.is_of_page and self._outcome is not None:
            return self._outcome
        return result_of(self._session.document.results, Experiment(self._choice.experiment))

    def _draw(self, outcome: Outcome | None) -> None:
        if outcome is None:
            self._page.show_caption()
            self._page.show_plots(())
            return
        self._page.show_plots(shown.plots_shown(outcome, self._choice))
        is_stale = not self.is_of_page and shown.is_stale(outcome, self._session.document)
        self._page.show_caption(shown.caption_shown(outcome), is_stale=is_stale)

    def _running_text(self) -> str:
        state = self._experiments.state
        if self._experiments.waits_for:
            return sentence(self._experiments.waits_for)
        words = [state_text(self._step), rest_text(self._step.rest_s)]
        text = sentence(", ".join(filter(None, words))).removesuffix(".")
        if state is RunState.STOPPING:
            return STOPPING
        return f"Paused: {text}" if state is RunState.PAUSED else text

    def _idle_text(self) -> tuple[str, State]:
        failed, why = self._failed
        if failed and failed == self._choice.experiment:
            return why, State.BAD
        asked = self._priced
        run, longer = self._costs.get(asked), self._costs.get(longer_of(asked))
        words = f"Run: {shown.seconds_text(run)} of processor time" if run is not None else ""
        if longer is not None:
            longer_text = EXPERIMENTS[asked.experiment].longer_text
            words += f". {longer_text}: {shown.seconds_text(longer)}"
        return words, State.WARN if (run or 0.0) > LONG_S else State.PLAIN

    def _predict(self) -> None:
        """Asks what Run and Longer would take, unless that is known."""
        if not self._choice.experiment or self._experiments.is_running:
            return
        if self._refused or self._lack:
            return
        asked = self._priced
        if self._session.files_waiting(shown.files_of(asked)):
            return
        if source_asked(asked) and screen_of(self._session).is_heavy:
            return
        unknown = [each for each in (asked, longer_of(asked)) if each not in self._costs]
        self._wanted = unknown[:1]
        if unknown and self._page.isVisible():
            self._experiments.predict(unknown[0])

    def _ask_for(self, paths: tuple[str, ...], asked: RunExperiment) -> None:
        def allow() -> None:
            self._session.allow(paths)
            self.start(asked)

        names = " and ".join(map(shown_text, paths))
        words = f"This experiment reads {names}, outside the session's folder."
        self._say.notice(words, Kind.WARNING, Cause.EXPERIMENT, Act("Allow and run", allow))

    def _on_predicted(self, cpu_s: float) -> None:
        if self._wanted:
            self._costs[self._wanted.pop()] = cpu_s
            self.show_state()
            self._predict()

    def _on_progressed(self, outcome: Outcome | None, step: Step) -> None:
        is_first, self._step = self._outcome is None, step
        self._say.progress(EXPERIMENTS[Experiment(self._running)].title, step)
        is_new = outcome is not None and outcome is not self._outcome and has_found(outcome)
        if outcome is None or not is_new:  # it trains first: what was measured before is drawn
            self.show_state()
            return
        self._outcome = outcome
        if self.is_of_page:
            self._draw(outcome)
            if is_first:
                self._page.show_choice(self._choice, shown.numbers_of(outcome))
            self.show_state()

    def _on_finished(self, outcome: Outcome) -> None:
        self._outcome = None
        title = EXPERIMENTS[outcome.experiment].title
        self._say.status(f"{title} done" if outcome.is_whole else f"{title} stopped")
        try:
            if has_found(outcome):
                self._session.keep_outcome(outcome)
        except UserError as error:
            self._say.notice(sentence(error.message), Kind.WARNING, Cause.EXPERIMENT)
        self.show()

    def _on_failed(self, text: str) -> None:
        self._say.status("")
        self._failed = self._running, text
        if (latest := self._experiments.latest) is not None:
            self._on_finished(latest)
        self._say.notice(text, Kind.ERROR, Cause.EXPERIMENT)
        self.show_state()
