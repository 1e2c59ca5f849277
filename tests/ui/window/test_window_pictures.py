"""The window's picture on its way out: what it asks of the drawing process for file and copy."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QMessageBox

from resnet_viz.core.request import Request
from resnet_viz.diagram.look import Look, look_of
from resnet_viz.diagram.requests import CopyPicture, SaveDiagram
from resnet_viz.diagram.scene.crop import cropped, part_in
from resnet_viz.diagram.view import Level, View
from resnet_viz.export.requests import SaveTable
from resnet_viz.jobs.messages import Failure
from resnet_viz.ui.canvas.zoom_box import STEP
from resnet_viz.ui.export.export_dialog import ExportDialog
from resnet_viz.ui.export.picture_fields import IN_VIEW
from resnet_viz.ui.export.target import TABLE
from resnet_viz.ui.processes.child import Child
from resnet_viz.ui.window.window import MainWindow
from tests.samples.runs import made_up_timing
from tests.ui.conftest import Asked, asked_for


@pytest.fixture
def tired(monkeypatch: pytest.MonkeyPatch, asked: Asked) -> None:
    """A drawing process that lays out and makes no pictures."""
    answer = Child.ask

    def ask(child: Child, request: Request[Any], on_answer: Any, on_failed: Any, **_: Any) -> None:
        answer(child, request, on_answer, on_failed)
        if isinstance(request, CopyPicture):
            on_failed(Failure("the drawing process is tired"))

    monkeypatch.setattr(Child, "ask", ask)


def export(window: MainWindow, *, in_view: bool) -> None:
    window.exports.export()
    dialog = window.findChildren(ExportDialog)[-1]
    if in_view:
        dialog.fields.part.show_value(IN_VIEW)
    dialog.writing.save.click()
    dialog.close()


def test_the_whole_diagram_is_saved_unless_asked_otherwise(
    window: MainWindow, asked: Asked
) -> None:
    export(window, in_view=False)
    (request,) = asked_for(asked, SaveDiagram)
    assert request.arch == "resnet50"
    assert request.look == look_of()


def test_a_table_is_saved_with_batch_and_times(window: MainWindow, asked: Asked) -> None:
    timing = replace(made_up_timing("resnet50"), batch=8)
    window.session.keep_times(timing)
    window.panels.costs.batch_edited.emit(8)
    window.exports.export()
    dialog = window.findChildren(ExportDialog)[-1]
    dialog.whats.button(TABLE).click()
    dialog.writing.save.click()
    dialog.close()
    (request,) = asked_for(asked, SaveTable)
    assert request == SaveTable("resnet50", 8, timing, request.path, ".csv")
    assert request.path.endswith("resnet50-table.csv")


def test_what_is_in_view_is_what_the_canvas_shows(window: MainWindow, asked: Asked) -> None:
    canvas = window.panels.canvas
    assert window.diagram.scene is not None
    item = next(each for each in window.diagram.scene.items if each.id == "layer3.0")
    for _ in range(8):
        canvas.zoom_by(STEP)
    canvas.center_on(QPointF(item.rect.x + item.rect.width / 2, item.rect.y))
    export(window, in_view=True)
    (request,) = asked_for(asked, SaveDiagram)
    part = request.look.part
    assert part is not None
    corner = canvas.placement.to_widget(QPointF(part.x, part.y))
    assert (corner.x(), corner.y()) == pytest.approx((0, 0), abs=1e-6)
    assert part.width * canvas.placement.scale == pytest.approx(canvas.width())
    seen = cropped(window.diagram.scene, part_in(window.diagram.scene, part)).items
    assert "layer3.0" in [each.id for each in seen]
    assert 1 <= len(seen) < len(window.diagram.scene.items)


@pytest.mark.usefixtures("tired")
def test_copying_asks_for_what_is_shown_and_tells_what_went_wrong(
    window: MainWindow, asked: Asked
) -> None:
    window.diagram.show_stages()
    window.diagram.toggle_item("layer2")
    window.actions_by_name["copy_picture"].trigger()
    (request,) = asked_for(asked, CopyPicture)
    assert request == CopyPicture("resnet50", Look(View(Level.STAGE, toggled=("layer2",))))
    told = "The picture was not copied: the drawing process is tired."
    assert window.panels.notice.text() == told


def test_printing_opens_the_systems_dialog(window: MainWindow) -> None:
    window.actions_by_name["print_diagram"].trigger()
    (dialog,) = window.findChildren(QPrintDialog)
    assert dialog.isVisible()
    assert dialog.printer().docName() == "ResNet-50"
    dialog.done(0)


def test_source_gets_its_suffix_and_replaces_no_file_unasked(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = str(tmp_path / "net0.5")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (typed, ""))
    window.actions_by_name["save_source"].trigger()
    written = tmp_path / "net0.5.py"
    assert "class ResNet" in written.read_text()
    written.write_text("mine")
    window.actions_by_name["save_source"].trigger()
    (box,) = window.findChildren(QMessageBox)
    assert box.text() == "Replace net0.5.py?"
    box.defaultButton().click()
    assert written.read_text() == "mine"


def test_copying_says_what_was_copied(window: MainWindow) -> None:
    window.actions_by_name["copy_name"].trigger()
    assert window.progress.doing() == "Copied resnet50"
    window.actions_by_name["copy_table"].trigger()
    assert window.progress.doing() == "Copied 175 rows"
