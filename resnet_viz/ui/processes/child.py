"""A child process as the window sees it: ask, follow progress, cancel, survive its death."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from resnet_viz.jobs.messages import (
    Reply,
    ReplyKind,
    Request,
    Verb,
    Worker,
    line_of,
    reply_of,
    worker_command,
)
from resnet_viz.ui.processes.silence import PATIENCE_S, Silence

Values = dict[str, Any]
STDERR_KEPT_BYTES = 8192
MOST_ENDING_MS = 2000
KILLED = 9  # the signal by which a system without memory ends a process


@dataclass(frozen=True, slots=True)
class Job:
    """One request and who wants to hear of it."""

    request: Request
    on_result: Callable[[Values], None]
    on_failed: Callable[[Values], None]
    on_progress: Callable[[Values], None]


class Child(QObject):
    """Runs one request at a time; of those that wait, a newer one replaces its own kind.

    The process is started by `start` or by the first request, and again by the next request
    after it died or was cancelled. One that is asked something and says nothing for `patience_s`
    is ended; every child says each second that it lives.
    """

    died = Signal(str)

    def __init__(self, worker: Worker, parent: QObject, patience_s: float = PATIENCE_S) -> None:
        super().__init__(parent)
        self._worker = worker
        self._process: QProcess | None = None
        self._running: Job | None = None
        self._waiting: dict[Verb, Job] = {}
        self._ending: list[QProcess] = []
        self._is_wanted = False
        self._number = 0
        self._stderr = b""
        self._was_silent = False
        self.was_killed = False
        self._silence = Silence(patience_s, self)
        self._silence.too_long.connect(self._on_silent)

    @property
    def running(self) -> Verb | None:
        """What it is doing now."""
        return self._running.request.verb if self._running else None

    def process_id(self) -> int:
        """The system's number of the process, 0 when there is none."""
        return self._process.processId() if self._process else 0

    def start(self) -> None:
        """Starts the process unless it runs; after a cancelled one when that is gone."""
        if self._process is not None:
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
        self._was_silent = self.was_killed = False
        self._silence.expect_start()
        program, *arguments = worker_command(self._worker)
        process.start(program, arguments)

    def ask(
        self,
        verb: Verb,
        values: Values,
        on_result: Callable[[Values], None],
        on_failed: Callable[[Values], None],
        on_progress: Callable[[Values], None] = lambda _: None,
    ) -> None:
        """Sends a request, or keeps it until the running one is done."""
        self._number += 1
        job = Job(Request(self._number, verb, values), on_result, on_failed, on_progress)
        self._waiting.pop(verb, None)
        self._waiting[verb] = job
        self.start()
        self._send_next()

    def cancel(self) -> None:
        """Ends the process and forgets what was asked; a fresh one starts when it is gone."""
        self._stop()
        self.start()

    def close(self) -> None:
        """Ends the process for good, and waits until it and those before it are gone."""
        self._stop()
        self._is_wanted = False
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

    def _set_running(self, job: Job | None) -> None:
        was_busy, self._running = self._running is not None, job
        if was_busy is not (job is not None):
            self._silence.watch(is_awaited=job is not None)

    def _send_next(self) -> None:
        if self._running is not None or not self._waiting or self._process is None:
            return
        job = self._waiting.pop(next(iter(self._waiting)))
        self._set_running(job)
        self._process.write(line_of(job.request))

    def _read(self) -> None:
        process = self._process
        while process is not None and process is self._process and process.canReadLine():
            self._take(reply_of(bytes(process.readLine().data())))

    def _take(self, reply: Reply) -> None:
        self._silence.on_heard(is_started=reply.kind is not ReplyKind.READY)
        job = self._running
        if job is None or reply.number != job.request.number:
            return
        if reply.kind is ReplyKind.PROGRESS:
            job.on_progress(reply.values)
            return
        self._set_running(None)
        (job.on_result if reply.kind is ReplyKind.RESULT else job.on_failed)(reply.values)
        self._send_next()

    def _keep_stderr(self) -> None:
        if self._process is not None:
            text = bytes(self._process.readAllStandardError().data())
            self._stderr = (self._stderr + text)[-STDERR_KEPT_BYTES:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._report_death(f"could not be started: {self._process.errorString()}")

    def _on_silent(self) -> None:
        if self._process is not None:
            self._was_silent = True
            self._process.kill()

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        is_crash = status is QProcess.ExitStatus.CrashExit
        self.was_killed = is_crash and code == KILLED and not self._was_silent
        if self._was_silent:
            waited = f"{self._silence.allowed_s():.0f} s"
            self._report_death(f"did not answer for {waited} and was ended")
        elif is_crash:
            self._report_death(f"was ended by the system (signal {code})")
        else:
            self._report_death(f"ended by itself (exit code {code})")

    def _report_death(self, how: str) -> None:
        process, self._process = self._process, None
        doing = self._running
        self._waiting.clear()
        self._set_running(None)
        if process is not None:
            process.deleteLater()
        during = f" during '{doing.request.verb}'" if doing else ""
        last = self._stderr.decode(errors="replace").strip().splitlines()[-1:]
        text = f" Its last words: {last[0]}" if last else ""
        self.died.emit(f"The {self._worker} process {how}{during}.{text}")
