"""Plays bugs in every kind of place that Qt calls, each in the real window, and prints what shows.

A line of JSON for each: its place, the dialogs that came, and the lines of the report.
"""

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from threading import Thread
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QTableView, QWidget

from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.start.program import make_application, open_window
from resnet_viz.ui.window.document.home import Opening

TURNS = 10  # of the event loop, which paints again meanwhile
Step = Iterator[Callable[[], object]]
Play = Callable[[QWidget], Step]


class BugError(Exception):
    """What is raised here."""


def failing(place: str) -> Callable[..., Any]:
    """A function that raises, in a file of its own: the same bug is shown once."""
    names: dict[str, Any] = {"BugError": BugError}
    exec(compile("def fail(*_): raise BugError", place, "exec"), names)  # noqa: S102
    return cast(Callable[..., Any], names["fail"])


def raising(virtual: str, base: type = QWidget) -> Any:
    """A class whose virtual method has a bug."""
    return type("Raising", (base,), {virtual: failing(virtual)})


class Model(QAbstractTableModel):
    def rowCount(self, *_: Any) -> int:
        return 2

    def columnCount(self, *_: Any) -> int:
        return 2

    data = failing("data")


def in_widget(virtual: str) -> Play:
    def play(window: QWidget) -> Step:
        widget = raising(virtual)(window)
        widget.resize(50, 50)
        yield widget.show
        for width in range(51, 56):
            yield widget.update
            yield partial(widget.resize, width, 50)
        yield widget.hide

    return play


def in_filter(window: QWidget) -> Step:
    heard = raising("eventFilter", QObject)(window)
    yield lambda: window.installEventFilter(heard)
    yield window.update
    yield lambda: window.removeEventFilter(heard)


def in_slot(window: QWidget) -> Step:
    button = QPushButton(window)
    button.clicked.connect(failing("slot"))
    yield button.click
    yield button.click


def in_model(window: QWidget) -> Step:
    table = QTableView(window)
    table.setModel(Model(window))
    table.resize(200, 200)
    yield table.show
    yield table.update
    yield table.hide


def in_timer(_: QWidget) -> Step:
    yield lambda: QTimer.singleShot(0, failing("timer"))


def in_thread(_: QWidget) -> Step:
    yield lambda: Thread(target=failing("thread")).start()


def under_modal(window: QWidget) -> Step:
    """A bug while a dialog is in front of the window, which then closes."""
    front = QMessageBox(window)
    yield front.open
    yield lambda: QTimer.singleShot(0, failing("modal"))
    for _ in range(5):
        yield lambda: None
    yield front.close


PLACES: dict[str, Play] = {
    **{
        name: in_widget(name)
        for name in ("paintEvent", "showEvent", "hideEvent", "resizeEvent", "event", "changeEvent")
    },
    "eventFilter": in_filter,
    "slot": in_slot,
    "model": in_model,
    "timer": in_timer,
    "thread": in_thread,
    "modal": under_modal,
}


def dialogs() -> list[QMessageBox]:
    """Those of bugs that are on screen."""
    boxes = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox)]
    inner = [
        box for each in QApplication.topLevelWidgets() for box in each.findChildren(QMessageBox)
    ]
    unique = {id(box): box for box in (*boxes, *inner)}
    return [box for box in unique.values() if box.isVisible() and box.detailedText()]


def outcomes(window: QWidget) -> Step:
    """Each of its steps is a turn of the window's own event loop."""
    for name, play in PLACES.items():
        most, report = 0, ""
        for step in (*play(window), *[lambda: None] * TURNS):
            yield step
            most = max(most, len(dialogs()))
            report = dialogs()[0].detailedText() if dialogs() else report
        for box in dialogs():
            yield box.close
        print(json.dumps({"place": name, "dialogs": most, "report": report}), flush=True)


def main() -> None:
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
    application = make_application()
    window = open_window(Opening(new_document("resnet18")), application)
    steps = outcomes(window)
    beat = QTimer(window, interval=5)

    def take_step() -> None:
        if (step := next(steps, None)) is None:
            application.quit()
        else:
            step()

    beat.timeout.connect(take_step)
    beat.start()
    sys.exit(application.exec())


if __name__ == "__main__":
    main()
