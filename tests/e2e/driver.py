"""Drives the real window with real events, in the program's own process, and says what it saw.

Run by test_main_job.py on a virtual display: the arguments are a folder for files and the name of
a story below; the findings are printed as JSON.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QPoint, QPointF, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip, QWidget

from resnet_viz.core.arch import parse
from resnet_viz.diagram.scene import Item
from resnet_viz.diagram.view import Level
from resnet_viz.ui.export_dialog import ExportDialog
from resnet_viz.ui.main_window import MainWindow
from resnet_viz.ui.program import make_application, open_window

PATIENCE_S = 90.0
Findings = dict[str, Any]


class Person:
    """Clicks and types in a window, and waits for what should follow."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window = window
        self.folder = folder

    def wait_for(self, condition: Callable[[], bool], what: str) -> None:
        """Lets the program run until something is so; gives up loudly."""
        end = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"never seen: {what}")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        at = place or widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)

    def button(self, text: str) -> QPushButton:
        buttons = self.window.findChildren(QPushButton)
        return next(each for each in buttons if each.text() == text and each.isVisible())

    def see_network(self, title: str) -> None:
        """Waits for picture and mark of a network."""
        scene_of = self.window
        self.wait_for(lambda: bool(scene_of.scene and scene_of.scene.title == title), title)
        mark = self.window.panels.costs.mark
        self.wait_for(lambda: "agrees" in mark.text(), f"{title} agrees")

    def photograph(self, name: str) -> None:
        QApplication.processEvents()
        self.window.screen().grabWindow(0).save(str(self.folder / f"{name}.png"))

    def export(self, name: str, what: str, suffix: str) -> str:
        """Saves through the dialog; gives what the dialog said."""
        self.window.export()
        dialog = self.window.findChildren(ExportDialog)[-1]
        self.click(dialog.whats.button(what))
        dialog.format.setFocus()
        dialog.format.setCurrentIndex(dialog.format.findData(suffix))
        dialog.format.activated.emit(dialog.format.currentIndex())
        dialog.path.selectAll()
        QTest.keyClicks(dialog.path, str(self.folder / f"{name}{suffix}"))
        self.click(dialog.save)
        self.wait_for(dialog.save.isEnabled, f"{name}{suffix} written or refused")
        said = dialog.message.text()
        dialog.close()
        return said


def story_main_job(person: Person) -> Findings:
    """Choose, see, cost, run, export: the program's main job."""
    window = person.window
    person.see_network("ResNet-50")
    first = window.report.arch
    person.click(person.button("34"))
    person.see_network("ResNet-34")
    basic = (window.report.arch, window.report.totals.params, window.report.totals.macs)
    person.click(person.button("Bottleneck"))
    person.see_network("ResNet-50")
    person.photograph("before")
    person.click(window.toolbar.run)
    person.wait_for(lambda: not window.runs.is_running, "the run's end")
    timing = window.timing()
    assert timing is not None
    window.toolbar.coloring.setCurrentIndex(window.toolbar.coloring.findData("time"))
    window.toolbar.coloring.activated.emit(0)
    time_fills = len(window.panels.canvas.heat.fills) if window.panels.canvas.heat else 0
    person.photograph("timed")
    window.toolbar.coloring.setCurrentIndex(window.toolbar.coloring.findData("op"))
    window.toolbar.coloring.activated.emit(0)
    said = [
        person.export("diagram", "diagram", suffix)
        for suffix in (".svg", ".pdf", ".png", ".dot", ".tex", ".mmd")
    ]
    said += [person.export("table", "table", suffix) for suffix in (".csv", ".json", ".md", ".tex")]
    window.actions_by_name["copy_picture"].trigger()
    person.wait_for(lambda: window.progress.doing().startswith("Copied"), "the copied picture")
    copied = QApplication.clipboard().mimeData().formats()
    return {
        "copied": copied,
        "first": first,
        "basic": basic,
        "last": window.report.arch,
        "timing": timing.to_dict(),
        "time_fills": time_fills,
        "said": said,
        "modules": [name for name in ("torch", "torchinfo", "pygraphviz") if name in sys.modules],
    }


def story_selection(person: Person) -> Findings:
    """A click in the diagram selects in the table, a row of the table selects in the diagram."""
    window = person.window
    person.see_network("ResNet-50")
    canvas, table = window.panels.canvas, window.panels.layers
    assert window.scene is not None
    item = next(each for each in window.scene.items if each.id == "layer3.2")
    x, y, width, height = item.rect
    middle = canvas.placement.to_widget(QPointF(x + width / 2, y + height / 2)).toPoint()
    person.click(canvas, middle)
    from_diagram = (canvas.selected(), table.selected_path())
    row = next(i for i, r in enumerate(window.rows) if r.cost.path == "layer4.1.conv2")
    table.scrollTo(table.model().index(row, 0))
    person.click(table.viewport(), table.visualRect(table.model().index(row, 0)).center())
    from_table = (canvas.selected(), table.selected_path())
    person.click(person.button("Pin as A"))
    window.swap_block()
    person.see_network("ResNet-34")
    window.show_comparison()
    person.photograph("compare")
    return {
        "from_diagram": from_diagram,
        "from_table": from_table,
        "comparison": window.panels.compare.texts(),
    }


def story_travel(person: Person) -> Findings:
    """Point at a shortcut, click on it, search on and on, and go by keyboard."""
    window = person.window
    person.see_network("ResNet-50")
    canvas, field = window.panels.canvas, window.toolbar.search
    window.show_layers()
    person.wait_for(lambda: bool(window.scene and len(window.scene.items) > 100), "layers")
    assert window.scene
    shortcut = next(each for each in window.scene.shortcuts if each.id == "layer2.1.shortcut")
    corner, other = shortcut.strokes[0].points[1:3]
    lane = (QPointF(*corner) + QPointF(*other)) * 0.5
    canvas.zoom_to(1.2)
    canvas.center_on(lane)
    place = canvas.placement.to_widget(lane).toPoint()
    QTest.mouseMove(canvas, place)
    person.wait_for(QToolTip.isVisible, "the card of a shortcut")
    card = QToolTip.text()
    person.photograph("lit")
    person.click(canvas, place)
    clicked = canvas.selected()
    QTest.keyClicks(field, "layer3.0.conv")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return)
    searched = (canvas.selected(), window.panels.layers.selected_path(), field.found.text())
    person.photograph("found")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    canvas.setFocus()
    travelled = []
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_End):
        QTest.keyClick(canvas, key)
        travelled.append(canvas.selected())
    return {
        "card": card,
        "clicked": clicked,
        "searched": searched,
        "after_escape": (field.text(), window.runs.is_running),
        "travelled": travelled,
        "modules": [name for name in ("torch", "torchinfo", "pygraphviz") if name in sys.modules],
    }


def story_faults(person: Person) -> Findings:
    """Cancel a run; kill each child; export where nothing can be written."""
    window = person.window
    person.see_network("ResNet-50")
    person.click(window.toolbar.run)
    person.wait_for(lambda: "pass" in window.progress.doing(), "a pass")
    started = time.monotonic()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    person.wait_for(lambda: not window.runs.is_running, "the cancelled run's end")
    cancel_s = time.monotonic() - started
    after_cancel = window.progress.doing()
    person.click(window.toolbar.run)
    person.wait_for(lambda: "pass" in window.progress.doing(), "a pass after cancelling")
    os.kill(window.compute.process_id(), signal.SIGKILL)
    person.wait_for(lambda: bool(window.panels.notice.text()), "the notice")
    compute_notice = window.panels.notice.text()
    person.photograph("killed")
    person.click(person.button("Time again"))
    person.wait_for(lambda: not window.runs.is_running, "the second run's end")
    os.kill(window.draw.process_id(), signal.SIGKILL)
    person.wait_for(lambda: "draw process" in window.panels.notice.text(), "the second notice")
    draw_notice = window.panels.notice.text()
    window.open_text("resnet,stages=2-3-2")
    person.see_network("ResNet-16 (basic, 2-3-2)")
    missing = person.export("no/such/folder/diagram", "diagram", ".svg")
    window.open_text("resnet51")
    return {
        "cancel_s": cancel_s,
        "after_cancel": after_cancel,
        "compute_notice": compute_notice,
        "timed_again": window.runs.report_for(parse("resnet50"), 1) is not None,
        "draw_notice": draw_notice,
        "missing": missing,
        "bad_name": window.panels.notice.text(),
        "still": window.report.arch,
    }


def story_family(person: Person) -> Findings:
    """Every kind of network by its control, weights from files, the counterpart, the source."""
    window = person.window
    person.see_network("ResNet-50")
    seen = {}
    for arch, title in (
        ("resnet20", "ResNet-20"),
        ("preact164", "PreAct-ResNet-164"),
        ("resnext50_32x4d,se=16,stem=deep,downsample=avg",
         "ResNeXt-50 32×4d, deep stem, avg downsample, SE 16"),
        ("plain34", "Plain-34"),
    ):  # fmt: skip
        window.open_text(arch)
        person.see_network(title)
        seen[arch] = window.report.totals.params
    person.click(person.button("Plain twin"))
    person.see_network("ResNet-34")
    window.panels.show_tab(window.panels.table_one)
    table = window.panels.table_one
    person.wait_for(lambda: table.columnCount() == 7, "table 1")
    person.photograph("table")
    cell = table.item(1, 2)
    assert cell
    person.click(table.viewport(), table.visualItemRect(cell).center())
    person.see_network("ResNet-18")
    from_table = window.report.arch
    window.read_weights(str(person.folder / "weights.pth"))
    person.see_network("ResNet-8 (basic, 1-1-1)")
    recognised = (window.report.arch, window.panels.notice.text())
    person.click(window.toolbar.run)
    person.wait_for(lambda: not window.runs.is_running, "the run's end")
    timing = window.timing()
    person.photograph("weights")
    window.read_weights(str(person.folder / "hostile.pth"))
    person.wait_for(lambda: "hostile.pth" in window.panels.notice.text(), "the refusal")
    refused = window.panels.notice.text()
    window.open_text("resnet50")
    window.match_macs()
    person.see_network("ResNet-38 (basic, 3-5-7-3)")
    matched = (window.report.arch, window.panels.notice.text())
    window.write_source(person.folder / "network.py")
    return {
        "seen": seen,
        "from_table": from_table,
        "recognised": recognised,
        "timed_with": timing.weights if timing else "",
        "refused": refused,
        "matched": matched,
        "modules": [name for name in ("torch", "torchinfo", "pygraphviz") if name in sys.modules],
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
        window.show_spec(parse(arch))
        if number % 20 == 0:
            window.toggle_item("layer2.0")
        longest_ms = max(longest_ms, (time.monotonic() - before) * 1e3)
        if number == 500:
            os.kill(window.draw.process_id(), signal.SIGKILL)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        if number % 100 == 99:
            sizes.append(_resident_mib())
    took_s = time.monotonic() - started
    person.click(person.button("18"))
    person.see_network("ResNet-18")
    window.toolbar.show_view(Level.BLOCK, is_folded=False)
    person.wait_for(lambda: "layer4.1" in {item.id for item in _items(window)}, "the blocks")
    return {
        "took_s": took_s,
        "longest_ms": longest_ms,
        "resident_mib": sizes,
        "drawn": [item.id for item in _items(window) if item.op == "block"],
        "notice": window.panels.notice.text(),
    }


def _items(window: MainWindow) -> tuple[Item, ...]:
    return window.scene.items if window.scene else ()


def _resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


STORIES = {
    "burst": story_burst,
    "main_job": story_main_job,
    "selection": story_selection,
    "travel": story_travel,
    "faults": story_faults,
    "family": story_family,
}


def main() -> int:
    folder, story = Path(sys.argv[1]), STORIES[sys.argv[2]]
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    application = make_application()
    window = open_window(parse("resnet50"), application)
    outcome: Findings = {}

    def play() -> None:
        window.start_children()
        children = (window.compute.process_id(), window.draw.process_id())
        try:
            outcome.update(story(Person(window, folder)), children=children)
        finally:
            window.close()
            application.quit()

    QTimer.singleShot(0, play)
    application.exec()
    print(json.dumps(outcome))
    return 0 if outcome else 1


if __name__ == "__main__":
    sys.exit(main())
