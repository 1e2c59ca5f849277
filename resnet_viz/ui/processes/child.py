"""A child process as the window sees it: ask, follow progress, cancel, survive its death."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from resnet_viz.core.errors import UserError
from resnet_viz.core.plain import read_own
from resnet_viz.core.progress import Progress, Step, ignore_progress
from resnet_viz.core.request import Answer, Request, Worker
from resnet_viz.jobs.group import end_group_of
from resnet_viz.jobs.known import Sent
from resnet_viz.jobs.messages import (
    Failure,
    Order,
    Reply,
    ReplyKind,
    order_line,
    outcome_in,
    request_line,
    worker_command,
)
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.processes.reply_reader import ReplyReader
from resnet_viz.ui.processes.silence import PATIENCE_S, Heard, Silence

OnFailed = Callable[[Failure], None]
STDERR_KEPT_BYTES = 8192
MOST_ENDING_MS = 2000
NAMES = {
    Worker.COMPUTE: "background PyTorch process",
    Worker.DRAW: "layout process",
    Worker.SWEEP: "sweep process",
    Worker.EXPERIMENTS: "experiment process",
    Worker.MODEL: "model process",
}
HEARD = {ReplyKind.READY: Heard.GREETING, ReplyKind.WAITING: Heard.WAITING}
KILLED = 9  # the signal by which a system without memory ends a process


@dataclass(frozen=True, slots=True)
class Job(Generic[Answer]):
    """One request, its number, and who wants to hear of it."""

    number: int
    request: Request[Answer]
    on_answer: Callable[[Answer], None]
    on_failed: OnFailed
    on_progress: Progress

    def end(self, reply: Reply) -> None:
        """Hands over what the last reply carries."""
        outcome = outcome_in(reply, self.request)
        if isinstance(outcome, Failure):
            self.on_failed(outcome)
        else:
            self.on_answer(outcome)


class Child(QObject):
    """Runs one request at a time; of those that wait, a newer one replaces its own kind.

    The process is started by `start` or by the first request, and again by the next request
    after it died or was cancelled. One that is asked something and says nothing for `patience_s`,
    or whose work waits for several times as long, is ended. With a `thread` long answers are read
    there. `cancelled` says that all that was
    asked is forgotten, `paused` that the running request was ordered to pause and does.
    """

    died = Signal(str)
    cancelled = Signal()
    paused = Signal()

    def __init__(
        self,
        worker: Worker,
        parent: QObject,
        patience_s: float = PATIENCE_S,
        thread: FileThread | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker, self._reader = worker, ReplyReader(thread)
        self._process: QProcess | None = None
        self._running: Job[Any] | None = None
        self._waiting: dict[str, Job[Any]] = {}
        self._ending: list[QProcess] = []
        self._is_wanted = self._is_closed = False
        self._number, self._sent = 0, Sent()
        self._stderr, self._fault = b"", ""
        self.was_killed, self.status = False, 0
        self._silence = Silence(patience_s, self)
        self._silence.too_long.connect(self._on_silent)

    @property
    def running(self) -> Request[Any] | None:
        """What it is doing now."""
        return self._running.request if self._running else None

    @property
    def has_more(self) -> bool:
        """Whether something waits for what it is doing now."""
        return bool(self._waiting)

    def process_id(self) -> int:
        """The system's number of the process, 0 while it does not run."""
        return self._process.processId() if self._process else 0

    def start(self) -> None:
        """Starts the process unless it runs; after a cancelled one when that is gone."""
        if self._process is not None or self._is_closed:
            return
        self._is_wanted = bool(self._ending)
        if self._is_wanted:
            return
        process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._keep_stderr)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        self._stderr = b""
        self._fault, self.was_killed, self.status = "", False, 0
        self._sent = Sent()
        self._silence.expect_start()
        program, *arguments = worker_command(self._worker)
        process.start(program, arguments)

    def ask(
        self,
        request: Request[Answer],
        on_answer: Callable[[Answer], None],
        on_failed: OnFailed,
        on_progress: Progress = ignore_progress,
        *,
        lane: str = "",
    ) -> None:
        """Sends a request, or keeps it until the running one is done.

        Requests of one kind replace each other within their lane only.
        """
        assert request.worker is self._worker, request
        self._number += 1
        place = f"{request.verb} {lane}"
        self._waiting.pop(place, None)
        self._waiting[place] = Job(self._number, request, on_answer, on_failed, on_progress)
        self.start()
        self._send_next()

    def order(self, order: Order) -> None:
        """Orders the running request to stop, pause or go on, where it heeds orders."""
        if self._running is not None and self._process is not None:
            self._process.write(order_line(self._running.number, order))

    def withdraw(self, request: Request[Any]) -> bool:
        """Forgets a request that still waits; False where it does not."""
        waiting = [place for place, job in self._waiting.items() if job.request is request]
        for place in waiting:
            del self._waiting[place]
        return bool(waiting)

    def cancel(self) -> None:
        """Ends the process and forgets what was asked; a fresh one starts when it is gone."""
        self.stop()
        self.start()
        self.cancelled.emit()

    def stop(self) -> None:
        """Ends the process and forgets what was asked; the next request starts another."""
        self._stop()
        self._is_wanted = False

    def close(self) -> None:
        """Ends the process for good, and waits until it and those before it are gone.

        What is asked later is never answered: no process may start that nobody ends.
        """
        self._is_closed = True
        self.rest()

    def rest(self) -> None:
        """Ends the process until something is asked again, and waits until it is gone."""
        self.stop()
        for process in tuple(self._ending):
            process.waitForFinished(MOST_ENDING_MS)

    def _stop(self) -> None:
        process, self._process = self._process, None
        self._waiting.clear()
        self._set_running(None)
        if process is not None:
            self._end(process)

    def _end(self, process: QProcess) -> None:
        """Kills a process and lets go of it; the system takes its time, and nobody waits."""
        process.readyReadStandardOutput.disconnect()
        process.readyReadStandardError.disconnect()
        process.finished.disconnect()
        process.errorOccurred.disconnect()
        self._ending.append(process)
        process.finished.connect(lambda *_: self._on_ended(process))
        end_group_of(self._worker, process.processId())
        process.kill()
        QTimer.singleShot(MOST_ENDING_MS, self, lambda: self._let_go(process))

    def _on_ended(self, process: QProcess) -> None:
        process.deleteLater()
        self._let_go(process)

    def _let_go(self, process: QProcess) -> None:
        """The process is gone, or hangs in the system past every signal: another may start."""
        if process in self._ending:
            self._ending.remove(process)
        if self._is_wanted:
            self.start()
            self._send_next()

    def _set_running(self, job: Job[Any] | None) -> None:
        was_busy, self._running = self._running is not None, job
        if was_busy is not (job is not None):
            self._silence.watch(is_awaited=job is not None)

    def _send_next(self) -> None:
        if self._running is not None or not self._waiting or self._process is None:
            return
        job = self._waiting.pop(next(iter(self._waiting)))
        self._set_running(job)
        self._process.write(request_line(job.number, job.request, self._sent.news(job.request)))

    def _read(self) -> None:
        process = self._process
        while process is not None and process is self._process:
            found = self._reader.next(process, self._read)
            if found is None:
                return
            try:
                if isinstance(found, UserError):
                    raise found
                step = read_own(Step, found.values) if found.kind is ReplyKind.PROGRESS else None
            except UserError as error:
                self._kill_for(f"sent an unreadable message ({error}) and was stopped")
                return
            self._take(found, step)

    def _take(self, reply: Reply, step: Step | None) -> None:
        self._silence.on_heard(HEARD.get(reply.kind, Heard.WORK))
        job = self._running
        if self._fault or job is None or reply.number != job.number:
            return
        if step is not None:
            job.on_progress(step)
            return
        if reply.kind is ReplyKind.PAUSED:
            self.paused.emit()
            return
        self._set_running(None)
        job.end(reply)
        self._send_next()

    def _keep_stderr(self) -> None:
        if self._process is not None:
            text = bytes(self._process.readAllStandardError().data())
            self._stderr = (self._stderr + text)[-STDERR_KEPT_BYTES:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._report_death(f"could not be started: {self._process.errorString()}")

    def _on_silent(self, fault: str) -> None:
        self._kill_for(f"{fault} and was stopped")

    def _kill_for(self, fault: str) -> None:
        """Ends a process that is of no use any more; `fault` is how its death is reported."""
        if self._process is not None:
            self._fault = self._fault or fault
            end_group_of(self._worker, self._process.processId())
            self._process.kill()

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        is_crash = status is QProcess.ExitStatus.CrashExit
        self.status = 0 if self._fault else -code if is_crash else code
        self.was_killed = is_crash and code == KILLED and not self._fault
        if self._fault:
            self._report_death(self._fault)
        elif is_crash:
            memory = "was killed, perhaps for lack of memory"
            self._report_death(memory if self.was_killed else f"crashed (signal {code})")
        else:
            self._report_death(f"stopped by itself (exit code {code})")

    def _report_death(self, how: str) -> None:
        process, self._process = self._process, None
        self._waiting.clear()
        self._set_running(None)
        if process is not None:
            process.deleteLater()
        last = self._stderr.decode(errors="replace").strip().splitlines()[-1:]
        text = f" Its last message: {last[0]}" if last else ""
        self.died.emit(f"The {NAMES[self._worker]} {how}.{text}")
