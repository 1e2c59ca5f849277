"""Sweeps as the window sees them: rows as they come, an end, and a process that may die."""

import os
import random
import select
import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from resnet_viz.core.lab.stored_sweep import StoredPoint, StoredSweep
from resnet_viz.core.lab.sweep.points import Point
from resnet_viz.core.scheduler import Scheduler
from resnet_viz.history.sweeps.store import own_store
from resnet_viz.ui.processes.sweeps import Sweeps
from tests.samples.sweeps import SMALL, all_points, stored_rows

LARGE = "resnet,stages=1..40-1..25-1..10,block=basic|bottleneck"  # 20,000 places
HUGE = "resnet,stages=1..40-1..25-1..50,block=basic|bottleneck"  # 100,000
PATIENCE_MS = 60_000
WINDOW = """
import sys
from PySide6.QtCore import QCoreApplication
from resnet_viz.ui.processes.file_thread import FileThread
from resnet_viz.ui.processes.sweeps import Sweeps

app = QCoreApplication([])
sweeps = Sweeps(FileThread(app), app)
left = int(sys.argv[2])

def on_rows(*_):
    global left
    left -= 1
    if left == 0:
        print(sweeps.process_id, flush=True)

sweeps.rows.connect(on_rows)
sweeps.resume(sys.argv[1])
app.exec()
"""


class Heard(QObject):
    """What came by signals."""

    def __init__(self, sweeps: Sweeps) -> None:
        super().__init__()
        self.rows: list[StoredPoint] = []
        self.ended: list[str] = []
        self.failed: list[str] = []
        self.cancelled: list[str] = []
        self.said: list[str] = []
        self.listed: list[tuple[StoredSweep, ...]] = []
        self.steps: list[tuple[int, int]] = []
        sweeps.rows.connect(lambda _, points: self.rows.extend(points))
        sweeps.ended.connect(self.ended.append)
        sweeps.failed.connect(self.failed.append)
        sweeps.cancelled.connect(self.cancelled.append)
        sweeps.said.connect(self.said.append)
        sweeps.listed.connect(self.listed.append)
        sweeps.progress.connect(lambda done, count, _: self.steps.append((done, count)))

    @property
    def in_order(self) -> tuple[StoredPoint, ...]:
        return tuple(sorted(self.rows))


@pytest.fixture
def heard(sweeps: Sweeps) -> Heard:
    return Heard(sweeps)


def test_every_row_comes_once_and_then_the_end(sweeps: Sweeps, heard: Heard, qtbot: QtBot) -> None:
    uuid = sweeps.start(SMALL, 4)
    qtbot.waitUntil(lambda: heard.ended == [uuid], timeout=PATIENCE_MS)
    assert heard.in_order == all_points(SMALL, 4)
    assert heard.steps[-1] == (64, 64)
    assert sweeps.running == ""
    assert not heard.failed


def test_rows_come_while_it_is_computed_and_cancelling_keeps_them(
    sweeps: Sweeps, heard: Heard, qtbot: QtBot
) -> None:
    uuid = sweeps.start(LARGE)
    qtbot.waitUntil(lambda: len(heard.rows) > 0, timeout=PATIENCE_MS)
    assert sweeps.running == uuid
    sweeps.cancel()
    assert heard.cancelled == [uuid]
    qtbot.waitUntil(lambda: len(heard.rows) == own_store().sweep(uuid).done, timeout=PATIENCE_MS)
    sweeps.resume(uuid)
    qtbot.waitUntil(lambda: heard.ended == [uuid], timeout=PATIENCE_MS)
    assert heard.in_order == all_points(LARGE)


def test_a_process_that_is_killed_is_one_notice_and_the_sweep_goes_on_when_resumed(
    sweeps: Sweeps, heard: Heard, qtbot: QtBot
) -> None:
    uuid = sweeps.start(LARGE)
    qtbot.waitUntil(lambda: len(heard.rows) > 0, timeout=PATIENCE_MS)
    assert sweeps.process_id > 0
    os.kill(sweeps.process_id, signal.SIGKILL)
    qtbot.waitUntil(lambda: len(heard.failed) == 1, timeout=PATIENCE_MS)
    assert heard.failed[0].startswith("The sweep process was killed")
    assert sweeps.running == ""
    sweeps.resume(uuid)
    qtbot.waitUntil(lambda: heard.ended == [uuid], timeout=PATIENCE_MS)
    assert len(heard.failed) == 1
    assert heard.in_order == all_points(LARGE)
    assert stored_rows(own_store(), uuid) == all_points(LARGE)


def test_a_stored_sweep_is_shown_from_its_first_row_on(
    sweeps: Sweeps, heard: Heard, qtbot: QtBot
) -> None:
    store = own_store()
    first, second = store.start(SMALL), store.start(SMALL, 2)
    for uuid, batch in ((first, 1), (second, 2)):
        store.add(uuid, [Point(*each[:3]) for each in all_points(SMALL, batch)])
    sweeps.show(first)
    sweeps.show(second)
    qtbot.waitUntil(lambda: len(heard.rows) == 64, timeout=PATIENCE_MS)
    assert heard.in_order == all_points(SMALL, 2)


def test_sweeps_are_listed_renamed_and_deleted(sweeps: Sweeps, heard: Heard, qtbot: QtBot) -> None:
    uuid = own_store().start(SMALL)
    sweeps.rename(uuid, "Mine")
    qtbot.waitUntil(lambda: len(heard.listed) == 1, timeout=PATIENCE_MS)
    assert [each.name for each in heard.listed[0]] == ["Mine"]
    sweeps.delete(uuid)
    qtbot.waitUntil(lambda: len(heard.listed) == 2, timeout=PATIENCE_MS)
    assert heard.listed[1] == ()
    sweeps.rename(uuid, "Gone")
    qtbot.waitUntil(lambda: len(heard.said) == 1, timeout=PATIENCE_MS)
    assert heard.said == ["This sweep is not stored any more. Start it again."]


def test_a_recipe_that_is_refused_is_said(sweeps: Sweeps, heard: Heard, qtbot: QtBot) -> None:
    sweeps.start("resnet18,depth=")
    qtbot.waitUntil(lambda: len(heard.failed) == 1, timeout=PATIENCE_MS)
    assert "depth has no value" in heard.failed[0]
    assert not heard.ended


def test_a_scheduler_that_nobody_reaches_is_said_and_the_sweep_goes_on_here(
    sweeps: Sweeps, heard: Heard, qtbot: QtBot
) -> None:
    uuid = sweeps.start(SMALL, scheduler=Scheduler("tcp://127.0.0.1:9"))
    qtbot.waitUntil(lambda: len(heard.failed) == 1, timeout=PATIENCE_MS)
    assert heard.failed[0].startswith("no scheduler can be reached at tcp://127.0.0.1:9 (")
    sweeps.resume(uuid)
    qtbot.waitUntil(lambda: heard.ended == [uuid], timeout=PATIENCE_MS)
    assert heard.in_order == all_points(SMALL)


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells when others end")
@pytest.mark.parametrize("times", [1, pytest.param(20, marks=pytest.mark.deep)])
def test_a_window_that_is_killed_takes_the_process_along_and_the_next_window_goes_on(
    sweeps: Sweeps, heard: Heard, qtbot: QtBot, times: int
) -> None:
    recipe = LARGE if times == 1 else HUGE
    uuid, chance = own_store().start(recipe), random.Random(times)  # noqa: S311
    for _ in range(times):
        kill_a_window_of(uuid, portions=chance.randint(1, 3))
    assert own_store().sweep(uuid).done > 0
    sweeps.resume(uuid)
    qtbot.waitUntil(lambda: heard.ended == [uuid], timeout=PATIENCE_MS)
    assert heard.in_order == all_points(recipe)
    assert stored_rows(own_store(), uuid) == all_points(recipe)


def kill_a_window_of(uuid: str, portions: int) -> None:
    """Kills a window that goes on with the sweep once it has shown so much; waits for its child."""
    command = [sys.executable, "-c", WINDOW, uuid, str(portions)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as window:
        try:
            assert window.stdout
            pid = int(window.stdout.readline())
            child = os.pidfd_open(pid) if pid else None
        finally:
            window.kill()
    if child is not None:  # else it had done all of it
        assert select.select([child], [], [], PATIENCE_MS / 1e3)[0] == [child]
        os.close(child)
