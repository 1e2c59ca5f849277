"""Cancelling a timed run: `python -m benchmarks.cancel`.

A window off screen with its real compute process times ResNet-152 at batch 8; Esc is pressed in the
middle of it, ten times. Measured from the key to the moment when the window is idle and the process
is gone, and how long the key holds up the window's thread. Beside it what a bare `kill` of such a
process and its end take, without a window.
"""

import os
import subprocess
from collections.abc import Callable
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, Qt, QTemporaryDir, QTimer
from PySide6.QtTest import QTest

from benchmarks.goal import Goal, finish
from resnet_viz.core.request import Worker
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.core.timing.requests import TimeNetwork
from resnet_viz.jobs.messages import request_line, worker_command
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.start.program import make_application, open_window
from resnet_viz.ui.window.document.home import Opening
from resnet_viz.ui.window.window import MainWindow

TRIES = 10
ARCH, BATCH = "resnet152", 8
MOST_MS = 200.0
MOST_BLOCKED_MS = 16.0
LOOK_EVERY_MS = 1
IN_MID_RUN = "warm-up pass 1"
INTO_A_PASS_MS = 300  # a pass takes over a second


def main() -> None:
    """Measures both."""
    settings = QTemporaryDir()
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, settings.path())
    application = make_application()
    window = open_window(Opening(new_document(ARCH)), application)
    window.start_children()
    window.panels.costs.batch_edited.emit(BATCH)
    tries = [_cancelled(window) for _ in range(TRIES)]
    window.close()
    blocked, idle = zip(*tries, strict=True)
    finish(
        "cancel",
        [
            Goal("ms from Esc to idle, the slowest of 10", round(max(idle), 1), MOST_MS),
            Goal("ms that Esc holds the window's thread", round(max(blocked), 1), MOST_BLOCKED_MS),
        ],
        {
            "what": "a bare kill of the compute process in the same run, to its end",
            "kill_ms": round(_bare_kill_ms(), 1),
            "median_ms": round(median(idle), 1),
            "median_blocked_ms": round(median(blocked), 2),
            "arch": ARCH,
            "batch": BATCH,
        },
    )


def _cancelled(window: MainWindow) -> tuple[float, float]:
    """Milliseconds that the key took, and until nothing of the run is left."""
    window.timed.run()
    _wait_until(lambda: IN_MID_RUN in window.progress.doing())
    _wait(INTO_A_PASS_MS)
    process = window.compute.process_id()
    start = perf_counter()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    blocked_ms = (perf_counter() - start) * 1e3
    _wait_until(lambda: not window.runs.is_running and not _is_there(process))
    return blocked_ms, (perf_counter() - start) * 1e3


def _bare_kill_ms() -> float:
    """Of a process in mid-run that nobody shows."""
    pipe = subprocess.PIPE
    with subprocess.Popen(worker_command(Worker.COMPUTE), stdin=pipe, stdout=pipe) as child:
        assert child.stdin
        assert child.stdout
        child.stdin.write(request_line(1, TimeNetwork(ARCH, TimingOptions(batch=BATCH))))
        child.stdin.flush()
        while b"warm-up" not in child.stdout.readline():
            pass
        start = perf_counter()
        child.kill()
        child.wait()
        return (perf_counter() - start) * 1e3


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _wait_until(condition: Callable[[], bool]) -> None:
    """Lets the window work until something is so, looked at every millisecond."""
    loop, timer = QEventLoop(), QTimer(interval=LOOK_EVERY_MS)
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    timer.start()
    loop.exec()


def _wait(wait_ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(wait_ms, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
