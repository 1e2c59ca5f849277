"""Faults put in on purpose: the monkey has to find them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, qWarning

from resnet_viz.ui.parts.action import action
from resnet_viz.ui.window.window import MainWindow

LEAK_BYTES = 100_000


class _Raising(QObject):
    @action("Run", "Planted", "An action with a fault")
    def planted(self) -> None:
        raise ZeroDivisionError("planted")


class _Idle(QObject):
    @action("Run", "Planted", "An action with a fault")
    def planted(self) -> None:
        pass


class _Warning(QObject):
    @action("Run", "Planted", "An action with a fault")
    def planted(self) -> None:
        qWarning("planted")


def _leak(window: MainWindow) -> None:
    """Each change of the document leaves something behind."""
    left: list[bytes] = []
    window.session.changed.connect(lambda: left.append(bytes(bytearray(LEAK_BYTES))))


def _plant(kind: type[QObject]) -> Callable[[MainWindow], None]:
    return lambda window: window.menus.add(kind(window), "planted")


PLANTS: dict[str, Callable[[MainWindow], None]] = {
    "": lambda window: None,
    "raises": _plant(_Raising),
    "idle": _plant(_Idle),
    "warns": _plant(_Warning),
    "leaks": _leak,
}
