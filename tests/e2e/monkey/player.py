"""The play itself: one step after the other, each looked at before the next."""

import faulthandler
import gc
import os
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from resnet_viz.session.arrangement import Workspace
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.window.window import MainWindow
from tests.e2e.monkey.faults import Faults
from tests.e2e.monkey.outside import Outside
from tests.e2e.monkey.perform import can_be_taken, perform
from tests.e2e.monkey.seen import BRINGS_ABOUT, Counted, seen
from tests.e2e.monkey.steps import Kind, Step, line_of
from tests.e2e.monkey.weight import weights_kib
from tests.e2e.monkey.widgets import in_front

MOST_CPU_S = 4.0  # of one step in the window's thread
MOST_WAIT_S = 3.0  # for what was asked of the processes
LOOK_MS = 4
HANGS_S = 120.0  # of the clock, after which the process ends with a traceback
MOST_OPEN = 5  # dialogs over each other


@dataclass(slots=True)
class Account:
    """What a play found besides faults; `others` are steps with a network of others on screen."""

    steps: int = 0
    others: int = 0
    memory_kib: dict[int, dict[str, int]] = field(default_factory=dict)
    effects: dict[str, int] = field(default_factory=dict)
    idle: dict[str, int] = field(default_factory=dict)
    slowest_s: float = 0.0


class Player(QObject):
    """Plays steps in a window until they end, or until the first fault where that ends the play.

    A step may stay in a loop of its own, as questions do; the next step is then taken within it.
    """

    def __init__(
        self,
        window: MainWindow,
        faults: Faults,
        folder: Path,
        steps: Iterator[Step],
        on_end: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window, self._faults, self._folder = window, faults, folder
        self._steps, self._on_end = steps, on_end
        self._outside, self._counted = Outside(window), Counted()
        self._book = (folder.parent / "steps.jsonl").open("w", encoding="utf-8")
        self.account = Account()
        self._doing = 0
        self._step: Step | None = None
        self._before: dict[str, object] = {}
        self._asked_at = self._cpu_at = 0.0
        self.weigh_at: tuple[int, ...] = ()
        self.is_going_on = False

    def begin(self) -> None:
        self._asked_at, self._cpu_at = time.monotonic(), time.process_time()
        self._look_soon(LOOK_MS)

    def _look_soon(self, after_ms: int) -> None:
        QTimer.singleShot(after_ms, self, self._go_on)

    def _go_on(self) -> None:
        """Ends the process where the monkey itself has a fault: its chain of steps is broken."""
        try:
            self._look()
        except Exception:
            traceback.print_exc()
            os._exit(2)

    def _look(self) -> None:
        """Goes on when what was asked is answered; never while a step is half done."""
        is_half_done = self._doing > 0 and in_front(self._window) is self._window
        is_hurried = self._step is not None and self._step.is_hurried
        is_patient = time.monotonic() - self._asked_at < MOST_WAIT_S
        if is_half_done or (not is_hurried and is_patient and self._is_busy()):
            self._look_soon(LOOK_MS)
            return
        self._judge()
        if self._faults.found and not self.is_going_on:
            self._end()
            return
        if (
            self.account.steps in self.weigh_at
            and self.account.steps not in self.account.memory_kib
        ):
            self._weigh()
            return
        self._take()

    def _is_busy(self) -> bool:
        window = self._window
        asked = window.draw.running, window.compute.running, window.lab.sweeps.running
        return any(asked) or window.models.is_working or window.file_thread.is_working

    def _take(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._end()
            return
        self._step = step
        self._book.write(f"{line_of(step)}\n")
        self._book.flush()
        self.account.steps += 1
        self.account.others += self._window.session.shown.network.traced is not None
        is_action = step.kind is Kind.ACTION and can_be_taken(step, self._window)
        self._before = self._seen() if is_action else {}
        self._asked_at, self._cpu_at = time.monotonic(), time.process_time()
        self._look_soon(0)
        faulthandler.dump_traceback_later(HANGS_S, exit=True)
        self._doing += 1
        try:
            perform(step, self._window, self._folder)
        finally:
            self._doing -= 1

    def _seen(self) -> dict[str, object]:
        return seen(self._window, self._outside, self._counted, self._folder)

    def _judge(self) -> None:
        """Whether the step that was taken last blocked the window or was an idle action."""
        step = self._step
        if step is None:
            return
        for name, made in self._window.actions_by_name.items():
            if not isValid(made):
                self._faults.add(f"the action {name} is gone")
        spent_s = time.process_time() - self._cpu_at
        self.account.slowest_s = max(self.account.slowest_s, spent_s)
        if spent_s > MOST_CPU_S:
            what = step.target if step.kind is Kind.ACTION else step.kind
            self._faults.add(f"{what} blocked the window", f"{spent_s:.1f} s")
        if self._before and not step.is_hurried:
            self._judge_action(step.target)

    def _judge_action(self, name: str) -> None:
        if self._seen() != self._before:
            self.account.effects[name] = self.account.effects.get(name, 0) + 1
            return
        self.account.idle[name] = self.account.idle.get(name, 0) + 1
        action = self._window.actions_by_name[name]
        is_marked = action.actionGroup() is not None and action.isChecked()
        if name not in BRINGS_ABOUT and not is_marked:
            where = f"step {self.account.steps}; keyboard at {QApplication.focusWidget()}"
            self._faults.add(f"{name} is enabled and did nothing", where)

    def _weigh(self) -> None:
        """Memory in a document as at the start, so that what is weighed is what stays."""
        self._step = None
        self._close_what_is_open()
        self._window.session.open(new_document("resnet50"), None)
        self._window.arranging.go_to(Workspace.EXPLORE)
        QTimer.singleShot(1500, self, self._note_weight)

    def _close_what_is_open(self) -> None:
        for _ in range(MOST_OPEN):
            if (front := in_front(self._window)) is not self._window:
                front.close()

    def _note_weight(self) -> None:
        gc.collect()
        self.account.memory_kib[self.account.steps] = weights_kib()
        self._asked_at = time.monotonic()
        self._look_soon(LOOK_MS)

    def _end(self) -> None:
        self._book.close()
        self._close_what_is_open()
        self._outside.let_close()
        self._on_end()
