"""Garbage of the window, collected in its own thread and between two events."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 300


class Collecting(QObject):
    """Collects what is due by Python's own thresholds, and nothing at any other moment.

    A widget must not end in another thread, nor in the middle of an event that Qt still handles.
    Python by itself collects wherever something is made, so that it is kept from it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()


def collect_due() -> None:
    """Collects the oldest generation that has more than its threshold, and the younger ones."""
    due = [made > most for made, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if True in due:
        gc.collect(max(place for place, is_due in enumerate(due) if is_due))
