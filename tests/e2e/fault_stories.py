"""What befalls the window: cancelled runs, killed children, edits faster than it draws."""

import os
import signal
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from resnet_viz.diagram.scene.scene import Item
from resnet_viz.ui.window.window import MainWindow
from tests.e2e.person import Person
from tests.e2e.stories import Findings


def story_faults(person: Person) -> Findings:
    """Cancel a run; kill each child; export where nothing can be written."""
    window = person.window
    person.see_network("ResNet-50")
    person.click(window.toolbar.timed.run)
    person.wait_for(lambda: "pass" in window.progress.doing(), "a pass")
    started = time.monotonic()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    person.wait_for(lambda: not window.runs.is_running, "the cancelled run's end")
    cancel_s = time.monotonic() - started
    after_cancel = window.progress.doing()
    person.click(window.toolbar.timed.run)
    person.wait_for(lambda: "pass" in window.progress.doing(), "a pass after cancelling")
    os.kill(window.compute.process_id(), signal.SIGKILL)
    person.wait_for(lambda: bool(window.panels.notice.text()), "the notice")
    compute_notice = window.panels.notice.text()
    person.photograph("killed")
    person.click(person.button("Time again"))
    person.wait_for(lambda: not window.runs.is_running, "the second run's end")
    os.kill(window.draw.process_id(), signal.SIGKILL)
    person.wait_for(lambda: "layout process" in window.panels.notice.text(), "the second notice")
    draw_notice = window.panels.notice.text()
    window.networks.open_text("resnet,stages=2-3-2")
    person.see_network("ResNet-16 (basic, 2-3-2)")
    missing = person.export("no/such/folder/diagram", "diagram", ".svg")
    window.networks.open_text("resnet51")
    return {
        "cancel_s": cancel_s,
        "after_cancel": after_cancel,
        "compute_notice": compute_notice,
        "timed_again": ("resnet50", 1) in window.session._times,
        "draw_notice": draw_notice,
        "missing": missing,
        "bad_name": window.panels.notice.text(),
        "still": window.session.shown.report.arch,
    }


def story_burst(person: Person) -> Findings:
    """A thousand edits, as fast as the window takes them, the drawing process dead for a while."""
    window = person.window
    person.see_network("ResNet-50")
    archs = [f"resnet,block=bottleneck,stages={n % 5 + 1}-{n % 7 + 1}-3" for n in range(1000)]
    sizes, longest_ms = [], 0.0
    started = time.monotonic()
    for number, arch in enumerate(archs):
        before = time.monotonic()
        window.networks.open_text(arch)
        if number % 20 == 0:
            window.diagram.toggle_item("layer2.0")
        longest_ms = max(longest_ms, (time.monotonic() - before) * 1e3)
        if number == 500:
            os.kill(window.draw.process_id(), signal.SIGKILL)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        QApplication.sendPostedEvents(
            None, QEvent.Type.DeferredDelete.value
        )  # as its own loop does
        if number % 100 == 99:
            sizes.append(_resident_mib())
    took_s = time.monotonic() - started
    person.click(person.button("18"))
    person.see_network("ResNet-18")
    window.diagram.show_blocks()
    person.wait_for(lambda: "layer4.1" in {item.id for item in _items(window)}, "the blocks")
    return {
        "took_s": took_s,
        "longest_ms": longest_ms,
        "resident_mib": sizes,
        "drawn": [item.id for item in _items(window) if item.op == "block"],
        "notice": window.panels.notice.text(),
    }


def _items(window: MainWindow) -> tuple[Item, ...]:
    return window.diagram.scene.items if window.diagram.scene else ()


def _resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
