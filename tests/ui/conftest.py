"""A main window without its child processes, for the tests of what it shows and asks."""

import gc
from collections.abc import Iterator
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_viz.core.request import Request
from resnet_viz.jobs.requests import LayOut, Layouts
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.window.document.home import Opening
from resnet_viz.ui.window.window import MainWindow
from resnet_viz.worker.layout import lay_out

Asked = list[Request[Any]]
Kind = TypeVar("Kind", bound=Request[Any])


def asked_for(asked: Asked, kind: type[Kind]) -> list[Kind]:
    """The requests of one kind."""
    return [each for each in asked if isinstance(each, kind)]


@pytest.fixture(autouse=True)
def nothing_left_of_the_test_before(qapp: QApplication) -> None:
    """Closed windows wait for an event loop to delete them; each style sheet goes over them all.

    A window turns automatic collection of garbage off for its process.
    """
    gc.enable()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the window asks of its children, which are not started; layouts alone are answered."""
    requests: Asked = []

    def ask(_: Child, request: Request[Any], on_answer: Any, *__: Any, **___: Any) -> None:
        requests.append(request)
        if isinstance(request, LayOut):
            on_answer(Layouts(tuple(map(lay_out, request.dots))))

    monkeypatch.setattr(Child, "ask", ask)
    monkeypatch.setattr(Child, "start", lambda _: None)
    return requests


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, asked: Asked) -> Iterator[MainWindow]:
    """A window on ResNet-50, its picture drawn."""
    appearance = Appearance(qapp)
    made = MainWindow(Opening(new_document("resnet50")), appearance)
    qtbot.addWidget(made)
    made.show()
    made.start_children()
    yield made
    appearance.choose("light")
    qapp.setStyleSheet("")
