"""The dialog with its real drawing processes: one that is killed, and the one after it."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resnet_viz.core.request import Request
from resnet_viz.diagram.look import look_of, view_of
from resnet_viz.diagram.requests import PreviewDiagram, SaveDiagram
from resnet_viz.diagram.scene.scene import Rect
from resnet_viz.ui.export.export_dialog import ExportDialog, Offer
from resnet_viz.ui.export.exporting import Exporting
from resnet_viz.ui.export.target import DIAGRAM, TABLE
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.session.remembered import new_document
from resnet_viz.ui.session.session import Session
from resnet_viz.ui.settings.settings import EXPORT_FOLDER, remember

PATIENCE_MS = 60_000
OFFER = Offer({DIAGRAM: "diagram", TABLE: "table"}, (("", "None"),), "", "Caption")


@pytest.fixture
def dialog(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[ExportDialog]:
    folder = tmp_path / "figures"
    folder.mkdir()
    remember(EXPORT_FOLDER, str(folder))
    parent = QWidget()
    qtbot.addWidget(parent)
    session = Session(new_document("resnet18"), parent)
    made = ExportDialog(OFFER, parent)
    Exporting(session, made, lambda: look_of(view_of("block")), lambda: Rect(0, 0, 90, 90))
    made.show()
    yield made
    made.close()


def child_at(dialog: ExportDialog, qtbot: QtBot, kind: type[Request[Any]]) -> Child:
    """The process that answers a kind of request, once it does."""

    def busy() -> list[Child]:
        children = dialog.findChildren(Child)
        return [each for each in children if isinstance(each.running, kind)]

    qtbot.waitUntil(lambda: bool(busy()) and busy()[0].process_id() > 0, timeout=PATIENCE_MS)
    return busy()[0]


def test_a_killed_writer_is_said_and_the_next_save_works(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.writing.save.click()
    os.kill(child_at(dialog, qtbot, SaveDiagram).process_id(), signal.SIGKILL)
    qtbot.waitUntil(lambda: not dialog.writing.is_going_on, timeout=PATIENCE_MS)
    said = dialog.writing.outcome.message
    assert said.text() == (
        "The drawing process was killed, perhaps for lack of memory. "
        "Nothing was written. Press Save to try again."
    )
    assert said.property("state") == "bad"
    assert list((tmp_path / "figures").iterdir()) == []
    dialog.writing.save.click()
    qtbot.waitUntil(lambda: not dialog.writing.is_going_on, timeout=PATIENCE_MS)
    assert said.text().startswith("✓ Saved diagram.svg")
    assert [each.name for each in (tmp_path / "figures").iterdir()] == ["diagram.svg"]


def test_a_killed_preview_leaves_saving_as_it_was(dialog: ExportDialog, qtbot: QtBot) -> None:
    os.kill(child_at(dialog, qtbot, PreviewDiagram).process_id(), signal.SIGKILL)
    qtbot.waitUntil(lambda: "can still save" in dialog.preview.reading.text(), timeout=PATIENCE_MS)
    dialog.writing.save.click()
    qtbot.waitUntil(lambda: not dialog.writing.is_going_on, timeout=PATIENCE_MS)
    assert dialog.writing.outcome.message.text().startswith("✓ Saved diagram.svg")
    dialog.fields.legend.click()
    qtbot.waitUntil(dialog.preview.picture.has_picture, timeout=PATIENCE_MS)
    assert " mm" in dialog.preview.size_text.text()
