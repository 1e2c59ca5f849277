"""Tens of thousands of calls from Python into Qt: some releases of PySide6 lose references."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROGRAM = """
from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

class Sender(QObject):
    changed = Signal(bool)

application = QApplication([])
heard = []
sender = Sender()
sender.changed.connect(heard.append)
image = QImage(64, 64, QImage.Format.Format_ARGB32)
painter = QPainter(image)
for number in range(50_000):
    painter.drawLine(QPointF(0, number % 64), QPointF(63, number % 64))
    painter.fillRect(QRectF(0, 0, 2, 2), QColor("red"))
    sender.changed.emit(True)
painter.end()
assert len(heard) == 50_000
print("alive")
"""


def test_fifty_thousand_painter_calls_and_signals_do_no_harm() -> None:
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "alive\n", "")
