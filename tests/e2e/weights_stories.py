"""What a person does with files of weights: of every kind, several sets, refused, stopped."""

import os
import signal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.e2e.person import Person
from tests.e2e.stories import Findings, heavy_modules


def story_weights_kinds(person: Person) -> Findings:
    """Opens each file of the folder in its order; says what is used then, and what is said."""
    window = person.window
    person.see_network("ResNet-50")
    found = {}
    for path in sorted((person.folder / "files").iterdir()):
        _read(person, str(path))
        found[path.name] = (window.session.document.member.arch, window.panels.notice.text())
    person.see_network(window.session.shown.network.title)
    return {"found": found, **heavy_modules()}


def story_weights_sets(person: Person) -> Findings:
    """Opens a file with two sets, takes the other, undoes that, and times it."""
    window, row = person.window, person.window.panels.architecture.family.weights
    person.see_network("ResNet-50")
    _read(person, str(person.folder / "sets.pth"))
    first = (row.sets.value(), window.panels.notice.text())
    person.photograph("sets")
    row.sets.setFocus()
    QTest.keyClick(row.sets, Qt.Key.Key_Down)
    person.wait_for(lambda: not window.networks.is_reading, "the other set")
    other = row.sets.value()
    person.see_network(window.session.shown.network.title)
    person.click(window.toolbar.timed.run)
    person.wait_for(lambda: not window.runs.is_running, "the run's end")
    timing = window.session.shown.timing
    window.session.undo()
    return {
        "first": first,
        "other": other,
        "timed_with": timing.weights if timing else "",
        "after_undo": row.sets.value(),
    }


def story_weights_stopped(person: Person) -> Findings:
    """Stops a reading that hangs, checks and times after it, and closes while all hangs again."""
    window, file = person.window, str(person.folder / "sets.pth")
    person.see_network("ResNet-50")
    hung = _hang(person)
    window.networks.read_weights(file)
    row = window.panels.architecture.family.weights
    during = (row.text, window.progress.doing())
    person.photograph("reading")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    stopped = (row.text, window.progress.doing(), window.panels.notice.text())
    window.networks.open_text("resnet18")
    person.see_network("ResNet-18")
    person.click(window.toolbar.timed.run)
    person.wait_for(lambda: not window.runs.is_running, "the run's end")
    _hang(person)
    window.networks.read_weights(file)
    os.mkfifo(person.folder / "pipe")
    window.file_thread.ask((person.folder / "pipe").read_bytes, lambda _: None)
    return {
        "during": during,
        "stopped": stopped,
        "is_timed": window.session.shown.timing is not None,
        "hung": hung,
        "is_busy": window.networks.is_reading and window.file_thread.is_working,
    }


def _read(person: Person, path: str) -> None:
    person.window.networks.read_weights(path)
    person.wait_for(lambda: not person.window.networks.is_reading, path)


def _hang(person: Person) -> int:
    """Stops the compute process as a disk that hangs would; its number."""
    process = person.window.compute.process_id()
    os.kill(process, signal.SIGSTOP)
    return process
