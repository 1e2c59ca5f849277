"""What is heavy begins after the window has been seen, and begins once."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.ui.start.first_paint import after_first_paint


class Noting(QWidget):
    """Notes its paints."""

    def __init__(self, notes: list[str]) -> None:
        super().__init__()
        self.notes = notes

    def paintEvent(self, event: QPaintEvent) -> None:
        self.notes.append("painted")


def test_it_begins_after_the_window_and_its_children_are_painted(qtbot: QtBot) -> None:
    notes: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 200)
    QVBoxLayout(window).addWidget(Noting(notes))
    after_first_paint(window, lambda: notes.append("begun"))
    assert notes == []
    window.show()
    qtbot.waitUntil(lambda: "begun" in notes)
    assert notes[:2] == ["painted", "begun"]
    window.repaint()
    qtbot.wait(50)
    assert notes.count("begun") == 1
