"""Experiments as the window sees them: one at a time in a process of its own, which may rest."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from resnet_viz.core.errors import UserError
from resnet_viz.core.experiments.outcome import Outcome
from resnet_viz.core.experiments.requests import ExperimentCost, PredictExperiment, RunExperiment
from resnet_viz.core.plain import read_own
from resnet_viz.core.progress import Step
from resnet_viz.core.wording import sentence
from resnet_viz.jobs.messages import Failure, Order
from resnet_viz.ui.processes.bench import Bench
from resnet_viz.ui.processes.run_state import State, waiting_text

if TYPE_CHECKING:
    from resnet_viz.ui.processes.models import Models

STOP_MS = 300  # a step takes 150 at most where the network is not large; the rest is for the way
KEPT = "What was measured until then is still shown."


class Experiments(QObject):
    """Runs one experiment at a time; its process is started when it is first used.

    Networks of others take part by the process of `models`. `progressed` carries the outcome so
    far, None while nothing is measured, and a `Step`, ten times a second at most, `finished` the
    last outcome, which is not whole where the run was stopped. `failed` says why a run broke off,
    and `latest` has what was measured until then. A run that is stopped before anything was
    measured ends with `state_changed`, which comes with every other state. `predicted` carries the
    seconds of processor time that a run would take.
    """

    progressed = Signal(object, object)
    finished = Signal(object)
    failed = Signal(str)
    predicted = Signal(float)
    state_changed = Signal()

    def __init__(self, parent: QObject, models: "Models | None" = None) -> None:
        super().__init__(parent)
        self._child = Bench(self, models)
        self._child.died.connect(self._on_died)
        self._child.paused.connect(self._on_paused)
        self._asked: RunExperiment | None = None
        self._prediction: PredictExperiment | None = None
        self._is_held = self._is_paused = self._is_resting = self._is_stopping = False
        self._when_quiet: Callable[[], None] | None = None
        self._patience = QTimer(self, singleShot=True, interval=STOP_MS)
        self._patience.timeout.connect(self._on_no_answer)
        self.latest: Outcome | None = None

    @property
    def state(self) -> State:
        """What becomes of the experiment now."""
        if self._asked is None:
            return State.IDLE
        if self._is_stopping:
            return State.STOPPING
        if self._is_held:
            return State.HELD if self._has_begun else State.WAITING
        return State.PAUSED if self._is_paused else State.RUNNING

    @property
    def is_running(self) -> bool:
        """Whether one goes on, be it paused."""
        return self._asked is not None

    @property
    def asked(self) -> RunExperiment | None:
        """What goes on, None for nothing."""
        return self._asked

    @property
    def waits_for(self) -> str:
        """What a run waits for, as a short sentence, '' where it does not."""
        return waiting_text(self.state, is_busy=self._child.waits)

    @property
    def is_held(self) -> bool:
        """Whether a run rests, or is about to, because something is timed."""
        return self.state is State.HELD

    @property
    def process_id(self) -> int:
        """The system's number of the process, 0 while it does not run."""
        return self._child.own.process_id()

    def prepare(self) -> None:
        """Starts the process, which takes a second or two, as one will be asked for soon."""
        self._child.own.start()

    def start(self, asked: RunExperiment) -> None:
        """Starts a run; one that goes on ends without a word. It waits while networks are timed."""
        self._forget()
        self._asked, self.latest = asked, None
        if not self._is_held:
            self._send(asked)
        self.state_changed.emit()

    def stop(self) -> None:
        """Ends the run after its step; after a third of a second with its process."""
        if self._asked is None or self._is_stopping:
            return
        if not self._has_begun:
            self._child.withdraw(self._asked)
            self._end(None)
            return
        self._is_stopping = True
        self._order_stop()
        self.state_changed.emit()

    def pause(self) -> None:
        """The run rests after its step, until it is to go on."""
        self._is_paused = True
        self._steer()

    def go_on(self) -> None:
        """The run goes on, unless networks are timed."""
        self._is_paused = False
        self._steer()

    def predict(self, asked: RunExperiment) -> None:
        """Asks how long a run would take; the newest question counts, once nothing runs."""
        self._drop_prediction()
        self._prediction = PredictExperiment(asked)
        if not self._is_held:
            self._ask_prediction()

    def hold(self, when_quiet: Callable[[], None]) -> None:
        """Networks are timed until `release`: nothing runs here then.

        `when_quiet` is called as soon as that is so, which is at once where nothing runs.
        """
        self._is_held, self._when_quiet = True, when_quiet
        if self._prediction is not None:
            self._child.withdraw(self._prediction)
        if self._child.running is None or self._is_resting:
            if self._asked is not None and not self._has_begun:
                self._child.withdraw(self._asked)  # asked again when nothing is timed any more
            self._say_quiet()
        elif self._has_begun:
            self._steer()
        else:
            self._child.order(Order.STOP)
        self.state_changed.emit()

    def release(self) -> None:
        """Nothing is timed any more: what rested or waited goes on."""
        if not self._is_held:
            return
        self._is_held, self._when_quiet = False, None
        if self._asked is not None and not self._has_begun:
            self._send(self._asked)
        self._steer()
        if self._prediction is not None:
            self._ask_prediction()

    def close(self) -> None:
        """Ends the process and waits until it is gone."""
        self._patience.stop()
        self._asked = self._prediction = self._when_quiet = None
        self._child.close()

    @property
    def _has_begun(self) -> bool:
        return self._asked is not None and self._child.running is self._asked

    @property
    def _rests(self) -> bool:
        return self._is_held or self._is_paused

    def _send(self, asked: RunExperiment) -> None:
        if self._child.running is not None:  # what was asked before gives way
            self._order_stop()

        def on_progress(step: Step) -> None:
            if asked is self._asked:
                self._on_step(step)

        def on_answer(outcome: Outcome) -> None:
            if asked is self._asked:
                self._end(outcome)

        def on_failed(failure: Failure) -> None:
            if asked is self._asked:
                bug = "" if failure.is_mistake else "the experiment failed: "
                self._fail(sentence(f"{bug}{failure.message}"))

        self._child.ask(asked, on_answer, on_failed, on_progress)

    def _forget(self) -> None:
        """Whatever was asked before is over, and nobody hears of it."""
        if self._asked is not None and not self._has_begun:
            self._child.withdraw(self._asked)
        self._forget_run()

    def _order_stop(self) -> None:
        self._child.order(Order.STOP)
        self._patience.start()

    def _steer(self) -> None:
        if self._has_begun and not self._is_stopping:
            self._is_resting = self._is_resting and self._rests
            self._child.order(Order.PAUSE if self._rests else Order.GO_ON)
        self.state_changed.emit()

    def _on_step(self, step: Step) -> None:
        if self._rests and not self._is_stopping:  # asked for before it began
            self._child.order(Order.PAUSE)
        if step.so_far is None:  # nothing new was measured
            self.progressed.emit(self.latest, step)
            return
        try:
            outcome = read_own(Outcome, step.so_far)
        except UserError as error:
            self._child.stop()
            self._fail(f"The experiment sent a result that can't be read: {error}")
            return
        self.latest = outcome
        self.progressed.emit(outcome, replace(step, so_far=None))

    def _on_paused(self) -> None:
        self._is_resting = True
        self._say_quiet()

    def _say_quiet(self) -> None:
        when_quiet, self._when_quiet = self._when_quiet, None
        if when_quiet is not None:
            when_quiet()

    def _on_no_answer(self) -> None:
        """A step takes longer than a person waits: the process goes, what it streamed stays."""
        if self._is_stopping:
            self._child.stop()
            self._end(self.latest)
        elif self._asked is not None and not self._has_begun and self._child.starts_fast:
            self._child.stop()
            self._send(self._asked)

    def _end(self, outcome: Outcome | None) -> None:
        self._forget_run()
        self.latest = outcome
        self.state_changed.emit()
        if outcome is not None:
            self.finished.emit(outcome)
        self._say_quiet()

    def _fail(self, text: str) -> None:
        self._forget_run()
        self.state_changed.emit()
        self.failed.emit(f"{text} {KEPT}" if self.latest else text)
        self._say_quiet()

    def _forget_run(self) -> None:
        self._patience.stop()
        self._asked = None
        self._is_paused = self._is_resting = self._is_stopping = False

    def _on_died(self, message: str) -> None:
        self._prediction = None
        if self._asked is not None:
            self._fail(message)
        else:
            self._say_quiet()

    def _drop_prediction(self) -> None:
        if self._prediction is not None and self._child.running is self._prediction:
            self._child.order(Order.STOP)
        self._prediction = None

    def _ask_prediction(self) -> None:
        """Asks, and again after the machine was timed, where that came between."""
        asked = self._prediction
        assert asked is not None

        def on_answer(cost: ExperimentCost) -> None:
            if asked is self._prediction and not self._is_held:
                self._prediction = None
                self.predicted.emit(cost.cpu_s)
            self._say_quiet()

        def on_failed(_: Failure) -> None:
            """What can't be run says so when it is."""
            if asked is self._prediction:
                self._prediction = None
            self._say_quiet()

        self._child.ask(asked, on_answer, on_failed)
