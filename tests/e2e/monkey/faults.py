"""What must not happen while the monkey plays: exceptions, words of Qt, words in a log."""

import logging
import sys
import traceback
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

# The first is a plugin's, which has no window manager. The others are words of QTest on a synthetic
# event that nobody wanted, or whose window closed or shrank in the middle of a drag.
QT_ALWAYS_SAYS = (
    "This plugin does not support propagateSizeHints()",
    "not accepted by receiving widget",
    "occurs outside target window",
)
QUIET = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong: the same `name` is the same fault, `details` are for whoever mends it."""

    name: str
    details: str = ""


class Faults(logging.Handler):
    """Collects from now on; of each name the first."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: dict[str, Fault] = {}
        sys.excepthook = self._on_exception
        sys.unraisablehook = lambda seen: self._on_exception(
            seen.exc_type, seen.exc_value or seen.exc_type(), seen.exc_traceback
        )
        qInstallMessageHandler(self._on_qt)
        logging.getLogger().addHandler(self)

    def add(self, name: str, details: str = "") -> None:
        self.found.setdefault(name, Fault(name, details))

    def emit(self, record: logging.LogRecord) -> None:
        self.add(f"logged: {record.getMessage()}")

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        frames = traceback.extract_tb(trace)
        where = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].name}" if frames else "?"
        words = "".join(traceback.format_exception(kind, error, trace))
        self.add(f"{kind.__name__} in {where}", words)

    def _on_qt(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind not in QUIET and not any(usual in text for usual in QT_ALWAYS_SAYS):
            stack = "".join(traceback.format_stack(limit=12)[:-1])
            self.add(f"Qt: {text}", stack)
