"""Fifty timed runs in a row through the real process leave nothing behind, here and there."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from resnet_viz.core.cost.report import report_of
from resnet_viz.core.request import Worker
from resnet_viz.core.resnet.arch import parse
from resnet_viz.core.resnet.network import network_of
from resnet_viz.core.timing.options import TimingOptions
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.processes.runs import Runs

if sys.platform != "linux":
    pytest.skip("what a process holds is read from /proc", allow_module_level=True)

SPEC = parse("resnet20,stages=1-1-1,width=64,input=3x8x8")
ONE_THREAD = TimingOptions(threads=1)  # more contend on a busy machine, and take minutes
SETTLING, COUNTED = 5, 50
WEIGHTS_BYTES = 4 * report_of(network_of(SPEC)).totals.params
MOST_GROWTH_BYTES = COUNTED * WEIGHTS_BYTES // 10  # a tenth of a model kept by each run


class Held:
    """What a process holds of the system: files, threads, children, memory."""

    def __init__(self, process_id: int) -> None:
        place = Path(f"/proc/{process_id}")
        self.files = len(os.listdir(place / "fd"))
        self.threads = len(os.listdir(place / "task"))
        tasks = (place / "task").iterdir()
        self.children = sum(len((task / "children").read_text().split()) for task in tasks)
        pages = int((place / "statm").read_text().split()[1])
        self.resident_bytes = pages * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.deep
def test_fifty_runs_leave_no_process_file_thread_or_memory_behind(
    qapp: QObject, qtbot: QtBot
) -> None:
    child = Child(Worker.COMPUTE, qapp)
    runs = Runs(child, qapp)

    def run(times: int) -> None:
        for _ in range(times):
            with qtbot.waitSignal(runs.finished, timeout=60_000):
                runs.start(network_of(SPEC), ONE_THREAD)

    run(SETTLING)
    processes = os.getpid(), child.process_id()
    before = [Held(each) for each in processes]
    run(COUNTED)
    after = [Held(each) for each in processes]
    assert child.process_id() == processes[1]
    for was, now in zip(before, after, strict=True):
        # What earlier tests left in this process may go meanwhile: nothing more is there.
        assert now.files <= was.files
        assert now.threads <= was.threads
        assert now.children <= was.children
        assert now.resident_bytes - was.resident_bytes < MOST_GROWTH_BYTES
    child.close()
