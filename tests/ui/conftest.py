"""A main window without its child processes, for the tests of what it shows and asks."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resnet_viz.jobs.messages import Verb
from resnet_viz.ui.look.appearance import Appearance
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.window.home import Opening
from resnet_viz.ui.window.window import MainWindow
from resnet_viz.worker.layout import lay_out

Asked = list[tuple[Verb, dict[str, Any]]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the window asks of its children, which are not started; layouts alone are answered."""
    requests: Asked = []

    def ask(_: Child, verb: Verb, values: dict[str, Any], on_result: Any, *__: Any) -> None:
        requests.append((verb, values))
        if verb is Verb.LAYOUT:
            on_result({"layouts": [lay_out(dot) for dot in values["dots"]]})

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
