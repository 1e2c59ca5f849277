"""Qt aborts the process where no window can be opened; this says why in one line instead."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qFormatLogMessage, qInstallMessageHandler


@contextmanager
def failure_explained(no_window: Callable[[str], str]) -> Iterator[None]:
    """For the making of the QApplication: ends the process with status 1 where Qt gives up.

    What Qt says meanwhile is held back, and said after all where it does not give up.
    """
    held: list[tuple[str, str]] = []

    def on_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            _end(no_window, held, text)
        held.append((text, qFormatLogMessage(kind, context, text)))

    before = qInstallMessageHandler(on_message)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        for _, line in held:
            print(line, file=sys.stderr)


def _end(no_window: Callable[[str], str], held: list[tuple[str, str]], last: str) -> None:
    """The first thing that went wrong is the reason; what follows are its consequences."""
    reasons = [text for text, _ in held] or [last]
    reason = reasons[0].strip().splitlines()[0].rstrip(".")
    print(f"resnet-viz: {no_window(reason)}", file=sys.stderr, flush=True)
    os._exit(1)
